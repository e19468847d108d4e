import { sql, type SqlBool } from 'kysely'
import type { PartnerEventFacts, PartnerTicketFacts } from '../domain/partner-ticket.ts'
import {
  serviceStatuses,
  type Party,
  type ServiceCategory,
  type ServiceStatus,
} from '../domain/service-ticket.ts'
import type { SortPosition } from '../domain/sort-value.ts'
import type { Db } from './open.ts'
import { wireTime } from './wire-time.ts'

/** A service ticket with what is read beside it. */
export interface ServiceTicketView extends PartnerTicketFacts {
  ticketId: string
  workspaceId: string
  operatorId: string
  operatorName: string
  runKind: string | null
  note: string | null
  asksClearCode: boolean
}

export interface ServiceEventView extends PartnerEventFacts {
  id: string
  party: Party
  /** Its author’s name for people. */
  authorName: string
  /** Who it really was, for the desk. */
  actor: string
}

/** What is read of a service ticket `st` and what stands beside it. */
export const serviceColumns = sql`
  st.ticket_id, st.workspace_id, st.number, st.alias, ${wireTime('st.created_at')} as created_at,
  ${wireTime('st.modified_at')} as modified_at, st.status, st.category, st.priority, st.author,
  st.operator_ticket_ref, t.description, s.uuid as service_uuid, s.alias as service_alias, s.product_name,
  coalesce(s.grt, o.grt) as grt, r.number as run_number, r.alias as run_alias, r.kind as run_kind,
  st.initial_comment, st.last_comment, st.owner, st.owner_contact, o.contact_uuid as operator_contact_uuid,
  st.last_update_author, st.clear_code, st.operator_id, o.name as operator_name, st.note, st.asks_clear_code`

export const besideServiceTicket = sql`
  join tickets t on t.id = st.ticket_id
  join services s on s.id = st.service_id
  join operators o on o.id = st.operator_id
  left join diagnostic_runs r on r.id = st.run_id`

/** Whose tickets somebody sees: those of one operator, or all of the workspace. */
export interface Scope {
  workspaceId: string
  operatorId: string | undefined
}

const within = ({ workspaceId, operatorId }: Scope) =>
  operatorId === undefined
    ? sql<SqlBool>`st.workspace_id = ${workspaceId}::uuid`
    : sql<SqlBool>`st.workspace_id = ${workspaceId}::uuid and st.operator_id = ${operatorId}::uuid`

/** How a ticket is named (DX10). */
export type ServiceTicketRef = { ticketId: string } | { number: number } | { alias: string }

export async function serviceTicketView(
  db: Db,
  scope: Scope,
  ref: ServiceTicketRef,
): Promise<ServiceTicketView | undefined> {
  const { rows } = await sql<ServiceTicketView>`
    select ${serviceColumns} from service_tickets st ${besideServiceTicket}
    where ${ticketCondition(scope, ref)}`.execute(db)
  return rows[0]
}

/** Which ticket `st` is meant, among those that somebody sees. */
export const ticketCondition = (scope: Scope, ref: ServiceTicketRef) =>
  sql<SqlBool>`${within(scope)} and ${isNamed(ref)}`

/** On a ticket `st`. */
export function isNamed(ref: ServiceTicketRef) {
  if ('ticketId' in ref) return sql<SqlBool>`st.ticket_id = ${ref.ticketId}::uuid`
  return 'number' in ref
    ? sql<SqlBool>`st.ticket_id = (select id from tickets where number = ${ref.number})`
    : sql<SqlBool>`st.alias = ${ref.alias}`
}

export interface ServiceTicketFilter {
  limit: number
  after: SortPosition | undefined
  statuses: ServiceStatus[] | undefined
  category: ServiceCategory | undefined
  serviceUuid: string | undefined
  operatorTicketRef: string | undefined
}

/**
 * Tickets, the last modified first; one more than asked for, where there is one. Each status is looked up by itself and merged, so
 * that a page costs the same however many tickets have other statuses.
 */
export async function listServiceTickets(
  db: Db,
  scope: Scope,
  filter: ServiceTicketFilter,
): Promise<ServiceTicketView[]> {
  const conditions = [within(scope), ...conditionsOf(scope, filter)]
  const each = (filter.statuses ?? serviceStatuses).map((status) => {
    const all = [...conditions, sql<SqlBool>`st.status = ${status}`]
    return sql`(select st.* from service_tickets st where ${sql.join(all, sql` and `)}
      order by st.modified_at desc, st.number desc limit ${filter.limit + 1})`
  })
  const { rows } = await sql<ServiceTicketView>`
    select ${serviceColumns} from (${sql.join(each, sql` union all `)}) st ${besideServiceTicket}
    order by st.modified_at desc, st.number desc limit ${filter.limit + 1}`.execute(db)
  return rows
}

function conditionsOf({ workspaceId }: Scope, filter: ServiceTicketFilter) {
  const all = []
  const { category, serviceUuid, operatorTicketRef, after } = filter
  if (category) all.push(sql<SqlBool>`st.category = ${category}`)
  if (operatorTicketRef !== undefined) all.push(sql<SqlBool>`st.operator_ticket_ref = ${operatorTicketRef}`)
  if (serviceUuid !== undefined) {
    all.push(
      sql<SqlBool>`st.service_id = (select id from services where workspace_id = ${workspaceId}::uuid and uuid = ${serviceUuid})`,
    )
  }
  if (after) all.push(isAfter(after, 'st.modified_at', 'st.number'))
  return all
}

/** What comes after a position in a list that begins with the newest. */
function isAfter({ time, id }: SortPosition, column: string, number: string) {
  return id === undefined
    ? sql<SqlBool>`${sql.ref(column)} < ${time}::timestamptz`
    : sql<SqlBool>`(${sql.ref(column)}, ${sql.ref(number)}) < (${time}::timestamptz, ${id}::bigint)`
}

const eventColumns = sql`e.id, e.number, e.status, e.comment, e.author, e.author_name, e.actor, e.party,
  ${wireTime('e.created_at')} as created_at, e.clear_code`

/** A ticket’s events, the newest first; one more than asked for, where there is one. */
export async function listServiceEvents(
  db: Db,
  ticketId: string,
  { limit, after }: { limit: number; after: SortPosition | undefined },
): Promise<ServiceEventView[]> {
  const beyond = after ? isAfter(after, 'e.created_at', 'e.number') : sql<SqlBool>`true`
  const { rows } = await sql<ServiceEventView>`
    select ${eventColumns} from service_events e where e.ticket_id = ${ticketId}::uuid and ${beyond}
    order by e.created_at desc, e.number desc limit ${limit + 1}`.execute(db)
  return rows
}

export async function serviceEventView(
  db: Db,
  of: { ticketId: string; id: string },
): Promise<ServiceEventView | undefined> {
  const { rows } = await sql<ServiceEventView>`
    select ${eventColumns} from service_events e
    where e.ticket_id = ${of.ticketId}::uuid and e.id = ${of.id}::uuid`.execute(db)
  return rows[0]
}
