import { sql, type SqlBool } from 'kysely'
import type { AlarmDetails } from '../domain/alarm.ts'
import type { Explained } from '../domain/explained.ts'
import type { Fault } from '../domain/fault.ts'
import type { FilledField, NeededField } from '../domain/needed-field.ts'
import type { Priority } from '../domain/priority.ts'
import type { Reason } from '../domain/reason.ts'
import type { StatusCategory } from '../domain/status.ts'
import { numberOf, type DeliveryKind, type DeliveryState } from '../domain/ticket.ts'
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

/** A ticket with what is shown beside it: its project, finding, newest link, and the delivery that matters most. */
export interface TicketView {
  id: string
  number: number
  type: string
  title: string
  description: string
  priority: Priority
  status: string
  statusCategory: StatusCategory
  createdBy: string
  createdAt: Date
  updatedAt: Date
  projectId: string | null
  projectKey: string | null
  projectName: string | null
  findingId: string | null
  findingTitle: string | null
  /** What the type knows besides. */
  attributes: Record<string, string> | null
  alarm: AlarmDetails | null
  linkId: string | null
  connectionId: string | null
  connectionState: string | null
  provider: string | null
  issueId: string | null
  issueKey: string | null
  issueUrl: string | null
  linkState: 'linked' | 'gone' | null
  rawStatus: string | null
  statusMapped: boolean | null
  statusReason: Reason | null
  assignee: string | null
  lastSyncedAt: Date | null
  lastPolledAt: Date | null
  deliveryId: string | null
  deliveryKind: DeliveryKind | null
  deliveryState: DeliveryState | null
  attempts: number | null
  waitingFor: string | null
  nextAttemptAt: Date | null
  destinationLabel: string | null
  explanation: Explained[] | null
  waitsForRouteId: string | null
  routeProblems: { field: string; message: string }[] | null
  routeNeeds: NeededField[] | null
  routeFields: FilledField[] | null
  fault: Fault | null
}

export interface TicketFilter {
  limit: number
  after?: string | undefined
  type?: 'alarm' | 'task' | 'support' | 'service' | undefined
  categories?: StatusCategory[] | undefined
  deliveries?: DeliveryState[] | undefined
  /** A project's key, or `none`. */
  project?: string | undefined
  unmapped?: boolean | undefined
  words?: string | undefined
  sort: 'newest' | 'updated'
}

/** What is read of a ticket `t` and what stands beside it. */
export const ticketColumns = sql`
  t.id, t.number, t.type, t.title, t.description, t.priority, t.status, t.status_category, t.created_by,
  t.created_at, t.updated_at, t.project_id, p.key as project_key, p.name as project_name,
  t.finding_id, f.title as finding_title, t.attributes, f.alarm,
  l.id as link_id, l.connection_id, c.state as connection_state, c.provider, l.issue_id, l.issue_key,
  l.url as issue_url, l.state as link_state, l.raw_status, l.status_mapped, l.status_reason, l.assignee,
  l.last_synced_at, c.last_polled_at,
  d.id as delivery_id, d.kind as delivery_kind, d.state as delivery_state, d.attempts, d.waiting_for,
  d.next_attempt_at, d.destination_label, d.explanation, d.waits_for_route_id,
  r.problems as route_problems, r.needs as route_needs, r.fields as route_fields, d.fault`

export const besideTicket = sql`
  left join projects p on p.id = t.project_id
  left join findings f on f.id = t.finding_id
  left join lateral (select * from links where links.ticket_id = t.id order by links.id desc limit 1) l on true
  left join connections c on c.id = l.connection_id
  left join lateral (
    select * from deliveries where deliveries.ticket_id = t.id
    order by (deliveries.state in ('parked', 'failed')) desc, (deliveries.kind = 'create') desc, deliveries.id desc limit 1
  ) d on true
  left join routes r on r.id = d.waits_for_route_id`

