import type { Deps } from '../../deps.ts'
import { aliasOf } from '../../domain/ticket.ts'
import { listLog } from '../../store/log.ts'
import { LogEntry, LogQuery } from '../contract/log.ts'
import { pageOf } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { faultView } from './views.ts'

/** `GET /v1/logs` (A75). */
export function logRoutes(app: Api, deps: Deps): void {
  app.get('/v1/logs', {
    config: { demands: 'logs:read' },
    schema: {
      tags: ['Log'],
      summary: 'What happened between the hub and its trackers, newest first',
      querystring: LogQuery,
      response: { 200: pageOf(LogEntry) },
    },
    handler: async (request) => {
      const page = await listLog(deps.store.db, actorOf(request).workspaceId, request.query)
      const items = page.items.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        level: row.level,
        message: row.message,
        fault: faultView(row.fault),
        connection: row.connectionId ? { id: row.connectionId, name: row.connectionName ?? '' } : null,
        ticket:
          row.ticketId && row.ticketNumber !== null
            ? { id: row.ticketId, alias: aliasOf(row.ticketNumber) }
            : null,
      }))
      return { ...page, items }
    },
  })
}
