import { sql } from 'kysely'
import type { Fault } from '../domain/fault.ts'
import type { Reason } from '../domain/reason.ts'
import type { ClearCode, EventStatus, Party } from '../domain/service-ticket.ts'
import type { Db } from './open.ts'
import { cappedCount, countCap, pageFrom, positionOf, type CappedCount, type PageOf } from './page.ts'
import { wireTime } from './wire-time.ts'

interface Told {
  id: string
  /** To the microsecond. */
  at: string
  actor: string
}

/** What one of the two parties did or said. */
export interface PartyEntry extends Told {
  party: Party
  number: number
  author: string
  authorName: string
  status: EventStatus | null
  comment: string | null
  clearCode: ClearCode | null
}

/** A step between hub and tracker. */
export interface HubEntry extends Told {
  party: null
  kind: string
  text: string
  reason: Reason | null
  fault: Fault | null
}

/** A service ticket’s timeline, newest first: what operator and desk did, and what hub and tracker did. */
export async function serviceTimeline(
  db: Db,
  ticketId: string,
  page: { limit: number; after?: string | undefined },
): Promise<PageOf<PartyEntry | HubEntry> & { total: CappedCount }> {
  const at = positionOf(page.after, ['moment'])
  const before = at ? sql`(at, id) < (${String(at[0])}::timestamptz, ${String(at[1])}::uuid)` : sql`true`
  const { rows } = await sql<PartyEntry | HubEntry>`
    select id, ${wireTime('at')} as at, actor, party, number, author, author_name, status, comment, clear_code, kind, text,
      reason, fault
    from (
      select id, created_at as at, actor, party, number, author, author_name, status, comment, clear_code, null as kind,
        null as text, null::jsonb as reason, null::jsonb as fault
      from service_events where ticket_id = ${ticketId}::uuid
      union all
      select id, at, actor, null, null, null, null, null, null, null, kind, text, reason, fault
      from events where ticket_id = ${ticketId}::uuid
    ) told where ${before} order by told.at desc, told.id desc limit ${page.limit + 1}`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*) as count from (
      (select from service_events where ticket_id = ${ticketId}::uuid limit ${countCap + 1})
      union all
      (select from events where ticket_id = ${ticketId}::uuid limit ${countCap + 1})
    ) told`.execute(db)
  const total = cappedCount(counted.rows[0]?.count ?? 0)
  return { ...pageFrom(rows, page.limit, (row) => [row.at, row.id]), total }
}
