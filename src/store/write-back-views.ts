import { sql } from 'kysely'
import type { AlarmDetails } from '../domain/alarm.ts'
import type { Fault } from '../domain/fault.ts'
import type { WriteBackState } from '../domain/write-back-retry.ts'
import type { Db } from './open.ts'
import { cappedCount, countCap, pageFrom, positionOf, type CappedCount, type PageOf } from './page.ts'

/** A write-back as people see it. */
export interface WriteBackView {
  findingId: string
  ticketId: string
  ticketNumber: number
  alarmTitle: string
  source: string
  state: WriteBackState
  attempts: number
  waitingFor: string | null
  nextAttemptAt: Date | null
  fault: Fault | null
  updatedAt: Date
}

export interface WriteBackFilter {
  ticketId?: string
  sourceId?: string
  states?: WriteBackState[] | undefined
  limit: number
  after?: string | undefined
}

const columns = sql`w.finding_id, w.ticket_id, t.number as ticket_number, f.title as alarm_title, f.source, w.state, w.attempts,
  w.waiting_for, w.next_attempt_at, w.fault, w.updated_at`
const beside = sql`
  join findings f on f.id = w.finding_id and f.ticket_id = w.ticket_id
  join tickets t on t.workspace_id = w.workspace_id and t.id = w.ticket_id`

/** What became of telling the console about an alarm’s newest ticket. */
export async function writeBackOf(
  db: Db,
  workspaceId: string,
  findingId: string,
): Promise<WriteBackView | undefined> {
  const { rows } = await sql<WriteBackView>`
    select ${columns} from write_backs w ${beside}
    where w.workspace_id = ${workspaceId}::uuid and w.finding_id = ${findingId}::uuid`.execute(db)
  return rows[0]
}

/** A page of write-backs, those of the newest alarms first. */
export async function listWriteBacks(
  db: Db,
  workspaceId: string,
  filter: WriteBackFilter,
): Promise<PageOf<WriteBackView> & { total: CappedCount }> {
  const at = positionOf(filter.after)
  const where = sql`w.workspace_id = ${workspaceId}::uuid
    and ${filter.ticketId ? sql`w.ticket_id = ${filter.ticketId}::uuid` : sql`w.source_id = ${filter.sourceId}::uuid`}
    and ${filter.states ? sql`w.state = any(${filter.states})` : sql`true`}`
  const keyset = at ? sql`w.finding_id < ${String(at[0])}::uuid` : sql`true`
  const { rows } = await sql<WriteBackView>`
    select ${columns} from write_backs w ${beside} where ${where} and ${keyset}
    order by w.finding_id desc limit ${filter.limit + 1}`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*) as count from (select from write_backs w ${beside} where ${where} limit ${countCap + 1}) x`.execute(
    db,
  )
  const page = pageFrom(rows, filter.limit, (row) => [row.findingId])
  return { ...page, total: cappedCount(counted.rows[0]?.count ?? 0) }
}

/** What a console is told: the alarm, and the ticket’s issue. */
export interface Told {
  alarmId: string
  alarm: AlarmDetails
  ticketNumber: number
  issueKey: string
  issueUrl: string
}

/** Undefined where the ticket has no issue, or the alarm no ticket. */
export async function toldAbout(
  db: Db,
  of: { workspaceId: string; findingId: string; source: string },
): Promise<Told | undefined> {
  const { rows } = await sql<Told>`
    select f.id as alarm_id, f.alarm, t.number as ticket_number,
      coalesce(l.issue_key, t.removed ->> 'issueKey') as issue_key, coalesce(l.url, t.removed ->> 'url') as issue_url
    from findings f
    join tickets t on t.workspace_id = f.workspace_id and t.id = f.ticket_id
    left join lateral (select * from links x where x.ticket_id = t.id order by x.id desc limit 1) l on true
    where coalesce(l.issue_key, t.removed ->> 'issueKey') is not null and f.workspace_id = ${of.workspaceId}::uuid and f.kind = 'alarm' and f.id = ${of.findingId}::uuid
      and f.source = ${of.source}`.execute(db)
  return rows[0]
}
