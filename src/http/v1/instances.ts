import { z } from 'zod'
import { changeInstance, findInstance } from '../../admin/change-instance.ts'
import { deleteMapping, mapType, saveMapping, trackerFields } from '../../admin/mappings.ts'
import { switchSync } from '../../admin/switch-sync.ts'
import { instanceOf } from '../../connections/instances.ts'
import { servesHelpDesk } from '../../connections/tracker-of.ts'
import type { Deps } from '../../deps.ts'
import { listConnections } from '../../store/connections.ts'
import {
  ChangeInstance,
  Instance,
  Mappings,
  SaveMapping,
  SaveTypeMapping,
  TrackerField,
} from '../contract/instance.ts'
import { Id, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { instanceAnswer, mappingsAnswer } from './instance-views.ts'

const tags = ['Help desk']
const ById = z.object({ id: Id })
const OfInstance = ById.extend({ mappingId: Id })
const read = { demands: 'help-desk:read' as const }
const manage = { demands: 'help-desk:manage' as const }
const refusals = { 404: Problem, 409: Problem, 422: Problem, 502: Problem }

/** The addresses under `/v1/instances`. */
export function instanceRoutes(app: Api, deps: Deps): void {
  app.get('/v1/instances', {
    config: read,
    schema: {
      tags,
      summary: 'The help desk’s instances, the default one first (C22)',
      response: { 200: z.object({ items: z.array(Instance) }) },
    },
    handler: async (request) => {
      const rows = await listConnections(deps.store.db, actorOf(request).workspaceId)
      const serving = rows.filter((row) => row.state !== 'draft' && servesHelpDesk(deps, row))
      const items = []
      for (const row of serving) items.push(await instanceAnswer(deps, instanceOf(row)))
      return {
        items: items.toSorted(
          (one, next) =>
            Number(next.active) - Number(one.active) || Number(next.primary) - Number(one.primary),
        ),
      }
    },
  })

  app.get('/v1/instances/:id', {
    config: read,
    schema: { tags, summary: 'Read an instance', params: ById, response: { 200: Instance, 404: Problem } },
    handler: async (request) =>
      instanceAnswer(deps, await findInstance(deps, actorOf(request), request.params.id)),
  })

  app.patch('/v1/instances/:id', {
    config: manage,
    schema: {
      tags,
      summary: 'Change an instance’s name and settings, switch its synchronisation on or off (C24–C39)',
      params: ById,
      body: ChangeInstance,
      response: { 200: Instance, ...refusals },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id: connectionId } = request.params
      const { synchronizing, ...change } = request.body
      await changeInstance(deps, actor, { connectionId, ...change })
      if (synchronizing !== undefined) await switchSync(deps, actor, { connectionId, on: synchronizing })
      return instanceAnswer(deps, await findInstance(deps, actor, connectionId))
    },
  })

  app.get('/v1/instances/:id/fields', {
    config: manage,
    schema: {
      tags,
      summary: 'The fields of the tracker, read live',
      params: ById,
      response: { 200: z.object({ items: z.array(TrackerField) }), ...refusals },
    },
    handler: async (request) => {
      const fields = await trackerFields(deps, await findInstance(deps, actorOf(request), request.params.id))
      return {
        items: fields.map(({ id, name, kind, isCustom }) => ({
          id,
          name,
          kind: kind ?? null,
          custom: isCustom,
        })),
      }
    },
  })

  mappingRoutes(app, deps)
}

function mappingRoutes(app: Api, deps: Deps): void {
  app.get('/v1/instances/:id/mappings', {
    config: read,
    schema: {
      tags,
      summary: 'Field and type mappings of an instance (C40–C44)',
      params: ById,
      response: { 200: Mappings, 404: Problem },
    },
    handler: async (request) =>
      mappingsAnswer(deps, await findInstance(deps, actorOf(request), request.params.id)),
  })

  app.post('/v1/instances/:id/mappings', {
    config: manage,
    schema: {
      tags,
      summary: 'Map a field (C43, C45, C46)',
      params: ById,
      body: SaveMapping,
      response: { 201: Mappings, ...refusals },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      await saveMapping(deps, actor, { ...request.body, connectionId: request.params.id })
      return reply
        .status(201)
        .send(await mappingsAnswer(deps, await findInstance(deps, actor, request.params.id)))
    },
  })

  app.put('/v1/instances/:id/mappings/:mappingId', {
    config: manage,
    schema: {
      tags,
      summary: 'Change a field mapping',
      params: OfInstance,
      body: SaveMapping,
      response: { 200: Mappings, ...refusals },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id, mappingId } = request.params
      await saveMapping(deps, actor, { ...request.body, id: mappingId, connectionId: id })
      return mappingsAnswer(deps, await findInstance(deps, actor, id))
    },
  })

  app.put('/v1/instances/:id/type-mappings', {
    config: manage,
    schema: {
      tags,
      summary: 'Map a type of ticket to a type of issue (C44)',
      params: ById,
      body: SaveTypeMapping,
      response: { 200: Mappings, ...refusals },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      await mapType(deps, actor, { ...request.body, connectionId: request.params.id })
      return mappingsAnswer(deps, await findInstance(deps, actor, request.params.id))
    },
  })

  for (const kind of ['ticket', 'ticket-type'] as const) {
    app.delete(`/v1/instances/:id/${kind === 'ticket' ? 'mappings' : 'type-mappings'}/:mappingId`, {
      config: manage,
      schema: {
        tags,
        summary: `Delete a mapping of the kind “${kind === 'ticket' ? 'Ticket' : 'Ticket Type'}” (C46)`,
        params: OfInstance,
        response: { 200: Mappings, 404: Problem },
      },
      handler: async (request) => {
        const actor = actorOf(request)
        const { id, mappingId } = request.params
        await deleteMapping(deps, actor, { connectionId: id, kind, id: mappingId })
        return mappingsAnswer(deps, await findInstance(deps, actor, id))
      },
    })
  }
}
