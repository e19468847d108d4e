import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { FieldKind, FieldValue } from '../domain/field-value.ts'
import type { StatusCategory } from '../domain/status.ts'
import type { Db } from './open.ts'
import { cappedCount, countCap, pageFrom, positionOf, type CappedCount, type PageOf } from './page.ts'
import { everyTicket, searchFor } from './support-search.ts'
import { besideTicket, ticketColumns, type TicketView } from './ticket-views.ts'

/** A name that was chosen from one of the lists; `removed` once it is off the list. */
export interface ChosenName {
  id: string
  name: string
  removed: boolean
}

/** A help-desk ticket with the names of all that was chosen for it, its link and its delivery. */
export interface SupportTicketView extends TicketView {
  supportType: ChosenName
  /** Null where the status never was on the list. */
  statusId: string | null
  statusRemoved: boolean
  product: ChosenName | null
  version: ChosenName | null
  customer: ChosenName | null
  /** Who works on it here; `assignee` is the issue's. */
  assignedTo: string | null
  /** Those that have a value, in their order. */
  fields: (ChosenName & { kind: FieldKind; value: FieldValue })[]
}

export interface SupportFilter {
  limit: number
  after?: string | undefined
  categories?: StatusCategory[] | undefined
  statusId?: string | undefined
  typeId?: string | undefined
  /** An id, or `none`. */
  productId?: string | undefined
  customerId?: string | undefined
  /** A name in any letter case, or `none`. */
  assignee?: string | undefined
  linked?: boolean | undefined
  words?: string | undefined
  sort: 'newest' | 'updated'
}

const chosen = (
  row: string,
) => sql`case when ${sql.ref(`${row}.id`)} is null then null else jsonb_build_object(
  'id', ${sql.ref(`${row}.id`)}, 'name', ${sql.ref(`${row}.name`)}, 'removed', ${sql.ref(`${row}.removed_at`)} is not null) end`

const columns = sql`${ticketColumns}, ${chosen('ty')} as support_type, st.id as status_id, st.id is null or st.removed_at is not null as status_removed,
  ${chosen('pr')} as product, ${chosen('ve')} as version, ${chosen('cu')} as customer, s.assignee as assigned_to,
  (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'kind', x.kind, 'value', s.field_values -> x.id::text,
    'removed', x.removed_at is not null) order by x.position, x.id), '[]') from support_fields x
    where x.workspace_id = t.workspace_id and jsonb_exists(s.field_values, x.id::text)) as fields`

const beside = sql`
  join support_tickets s on s.ticket_id = t.id
  left join support_types ty on ty.id = s.type_id
  left join lateral (select * from support_statuses x where x.workspace_id = t.workspace_id and x.name = t.status
    order by x.removed_at desc nulls first limit 1) st on true
  left join products pr on pr.id = s.product_id
  left join product_versions ve on ve.id = s.version_id
  left join customers cu on cu.id = s.customer_id
  ${besideTicket}`

/** One help-desk ticket by id, or by its number. */
export async function supportTicketView(
  db: Db,
  workspaceId: string,
  ref: { id: string } | { number: number },
): Promise<SupportTicketView | undefined> {
  const which = 'id' in ref ? sql`t.id = ${ref.id}::uuid` : sql`t.number = ${ref.number}`
  const { rows } = await sql<SupportTicketView>`
    select ${columns} from tickets t ${beside}
    where t.workspace_id = ${workspaceId}::uuid and t.type = 'support' and t.removed is null and ${which}`.execute(
    db,
  )
  return rows[0]
}

/** Literal, so that the help desk's own index is used, alone: retention leaves these tickets as they are. */
const ofHelpDesk = (workspaceId: string) =>
  sql<SqlBool>`t.workspace_id = ${workspaceId}::uuid and t.type = 'support'`

function conditionsOf(filter: SupportFilter, workspaceId: string) {
  const all = []
  if (filter.categories) all.push(sql<SqlBool>`t.status_category = any(${filter.categories})`)
  if (filter.statusId) {
    all.push(sql<SqlBool>`t.status = (select name from support_statuses
      where workspace_id = ${workspaceId}::uuid and id = ${filter.statusId}::uuid)`)
  }
  if (filter.linked !== undefined) {
    const linked = sql<SqlBool>`exists (select from links x where x.ticket_id = t.id)`
    all.push(filter.linked ? linked : sql<SqlBool>`not ${linked}`)
  }
  return all
}

/** Conditions on what only help-desk tickets have; empty where there are none, so that nothing is joined for nothing. */
function ownConditions({ typeId, productId, customerId, assignee }: SupportFilter) {
  const chosenId = (column: string, id: string) =>
    id === 'none' ? sql<SqlBool>`${sql.ref(column)} is null` : sql<SqlBool>`${sql.ref(column)} = ${id}::uuid`
  const all = []
  if (typeId) all.push(chosenId('s.type_id', typeId))
  if (productId) all.push(chosenId('s.product_id', productId))
  if (customerId) all.push(chosenId('s.customer_id', customerId))
  if (assignee === 'none') all.push(sql<SqlBool>`s.assignee is null`)
  else if (assignee) all.push(sql<SqlBool>`lower(s.assignee) = lower(${assignee})`)
  return all
}

/** A page of help-desk tickets, by keyset, and how many there are in all. */
export async function listSupportTickets(
  db: Db,
  workspaceId: string,
  filter: SupportFilter,
): Promise<PageOf<SupportTicketView> & { total: CappedCount }> {
  const own = ownConditions(filter)
  const withOwn = own.length > 0
  const search = filter.words ? await searchFor(db, workspaceId, { words: filter.words, withOwn }) : undefined
  const narrowing = [...conditionsOf(filter, workspaceId), ...own]
  const conditions = [ofHelpDesk(workspaceId), ...narrowing, ...(search ? [search.condition] : [])]
  const where = sql.join(conditions, sql` and `)
  const source = search?.source ?? (withOwn ? everyTicket : sql`tickets t`)
  const byUpdate = filter.sort === 'updated'
  const at = positionOf(filter.after, byUpdate ? ['moment'] : [])
  const keyset = !at
    ? sql`true`
    : byUpdate
      ? sql`(t.updated_at, t.id) < (${String(at[0])}::timestamptz, ${String(at[1])}::uuid)`
      : sql`t.id < ${String(at[0])}::uuid`
  const order = byUpdate ? sql`t.updated_at desc, t.id desc` : sql`t.id desc`
  const { rows } = await sql<SupportTicketView>`
    select ${columns} from (
      select t.id from ${source} where ${where} and ${keyset} order by ${order} limit ${filter.limit + 1}
    ) page join tickets t on t.workspace_id = ${workspaceId}::uuid and t.id = page.id ${beside} order by ${order}`.execute(
    db,
  )
  // Words alone were counted when they were looked for.
  const known = narrowing.length === 0 ? search?.found : undefined
  const page = pageFrom(rows, filter.limit, (row) =>
    byUpdate ? [row.updatedAt.toISOString(), row.id] : [row.id],
  )
  return { ...page, total: cappedCount(known ?? (await count(db, sql`${source} where ${where}`))) }
}

async function count(db: Db, of: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from ${of} limit ${countCap + 1}) t`.execute(db)
  return rows[0]?.count ?? 0
}
