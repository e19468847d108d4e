import { z } from 'zod'
import { requestRetention, retentionPreview } from '../../admin/retention.ts'
import { limitsOf } from '../../connections/limits.ts'
import type { Deps } from '../../deps.ts'
import { aliasOf } from '../../domain/ticket.ts'
import { listConnections, type Connection } from '../../store/connections.ts'
import { creationCounts, queuedCreations, type QueuedCreation } from '../../store/queue-views.ts'
import { Queues, RetentionCount, type Queue } from '../contract/queue.ts'
import { Id, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { instant } from './views.ts'

const mostPending = 100
const ById = z.object({ id: Id })

/** The queue of creations as engineers look at it, and what is kept of tickets that are over. */
export function queueRoutes(app: Api, deps: Deps): void {
  app.get('/v1/queues', {
    config: { demands: 'connections:read' },
    schema: {
      tags: ['Connections'],
      summary: 'Lock, its holders and pending creations of connections whose debug page is switched on',
      response: { 200: Queues },
    },
    handler: async (request) => {
      const all = await listConnections(deps.store.db, actorOf(request).workspaceId)
      const shown = all.filter(({ settings }) => settings.debugPage)
      const items = await Promise.all(shown.map((connection) => queueAnswer(deps, connection)))
      return { at: deps.ctx.now().toISOString(), items }
    },
  })

  app.get('/v1/connections/:id/retention', {
    config: { demands: 'connections:manage' },
    schema: {
      tags: ['Connections'],
      summary: 'How many tickets retention would remove now; removes nothing',
      params: ById,
      response: { 200: RetentionCount, 404: Problem },
    },
    handler: (request) => retentionPreview(deps, actorOf(request), request.params.id),
  })

  app.post('/v1/connections/:id/retention', {
    config: { demands: 'connections:manage' },
    schema: {
      tags: ['Connections'],
      summary: 'Remove what retention would remove tonight',
      params: ById,
      response: { 202: RetentionCount, 404: Problem },
    },
    handler: async (request, reply) =>
      reply.status(202).send(await requestRetention(deps, actorOf(request), request.params.id)),
  })
}

async function queueAnswer(deps: Deps, connection: Connection): Promise<Queue> {
  const { db } = deps.store
  const { concurrency } = limitsOf(deps.trackers.provider(connection.provider), connection)
  const rows = await queuedCreations(db, connection.id, mostPending + concurrency)
  const sending = rows.filter(({ state }) => state === 'sending')
  const { id, name, provider } = connection
  return {
    connection: { id, name, provider },
    lock: {
      state: sending.length === 0 ? 'free' : sending.length < concurrency ? 'busy' : 'locked',
      atOnce: concurrency,
      holders: sending.map((row) => ({
        ticket: ticketOf(row),
        process: row.processName ?? '',
        thisProcess: row.claimedBy === deps.processId,
        since: row.updatedAt.toISOString(),
        leaseUntil: (row.leaseUntil ?? row.updatedAt).toISOString(),
      })),
    },
    counts: await creationCounts(db, id),
    pending: rows
      .filter(({ state }) => state !== 'sending')
      .slice(0, mostPending)
      .map((row) => ({
        ticket: ticketOf(row),
        state: row.state,
        attempts: row.attempts,
        queuedAt: row.createdAt.toISOString(),
        waitingFor: row.waitingFor,
        nextAttemptAt: instant(row.nextAttemptAt),
      })),
  }
}

const ticketOf = ({ ticketId, number, title }: QueuedCreation) => ({
  id: ticketId,
  alias: aliasOf(number),
  title,
})
