import { record } from '../../audit/record.ts'
import { z } from 'zod'
import { changeSettings } from '../../admin/change-settings.ts'
import { connectionChoices } from '../../admin/connection-choices.ts'
import { discardDraft } from '../../admin/discard-draft.ts'
import { disconnect } from '../../admin/disconnect.ts'
import { saveConnection } from '../../admin/save-connection.ts'
import { syncConnection } from '../../admin/sync-connection.ts'
import { testConnection, testStored } from '../../admin/test-connection.ts'
import { newWebhookSecret } from '../../admin/webhook-secret.ts'
import { endPause } from '../../connections/pause.ts'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { notFound } from '../../domain/refusal.ts'
import { connectionOf, listConnections } from '../../store/connections.ts'
import {
  Choices,
  ChoicesQuery,
  Connection,
  ConnectionSettings,
  ConnectionTest,
  ConnectionTestResult,
  Disconnect,
  ProviderInfo,
  SaveConnection,
  WebhookSecret,
} from '../contract/connection.ts'
import { Id, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { keptAfterwards, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'
import { connectionAnswer, providerAnswer, testAnswer } from './connection-views.ts'

const tags = ['Connections']
const ById = z.object({ id: Id })
const config = { demands: 'connections:manage' as const }
const refusals = { 404: Problem, 409: Problem, 422: Problem, 502: Problem }

/** The addresses under `/v1/connections` and `/v1/providers`. */
export function connectionRoutes(app: Api, deps: Deps): void {
  app.get('/v1/providers', {
    config: { demands: 'connections:read' },
    schema: {
      tags,
      summary: 'The trackers that can be connected, as they describe themselves',
      response: { 200: z.object({ items: z.array(ProviderInfo) }) },
    },
    handler: async () => ({
      items: deps.trackers.providers.map((provider) => providerAnswer(deps, provider)),
    }),
  })

  app.get('/v1/connections', {
    config: { demands: 'connections:read' },
    schema: {
      tags,
      summary: 'List connections',
      response: { 200: z.object({ items: z.array(Connection) }) },
    },
    handler: async (request) => {
      const rows = await listConnections(deps.store.db, actorOf(request).workspaceId)
      const items = []
      for (const row of rows) items.push(await connectionAnswer(deps, row))
      return { items }
    },
  })

  app.get('/v1/connections/:id', {
    config: { demands: 'connections:read' },
    schema: { tags, summary: 'Read a connection', params: ById, response: { 200: Connection, 404: Problem } },
    handler: (request) => read(deps, actorOf(request), request.params.id),
  })

  app.post('/v1/connections/test', {
    config,
    schema: {
      tags,
      summary: 'Try credentials; nothing is stored',
      body: ConnectionTest,
      response: { 200: ConnectionTestResult, ...refusals },
    },
    handler: async (request) => testAnswer(await testConnection(deps, actorOf(request), request.body)),
  })

  app.post('/v1/connections/choices', {
    config,
    schema: {
      tags,
      summary: 'The values that a field can take, read live from the tracker',
      body: ChoicesQuery,
      response: { 200: Choices, ...refusals },
    },
    handler: async (request) => ({ items: await connectionChoices(deps, actorOf(request), request.body) }),
  })

  app.post('/v1/connections', {
    config,
    schema: {
      tags,
      summary: 'Save & Activate a new connection',
      body: SaveConnection,
      response: { 201: Connection, ...refusals },
    },
    handler: async (request, reply) => {
      const work = keptAfterwards(deps, request, async () => {
        const saved = await saveConnection(deps, actorOf(request), saveRequest(request.body))
        return { status: 201, body: await connectionAnswer(deps, saved) }
      })
      await oncePerKey(deps, { request, reply, lookFirst: true }, work)
    },
  })

  app.put('/v1/connections/:id', {
    config,
    schema: {
      tags,
      summary: 'Save & Activate an existing connection; empty secrets stay as they are',
      params: ById,
      body: SaveConnection,
      response: { 200: Connection, ...refusals },
    },
    handler: async (request) => {
      const saved = await saveConnection(deps, actorOf(request), {
        ...saveRequest(request.body),
        connectionId: request.params.id,
      })
      return connectionAnswer(deps, saved)
    },
  })

  app.delete('/v1/connections/:id', {
    config,
    schema: {
      tags,
      summary: 'Delete a draft, with its credentials',
      params: ById,
      response: { 204: z.null(), ...refusals },
    },
    handler: async (request, reply) => {
      await discardDraft(deps, actorOf(request), request.params.id)
      return reply.status(204).send(null)
    },
  })

  app.patch('/v1/connections/:id/settings', {
    config,
    schema: {
      tags,
      summary: 'Change numbers and tables',
      params: ById,
      body: ConnectionSettings,
      response: { 200: Connection, ...refusals },
    },
    handler: async (request) => {
      const { id } = request.params
      await changeSettings(deps, actorOf(request), { connectionId: id, settings: request.body })
      return read(deps, actorOf(request), id)
    },
  })

  app.post('/v1/connections/:id/test', {
    config,
    schema: {
      tags,
      summary: 'Test a stored connection',
      params: ById,
      response: { 200: ConnectionTestResult, ...refusals },
    },
    handler: async (request) => testAnswer(await testStored(deps, actorOf(request), request.params.id)),
  })

  app.post('/v1/connections/:id/sync', {
    config,
    schema: {
      tags,
      summary: 'Ask the tracker now what changed',
      params: ById,
      response: { 200: Connection, ...refusals },
    },
    handler: async (request) => {
      await syncConnection(deps, actorOf(request), request.params.id)
      return read(deps, actorOf(request), request.params.id)
    },
  })

  app.post('/v1/connections/:id/resume', {
    config,
    schema: {
      tags,
      summary: 'End a pause: everything that waits is tried again',
      params: ById,
      response: { 200: Connection, ...refusals },
    },
    handler: async (request) => {
      const connection = await connectionOf(deps.store.db, actorOf(request).workspaceId, request.params.id)
      if (!connection) throw notFound('connection')
      await endPause(deps, connection)
      await record(deps, actorOf(request), { action: 'connection.resumed', target: connection })
      return read(deps, actorOf(request), request.params.id)
    },
  })

  app.post('/v1/connections/:id/disconnect', {
    config,
    schema: {
      tags,
      summary: 'Take a connection out of use; its tickets stay linked',
      params: ById,
      body: Disconnect,
      response: { 200: Connection, ...refusals },
    },
    handler: async (request) => {
      const { id } = request.params
      await disconnect(deps, actorOf(request), { connectionId: id, ...request.body })
      return read(deps, actorOf(request), id)
    },
  })

  app.post('/v1/connections/:id/webhook-secret', {
    config,
    schema: {
      tags,
      summary: 'Make a new webhook secret; it is answered only here',
      params: ById,
      response: { 200: WebhookSecret, ...refusals },
    },
    handler: (request) => newWebhookSecret(deps, actorOf(request), request.params.id),
  })
}

function saveRequest({ credentialEndsAt, destinationNames, ...body }: z.output<typeof SaveConnection>) {
  const end = credentialEndsAt === undefined ? {} : { credentialEndsAt: dateOf(credentialEndsAt) }
  return { ...body, names: destinationNames, ...end }
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text))

async function read(deps: Deps, actor: Actor, id: string): Promise<z.infer<typeof Connection>> {
  const row = await connectionOf(deps.store.db, actor.workspaceId, id)
  if (!row) throw notFound('connection')
  return connectionAnswer(deps, row)
}
