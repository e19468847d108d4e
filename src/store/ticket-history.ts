import { sql, type Selectable } from 'kysely'
import { generalKinds } from '../domain/retry.ts'
import type { Db } from './open.ts'
import { pageFrom, positionOf } from './page.ts'
import type { EventsTable } from './tables.ts'

export type HistoryEntry = Selectable<EventsTable>

/** What concerns the whole connection stands in the report of errors only, whichever ticket met it (C57). */
const isOfTicket = sql<boolean>`(events.kind <> 'error'
  or coalesce(events.fault ->> 'kind' not in (${sql.join(generalKinds)}), true))`

const ofTicket = (db: Db, ticketId: string) =>
  db.selectFrom('events').where('ticketId', '=', ticketId).where(isOfTicket)

/** A page of a help-desk ticket's history, the newest entries first (C56). */
export async function historyPage(
  db: Db,
  ticketId: string,
  page: { limit: number; after?: string | undefined },
) {
  const at = positionOf(page.after)
  const rows = await ofTicket(db, ticketId)
    .$if(at !== undefined, (query) => query.where('id', '<', String(at?.[0])))
    .selectAll()
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return pageFrom(rows, page.limit, (row) => [row.id])
}

export async function countHistory(db: Db, ticketId: string, upTo: number): Promise<number> {
  const { count } = await db
    .selectFrom(ofTicket(db, ticketId).select('id').limit(upTo).as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
