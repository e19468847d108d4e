import { sql } from 'kysely'
import { json, type Db } from './open.ts'
import type { RemovedTicket } from './tables.ts'

/** Which tickets of a connection are kept. */
export interface Retention {
  workspaceId: string
  connectionId: string
  /** Tickets that are over and did not change since then go. */
  before: Date | null
  /** As many tickets may stay; the oldest that are over go first. */
  keepCount: number | null
  /** False where nobody tells the hub what becomes of an issue: a ticket is over when its creation is. */
  follows: boolean
}

/** Tickets of the connection, whether they are over, and their place among those that are. */
const ranked = ({ workspaceId, connectionId, follows }: Retention) => sql`
  mine as (
    select t.id, t.updated_at, (
      case d.state when 'failed' then true when 'cancelled' then true
        when 'done' then ${follows ? sql`t.status_category in ('Resolved', 'Closed')` : sql`true`} or exists (
          select from links l where l.ticket_id = t.id and l.state = 'gone')
        else false end
      and not exists (select from deliveries x where x.ticket_id = t.id
        and x.state in ('queued', 'sending', 'waiting', 'checking', 'parked'))
      and not exists (select from write_backs w where w.ticket_id = t.id and w.state in ('queued', 'sending', 'waiting'))
    ) as over
    from tickets t
    join lateral (select * from deliveries x where x.ticket_id = t.id and x.kind = 'create'
      order by x.id desc limit 1) d on true
    where t.workspace_id = ${workspaceId}::uuid and t.removed is null and t.type not in ('support', 'service') and d.connection_id = ${connectionId}::uuid
  ),
  ranked as (
    select *, row_number() over (partition by over order by updated_at, id) as place, count(*) over () as total from mine
  )`

/** Either limit removes (BX3); what is still open or on its way never goes. */
const isDue = ({ before, keepCount }: Retention) => sql`over and (
  updated_at < ${before}::timestamptz or place <= total - ${keepCount}::bigint)`

export interface RetentionCount {
  total: number
  due: number
}

/** How many tickets there are, and how many of them retention would remove now. */
export async function countDue(db: Db, of: Retention): Promise<RetentionCount> {
  const { rows } = await sql<RetentionCount>`
    with ${ranked(of)} select count(*) as total, count(*) filter (where ${isDue(of)}) as due from ranked`.execute(
    db,
  )
  return rows[0] ?? { total: 0, due: 0 }
}

/**
 * Removes the oldest tickets that are due, with their timeline, deliveries and links; answers how many. A ticket about an
 * alarm leaves the tie from the alarm to the issue behind (BX4); one whose creation failed leaves nothing, so that its
 * alarm can be ticketed (BX7).
 */
export async function removeDue(tx: Db, of: Retention & { limit: number; now: Date }): Promise<number> {
  const { rows: due } = await sql<{ id: string }>`
    with ${ranked(of)} select id from ranked where ${isDue(of)} order by updated_at, id limit ${of.limit}`.execute(
    tx,
  )
  const ids = await stillOver(
    tx,
    due.map(({ id }) => id),
  )
  if (ids.length === 0) return 0
  const removed = { at: of.now.toISOString() } satisfies Partial<RemovedTicket>
  await sql`
    update tickets t set description = '', attributes = null,
      removed = ${json(removed)}::jsonb || jsonb_build_object('issueKey', l.issue_key, 'url', l.url)
    from links l where l.ticket_id = t.id and t.id = any(${ids}::uuid[]) and t.type = 'alarm' and t.finding_id is not null`.execute(
    tx,
  )
  await sql`update findings set ticket_id = null where ticket_id in (
    select id from tickets where id = any(${ids}::uuid[]) and removed is null)`.execute(tx)
  await sql`delete from tickets where id = any(${ids}::uuid[]) and removed is null`.execute(tx)
  for (const table of ['events', 'deliveries', 'links', 'write_backs']) {
    await sql`delete from ${sql.table(table)} where ticket_id = any(${ids}::uuid[])`.execute(tx)
  }
  return ids.length
}

/** Locks their deliveries and leaves out what somebody has begun to work on meanwhile. */
async function stillOver(tx: Db, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{ ticketId: string; state: string }>`
    select ticket_id, state from deliveries where ticket_id = any(${ids}::uuid[]) order by id for update`.execute(
    tx,
  )
  const begun = new Set(
    rows.filter(({ state }) => !['done', 'failed', 'cancelled'].includes(state)).map((row) => row.ticketId),
  )
  return ids.filter((id) => !begun.has(id))
}
