import { sql, type SqlBool } from 'kysely'
import type { Fault } from '../domain/fault.ts'
import { numberOf } from '../domain/ticket.ts'
import { causeOf } from './failure-cause.ts'
import type { Db } from './open.ts'
import {
  cappedCount,
  contains,
  countCap,
  pageFrom,
  positionOf,
  type CappedCount,
  type PageOf,
} from './page.ts'

/** A creation that failed, or that waits for a person to decide (B28). */
export interface FailedRequest {
  deliveryId: string
  ticketId: string
  number: number
  title: string
  state: 'failed' | 'parked'
  attempts: number
  waitingFor: string | null
  fault: Fault | null
  failedAt: Date
  connectionId: string
  connectionName: string
  cause: string
  alarmId: string | null
  alarmTitle: string | null
}

export interface FailedFilter {
  connectionId?: string | undefined
  /** The key of one cause. */
  cause?: string | undefined
  /** Only tickets about alarms. */
  alarms?: boolean | undefined
  words?: string | undefined
}

/** Literal, so that the index of those that need attention is used. */
const failures = sql`deliveries d join tickets t on t.workspace_id = d.workspace_id and t.id = d.ticket_id
  join connections c on c.id = d.connection_id`
const isFailure = sql<SqlBool>`d.kind = 'create' and d.state in ('parked', 'failed')`

function conditionsOf(workspaceId: string, filter: FailedFilter) {
  const all = [sql<SqlBool>`d.workspace_id = ${workspaceId}::uuid and ${isFailure}`]
  if (filter.connectionId) all.push(sql`d.connection_id = ${filter.connectionId}::uuid`)
  if (filter.alarms) all.push(sql`t.type = 'alarm'`)
  if (filter.words) all.push(wordsCondition(filter.words))
  if (filter.cause) all.push(sql`${causeOf} = ${filter.cause}`)
  return sql.join(all, sql` and `)
}

/** An alias and an error code are found exactly, words anywhere in the title and in what the tracker said. */
function wordsCondition(words: string) {
  const like = contains(words)
  return sql<SqlBool>`(t.number = ${numberOf(words) ?? -1} or t.title ilike ${like} or d.fault ->> 'detail' ilike ${like}
    or ${words} in (d.fault ->> 'code', d.fault ->> 'kind', d.fault ->> 'status'))`
}

/** A page of the creations that failed, the newest tickets first, and how many there are in all. */
export async function listFailed(
  db: Db,
  workspaceId: string,
  filter: FailedFilter & { limit: number; after?: string | undefined },
): Promise<PageOf<FailedRequest> & { total: CappedCount }> {
  const at = positionOf(filter.after)
  const keyset = at ? sql`d.id < ${String(at[0])}::uuid` : sql`true`
  const where = conditionsOf(workspaceId, filter)
  const { rows } = await sql<FailedRequest>`
    select d.id as delivery_id, d.ticket_id, t.number, t.title, d.state, d.attempts, d.waiting_for, d.fault,
      d.updated_at as failed_at, d.connection_id, c.name as connection_name, ${causeOf} as cause,
      f.id as alarm_id, f.title as alarm_title
    from ${failures} left join findings f on f.id = t.finding_id and t.type = 'alarm'
    where ${where} and ${keyset} order by d.id desc limit ${filter.limit + 1}`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*) as count from (select from ${failures} where ${where} limit ${countCap + 1}) d`.execute(
    db,
  )
  return {
    ...pageFrom(rows, filter.limit, (row) => [row.deliveryId]),
    total: cappedCount(counted.rows[0]?.count ?? 0),
  }
}

/** What several failed creations have in common. */
export interface FailureCause {
  cause: string
  connectionId: string
  connectionName: string
  count: number
  /** Of them those that can be sent again; for the others a person decides. */
  replayable: number
  newestAt: Date
  /** Of the newest ticket among them. */
  number: number
  fault: Fault | null
  waitingFor: string | null
}

/** So many failures are sorted by cause, the newest ones; and so many causes are told. */
const mostSorted = 10_000
const mostCauses = 50

/** Why creations failed, the commonest cause first. */
export async function failureCauses(
  db: Db,
  workspaceId: string,
): Promise<{ items: FailureCause[]; complete: boolean }> {
  const { rows } = await sql<FailureCause & { total: number }>`
    select cause, connection_id, connection_name, count(*) as count,
      count(*) filter (where state = 'failed') as replayable, max(updated_at) as newest_at,
      (array_agg(number order by id desc))[1] as number, (array_agg(fault order by id desc))[1] as fault,
      (array_agg(waiting_for order by id desc))[1] as waiting_for, sum(count(*)) over () as total
    from (
      select d.*, t.number, c.name as connection_name, ${causeOf} as cause
      from ${failures} where ${conditionsOf(workspaceId, {})} order by d.id desc limit ${mostSorted + 1}
    ) d
    group by cause, connection_id, connection_name order by count(*) desc, cause limit ${mostCauses + 1}`.execute(
    db,
  )
  const complete = rows.length <= mostCauses && (rows[0]?.total ?? 0) <= mostSorted
  return { items: rows.slice(0, mostCauses), complete }
}

/** The failed creations that a replay of a cause, or of everything, is about: tickets, the oldest first. */
export async function failedTickets(
  db: Db,
  workspaceId: string,
  of: { cause?: string | undefined; state: 'failed' | 'parked'; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ ticketId: string }>`
    select d.ticket_id from ${failures}
    where ${conditionsOf(workspaceId, { cause: of.cause })} and d.state = ${of.state}
    order by d.id limit ${of.limit}`.execute(db)
  return rows.map(({ ticketId }) => ticketId)
}
