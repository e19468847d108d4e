import { sql, type SqlBool } from 'kysely'
import type { AlarmDetails, AlarmState } from '../domain/alarm.ts'
import type { DeliveryState } from '../domain/ticket.ts'
import { json, type Db } from './open.ts'
import type { RemovedTicket } from './tables.ts'
import {
  cappedCount,
  contains,
  countCap,
  pageFrom,
  positionOf,
  type CappedCount,
  type PageOf,
} from './page.ts'

export interface NewAlarm {
  id: string
  workspaceId: string
  source: string
  key: string
  title: string
  description: string
  state: AlarmState
  alarm: AlarmDetails
  raw: unknown
  fingerprint: string
}

export interface SavedAlarm {
  id: string
  source: string
  key: string
  outcome: 'created' | 'updated' | 'unchanged'
  /** The state it had before; null for a new one. */
  before: AlarmState | null
  state: AlarmState
  ticketId: string | null
}

/**
 * Stores alarms, or brings those with the same (source, key) up to date, in one statement. An alarm may stand only once in
 * `rows`. Rows are taken in the order of their keys, so that two who bring the same alarms do not wait for each other for ever.
 */
export async function saveAlarms(tx: Db, rows: NewAlarm[], seenAt: Date): Promise<SavedAlarm[]> {
  if (rows.length === 0) return []
  const given = rows.map(({ workspaceId: workspace_id, ...row }) => ({ ...row, workspace_id }))
  const { rows: saved } = await sql<SavedAlarm>`
    with given as (
      select * from jsonb_to_recordset(${json(given)}) as g (id uuid, workspace_id uuid, source text, key text,
        title text, description text, state text, alarm jsonb, raw jsonb, fingerprint text)
    ),
    before as (
      select f.id, f.source, f.key, f.state, f.fingerprint from findings f join given g
        on f.workspace_id = g.workspace_id and f.kind = 'alarm' and f.source = g.source and f.key = g.key
      order by f.source, f.key for update of f
    ),
    saved as (
      insert into findings (id, workspace_id, kind, source, key, title, description, resource, category, state, alarm, raw,
        fingerprint, cleared_at, first_seen_at, last_seen_at)
      select id, workspace_id, 'alarm', source, key, title, description, alarm ->> 'elementName', alarm ->> 'severity', state,
        alarm, raw, fingerprint, case when state = 'cleared' then ${seenAt}::timestamptz end,
        ${seenAt}::timestamptz, ${seenAt}::timestamptz
      -- The rows are looked at before they are written: afterwards this statement would not see them.
      from given where (select count(*) from before) >= 0 order by source, key
      on conflict (workspace_id, kind, source, key) do update set
        title = excluded.title, description = excluded.description, resource = excluded.resource,
        category = excluded.category, alarm = excluded.alarm, raw = excluded.raw, fingerprint = excluded.fingerprint,
        state = excluded.state, last_seen_at = excluded.last_seen_at,
        cleared_at = case when excluded.state = 'raised' then null else coalesce(findings.cleared_at, excluded.cleared_at) end
      returning id, source, key, state, fingerprint, ticket_id
    )
    select s.id, s.source, s.key, s.state, s.ticket_id, b.state as before,
      case when b.id is null then 'created' when b.fingerprint = s.fingerprint then 'unchanged' else 'updated' end as outcome
    from saved s left join before b using (id) order by s.source, s.key`.execute(tx)
  return saved
}

/** How many alarms of a ticket are raised now. */
export async function raisedAlarmsOf(db: Db, workspaceId: string, ticketId: string): Promise<number> {
  const { count } = await db
    .selectFrom('findings')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ticketId', '=', ticketId)
    .where('workspaceId', '=', workspaceId)
    .where('kind', '=', 'alarm')
    .where('state', '=', 'raised')
    .executeTakeFirstOrThrow()
  return count
}

/** Locks alarms until the transaction ends, always in the order in which they are stored. */
export async function lockAlarms(tx: Db, workspaceId: string, ids: string[]) {
  const { rows } = await sql<Pick<AlarmView, 'id' | 'source' | 'title' | 'state' | 'alarm' | 'ticketId'>>`
    select id, source, title, state, alarm, ticket_id from findings
    where workspace_id = ${workspaceId}::uuid and id = any(${ids}::uuid[])
    order by source, key for update`.execute(tx)
  return rows
}

/** Gives alarms a ticket that is there already. */
export async function shareTicket(tx: Db, ids: string[], ticketId: string): Promise<void> {
  await sql`update findings set ticket_id = ${ticketId}::uuid where id = any(${ids}::uuid[])`.execute(tx)
}

