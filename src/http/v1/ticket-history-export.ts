import type { Deps } from '../../deps.ts'
import { causes, remedyOf } from '../../domain/fault.ts'
import { aliasOf } from '../../domain/ticket.ts'
import { countHistory, historyPage, type HistoryEntry } from '../../store/ticket-history.ts'
import { mostRows, sendCsv } from '../csv.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { Ref, supportTicketOf } from './support-ticket-ref.ts'

const columns = {
  Time: ({ at }: HistoryEntry) => at.toISOString(),
  Kind: ({ kind }: HistoryEntry) => kind,
  By: ({ actor }: HistoryEntry) => actor,
  'What happened': ({ text }: HistoryEntry) => text,
  Why: ({ reason }: HistoryEntry) => reason?.because,
  Cause: ({ fault }: HistoryEntry) => fault && causes[fault.kind],
  Remedy: ({ fault }: HistoryEntry) => fault && remedyOf(fault),
  'What the tracker said': ({ fault }: HistoryEntry) => fault?.detail,
}

/** `GET /v1/support-tickets/:ref/history.csv` (C56). */
export function ticketHistoryExport(app: Api, deps: Deps): void {
  app.get('/v1/support-tickets/:ref/history.csv', {
    config: { demands: 'help-desk:read' },
    schema: {
      tags: ['Help desk'],
      summary: 'The history of a ticket as CSV, newest first, up to 100,000 rows',
      params: Ref,
      produces: ['text/csv'],
    },
    handler: async (request, reply) => {
      const { db } = deps.store
      const ticket = await supportTicketOf(deps, actorOf(request), request.params.ref)
      return sendCsv(reply, {
        name: `${aliasOf(ticket.number)}-history`,
        columns,
        read: (page) => historyPage(db, ticket.id, page),
        isCut: (await countHistory(db, ticket.id, mostRows + 1)) > mostRows,
      })
    },
  })
}
