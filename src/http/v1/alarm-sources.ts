import { z } from 'zod'
import { removeSource, retryFailed, saveSource, tellUntold } from '../../admin/alarm-sources.ts'
import { previewWriteBack, tryWriteBack } from '../../admin/try-write-back.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../domain/refusal.ts'
import { countKnownSources, knownSources } from '../../store/alarm-sources.ts'
import { countUntold } from '../../store/write-backs.ts'
import {
  AlarmSource,
  AlarmSourceDetail,
  AlarmSourceQuery,
  PreviewWriteBack,
  Queued,
  SaveAlarmSource,
  SourceName,
  TriedWriteBack,
  TryWriteBack,
  WriteBackRequest,
} from '../contract/alarm-source.ts'
import { pageOf, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { alarmSourceAnswer, alarmSourceDetail, consoleFault } from './alarm-source-views.ts'
import type { Api } from './api.ts'

const tags = ['Alarm sources']
const ByName = z.object({ name: SourceName })
const manage = { demands: 'sources:manage' as const }

/** The addresses under `/v1/alarm-sources`. */
export function alarmSourceRoutes(app: Api, deps: Deps): void {
  app.get('/v1/alarm-sources', {
    config: { demands: 'alarms:read' },
    schema: {
      tags,
      summary: 'List the sources that alarms came from or that have settings, by name',
      querystring: AlarmSourceQuery,
      response: { 200: pageOf(AlarmSource) },
    },
    handler: async (request) => {
      const { limit, after } = request.query
      const { workspaceId } = actorOf(request)
      const found = await knownSources(deps.store.db, workspaceId, { after, limit: limit + 1 })
      const items = found.slice(0, limit)
      return {
        items: items.map(alarmSourceAnswer),
        next: found.length > limit ? (items.at(-1)?.name ?? null) : null,
        total: await countKnownSources(deps.store.db, workspaceId),
      }
    },
  })

  app.get('/v1/alarm-sources/:name', {
    config: { demands: 'alarms:read' },
    schema: {
      tags,
      summary: 'Read a source with its settings',
      params: ByName,
      response: { 200: AlarmSourceDetail, 404: Problem },
    },
    handler: (request) => detail(deps, actorOf(request).workspaceId, request.params.name),
  })

  app.put('/v1/alarm-sources/:name', {
    config: manage,
    schema: {
      tags,
      summary: 'Set what happens with a source’s alarms and their tickets',
      params: ByName,
      body: SaveAlarmSource,
      response: { 200: AlarmSourceDetail, 422: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { name } = request.params
      await saveSource(deps, actor, { name, ...request.body })
      return detail(deps, actor.workspaceId, name)
    },
  })

  app.delete('/v1/alarm-sources/:name', {
    config: manage,
    schema: {
      tags,
      summary: 'Forget a source’s settings; its alarms stay',
      params: ByName,
      response: { 204: z.null(), 404: Problem },
    },
    handler: async (request, reply) => {
      await removeSource(deps, actorOf(request), request.params.name)
      return reply.status(204).send(null)
    },
  })

  templateRoutes(app, deps)
}

function templateRoutes(app: Api, deps: Deps): void {
  app.post('/v1/alarm-sources/:name/preview', {
    config: manage,
    schema: {
      tags,
      summary: 'The request of a write-back as it would be sent; nothing is sent',
      params: ByName,
      body: PreviewWriteBack,
      response: { 200: WriteBackRequest, 422: Problem },
    },
    handler: (request) =>
      previewWriteBack(deps, actorOf(request), { source: request.params.name, ...request.body }),
  })

  app.post('/v1/alarm-sources/:name/try', {
    config: manage,
    schema: {
      tags,
      summary: 'Send the request of a write-back for one alarm now; nothing is stored',
      params: ByName,
      body: TryWriteBack,
      response: { 200: TriedWriteBack, 422: Problem },
    },
    handler: async (request) => {
      const trial = { source: request.params.name, ...request.body }
      const { status, fault, ...rest } = await tryWriteBack(deps, actorOf(request), trial)
      return { ...rest, status: status ?? null, fault: consoleFault(fault ?? null) }
    },
  })

  const queueing = [
    { path: 'retry-failed', summary: 'Try all write-backs that failed again', verb: retryFailed },
    { path: 'write-back', summary: 'Write back for the tickets that are there already', verb: tellUntold },
  ]
  for (const { path, summary, verb } of queueing) {
    app.post(`/v1/alarm-sources/:name/${path}`, {
      config: manage,
      schema: { tags, summary, params: ByName, response: { 200: Queued, 404: Problem, 409: Problem } },
      handler: async (request) => {
        const { name } = request.params
        return { queued: await verb(deps, actorOf(request), name) }
      },
    })
  }
}

async function detail(
  deps: Deps,
  workspaceId: string,
  name: string,
): Promise<z.infer<typeof AlarmSourceDetail>> {
  const [known] = await knownSources(deps.store.db, workspaceId, { name })
  if (!known) throw notFound('alarm source')
  const untold = known.settings?.writeBack ? await countUntold(deps.store.db, { workspaceId, name }) : 0
  return alarmSourceDetail(known, untold)
}
