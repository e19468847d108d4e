import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { previewReplay, replay, stopReplay } from '../../desk/replay.ts'
import { failureCauses, listFailed } from '../../store/failed-requests.ts'
import { newestReplays } from '../../store/replays.ts'
import {
  FailedQuery,
  FailedRequest,
  FailureCauses,
  Replayed,
  ReplayPlan,
  Replays,
  ReplayWhich,
  Stopped,
} from '../contract/failed-request.ts'
import { Id, pageOf, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { causeAnswer, failedRequestAnswer, planAnswer, replayAnswer } from './failed-views.ts'

const tags = ['Failed requests']

/** The addresses under `/v1/failed-requests` (B28, B31). */
export function failedRequestRoutes(app: Api, deps: Deps): void {
  app.get('/v1/failed-requests', {
    config: { demands: 'tickets:read' },
    schema: {
      tags,
      summary: 'Tickets whose creation failed or needs a decision, the newest tickets first',
      querystring: FailedQuery,
      response: { 200: pageOf(FailedRequest) },
    },
    handler: async (request) => {
      const { q, ...filter } = request.query
      const { workspaceId } = actorOf(request)
      const page = await listFailed(deps.store.db, workspaceId, { ...filter, words: q || undefined })
      return { ...page, items: page.items.map(failedRequestAnswer) }
    },
  })

  app.get('/v1/failed-requests/causes', {
    config: { demands: 'tickets:read' },
    schema: {
      tags,
      summary: 'Why creations failed: what many of them have in common, the commonest first',
      response: { 200: FailureCauses },
    },
    handler: async (request) => {
      const { items, complete } = await failureCauses(deps.store.db, actorOf(request).workspaceId)
      return { items: items.map(causeAnswer), complete }
    },
  })

  app.post('/v1/failed-requests/preview', {
    config: { demands: 'tickets:act' },
    schema: {
      tags,
      summary: 'What would be sent again, where, when, and what not and why; sends nothing',
      body: ReplayWhich,
      response: { 200: ReplayPlan, 404: Problem, 422: Problem },
    },
    handler: async (request) => planAnswer(await previewReplay(deps, actorOf(request), request.body)),
  })

  app.post('/v1/failed-requests/replay', {
    config: { demands: 'tickets:act' },
    schema: {
      tags,
      summary: 'Send failed creations again, each once, the oldest first, at half of the connection’s budget',
      body: ReplayWhich,
      response: { 200: Replayed, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request) => {
      const done = await replay(deps, actorOf(request), request.body)
      return { id: done.id, ...planAnswer(done) }
    },
  })

  app.get('/v1/failed-requests/replays', {
    config: { demands: 'tickets:read' },
    schema: { tags, summary: 'How far the newest replays are', response: { 200: Replays } },
    handler: async (request) => {
      const items = await newestReplays(deps.store.db, actorOf(request).workspaceId)
      return { items: items.map(replayAnswer) }
    },
  })

  app.post('/v1/failed-requests/replays/:id/stop', {
    config: { demands: 'tickets:act' },
    schema: {
      tags,
      summary: 'Take back what a replay has not sent yet',
      params: z.object({ id: Id }),
      response: { 200: Stopped, 404: Problem },
    },
    handler: async (request) => ({ stopped: await stopReplay(deps, actorOf(request), request.params.id) }),
  })
}