/** The ticket that an alarm has or shares. */
export async function ticketOfAlarm(db: Db, workspaceId: string, id: string) {
  const { rows } = await sql<{ id: string; number: number; issueKey: string | null }>`
    select t.id, t.number, coalesce(t.removed ->> 'issueKey', l.issue_key) as issue_key
    from findings f join tickets t on t.workspace_id = f.workspace_id and t.id = f.ticket_id
    left join lateral (select * from links x where x.ticket_id = t.id order by x.id desc limit 1) l on true
    where f.workspace_id = ${workspaceId}::uuid and f.kind = 'alarm' and f.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** An alarm with its newest ticket. */
export interface AlarmView {
  id: string
  source: string
  title: string
  description: string
  state: AlarmState
  alarm: AlarmDetails
  firstSeenAt: Date
  lastSeenAt: Date
  clearedAt: Date | null
  ticketId: string | null
  ticketNumber: number | null
  ticketStatus: string | null
  ticketCategory: string | null
  deliveryState: DeliveryState | null
  issueKey: string | null
  issueUrl: string | null
  removed: RemovedTicket | null
  /** The rule that it waits for. */
  ruleId: string | null
  ruleName: string | null
  ruleProblem: string | null
  ruleDueAt: Date | null
}

export interface AlarmFilter {
  limit: number
  after?: string | undefined
  state?: AlarmState | undefined
  source?: string | undefined
  severity?: string | undefined
  ticket?: 'none' | 'some' | 'failed' | undefined
  words?: string | undefined
}

const columns = sql`
  f.id, f.source, f.title, f.description, f.state, f.alarm, f.first_seen_at, f.last_seen_at, f.cleared_at, f.ticket_id,
  t.number as ticket_number, t.status as ticket_status, t.status_category as ticket_category, d.state as delivery_state,
  t.removed, l.issue_key, l.url as issue_url, r.id as rule_id, r.name as rule_name, r.problem as rule_problem,
  w.due_at as rule_due_at`

const beside = sql`
  left join tickets t on t.workspace_id = f.workspace_id and t.id = f.ticket_id
  left join lateral (select * from deliveries x where x.ticket_id = t.id and x.kind = 'create'
    order by x.id desc limit 1) d on true
  left join lateral (select * from links x where x.ticket_id = t.id order by x.id desc limit 1) l on true
  left join rule_waits w on w.finding_id = f.id and f.ticket_id is null
  left join alarm_rules r on r.id = w.rule_id`

const ticketConditions = {
  none: sql<SqlBool>`f.ticket_id is null`,
  some: sql<SqlBool>`f.ticket_id is not null`,
  failed: sql<SqlBool>`exists (select from deliveries x where x.ticket_id = f.ticket_id and x.state in ('failed', 'parked'))`,
}

function conditionsOf(workspaceId: string, filter: AlarmFilter) {
  const all = [sql<SqlBool>`f.workspace_id = ${workspaceId}::uuid and f.kind = 'alarm'`]
  if (filter.state) all.push(sql`f.state = ${filter.state}`)
  if (filter.source) all.push(sql`f.source = ${filter.source}`)
  if (filter.severity) all.push(sql`f.category = ${filter.severity}`)
  if (filter.ticket) all.push(ticketConditions[filter.ticket])
  if (filter.words) {
    const like = contains(filter.words)
    all.push(
      sql`(f.title ilike ${like} or f.resource ilike ${like} or f.alarm ->> 'rootKey' = ${filter.words})`,
    )
  }
  return all
}

/** A page of alarms, the newest first, and how many there are in all. */
export async function listAlarms(
  db: Db,
  workspaceId: string,
  filter: AlarmFilter,
): Promise<PageOf<AlarmView> & { total: CappedCount }> {
  const at = positionOf(filter.after)
  const keyset = at ? sql`f.id < ${String(at[0])}::uuid` : sql`true`
  const where = sql.join(conditionsOf(workspaceId, filter), sql` and `)
  const { rows } = await sql<AlarmView>`
    select ${columns} from (
      select * from findings f where ${where} and ${keyset} order by f.id desc limit ${filter.limit + 1}
    ) f ${beside} order by f.id desc`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*) as count from (select from findings f where ${where} limit ${countCap + 1}) f`.execute(db)
  const page = pageFrom(rows, filter.limit, (row) => [row.id])
  return { ...page, total: cappedCount(counted.rows[0]?.count ?? 0) }
}

export async function alarmView(db: Db, workspaceId: string, id: string): Promise<AlarmView | undefined> {
  const { rows } = await sql<AlarmView>`
    select ${columns} from findings f ${beside}
    where f.workspace_id = ${workspaceId}::uuid and f.kind = 'alarm' and f.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** Several by their ids, the newest first. */
export async function alarmViews(db: Db, workspaceId: string, ids: string[]): Promise<AlarmView[]> {
  const { rows } = await sql<AlarmView>`
    select ${columns} from findings f ${beside}
    where f.workspace_id = ${workspaceId}::uuid and f.kind = 'alarm' and f.id = any(${ids}::uuid[])
    order by f.id desc`.execute(db)
  return rows
}

/** Names of the labels that the newest alarms have. */
export async function labelsOfLate(db: Db, workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ label: string }>`
    select distinct jsonb_object_keys(alarm -> 'labels') as label from (
      select alarm from findings where workspace_id = ${workspaceId}::uuid and kind = 'alarm' order by id desc limit 500
    ) f order by 1 limit 200`.execute(db)
  return rows.map(({ label }) => label)
}

/** The sources and severities that occur, for filter boxes. */
export async function alarmFilters(db: Db, workspaceId: string) {
  const values = async (column: 'source' | 'category') => {
    const { rows } = await sql<{ value: string }>`
      select distinct ${sql.ref(column)} as value from findings
      where workspace_id = ${workspaceId}::uuid and kind = 'alarm' and ${sql.ref(column)} is not null
      order by 1 limit 200`.execute(db)
    return rows.map((row) => row.value)
  }
  return { sources: await values('source'), severities: await values('category') }
}