/** One ticket by id, or by its number. */
export async function ticketView(
  db: Db,
  workspaceId: string,
  ref: { id: string } | { number: number },
): Promise<TicketView | undefined> {
  const which = 'id' in ref ? sql`t.id = ${ref.id}::uuid` : sql`t.number = ${ref.number}`
  const { rows } = await sql<TicketView>`
    select ${ticketColumns} from tickets t ${besideTicket} where t.workspace_id = ${workspaceId}::uuid and t.removed is null and ${which}`.execute(
    db,
  )
  return rows[0]
}

function conditionsOf(workspaceId: string, filter: TicketFilter) {
  const all = [sql<SqlBool>`t.workspace_id = ${workspaceId}::uuid and t.removed is null`]
  // Literal, so that the index of alarms' tickets is used.
  if (filter.type) all.push(sql`t.type = ${sql.lit(filter.type)}`)
  if (filter.categories) all.push(sql`t.status_category = any(${filter.categories})`)
  if (filter.deliveries) {
    all.push(
      sql`exists (select from deliveries x where x.ticket_id = t.id and x.state = any(${filter.deliveries}))`,
    )
  }
  if (filter.unmapped)
    all.push(sql`exists (select from links x where x.ticket_id = t.id and not x.status_mapped)`)
  if (filter.project === 'none') all.push(sql`t.project_id is null`)
  else if (filter.project) {
    all.push(sql`t.project_id = (select id from projects
      where workspace_id = ${workspaceId}::uuid and key = ${filter.project})`)
  }
  if (filter.words) all.push(wordsCondition(workspaceId, filter.words))
  return all
}

/** An alias, a partner’s one too, and an issue key are found exactly, words anywhere in the title. */
function wordsCondition(workspaceId: string, words: string) {
  const number = numberOf(words) ?? -1
  return sql<SqlBool>`(t.title ilike ${contains(words)} or t.number = ${number} or t.id in (
    select ticket_id from links where workspace_id = ${workspaceId}::uuid and upper(issue_key) = upper(${words}))
    or t.id in (select ticket_id from service_tickets where workspace_id = ${workspaceId}::uuid and alias = upper(${words})))`
}

/** A page of tickets, by keyset, and how many there are in all. */
export async function listTickets(
  db: Db,
  workspaceId: string,
  filter: TicketFilter,
): Promise<PageOf<TicketView> & { total: CappedCount }> {
  const conditions = conditionsOf(workspaceId, filter)
  const byUpdate = filter.sort === 'updated'
  const at = positionOf(filter.after, byUpdate ? ['moment'] : [])
  const keyset = !at
    ? sql`true`
    : byUpdate
      ? sql`(t.updated_at, t.id) < (${String(at[0])}::timestamptz, ${String(at[1])}::uuid)`
      : sql`t.id < ${String(at[0])}::uuid`
  const order = byUpdate ? sql`t.updated_at desc, t.id desc` : sql`t.id desc`
  const where = sql.join(conditions, sql` and `)
  const { rows } = await sql<TicketView>`
    select ${ticketColumns} from (
      select * from tickets t where ${where} and ${keyset} order by ${order} limit ${filter.limit + 1}
    ) t ${besideTicket} order by ${order}`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*) as count from (select from tickets t where ${where} limit ${countCap + 1}) t`.execute(db)
  const page = pageFrom(rows, filter.limit, (row) =>
    byUpdate ? [row.updatedAt.toISOString(), row.id] : [row.id],
  )
  return { ...page, total: cappedCount(counted.rows[0]?.count ?? 0) }
}

/** The newest entries of a ticket's timeline. */
export async function listEvents(
  db: Db,
  ticketId: string,
  page: { limit: number; after?: string | undefined },
) {
  const at = positionOf(page.after)
  let query = db.selectFrom('events').selectAll().where('ticketId', '=', ticketId)
  if (at) query = query.where('id', '<', String(at[0]))
  const rows = await query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const { count } = await db
    .selectFrom('events')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ticketId', '=', ticketId)
    .executeTakeFirstOrThrow()
  return { ...pageFrom(rows, page.limit, (row) => [row.id]), total: cappedCount(count) }
}
