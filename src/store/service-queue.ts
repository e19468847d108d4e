import { sql, type RawBuilder, type SqlBool } from 'kysely'
import {
  servicePriorities,
  type Party,
  type ServiceCategory,
  type ServicePriority,
  type ServiceStatus,
} from '../domain/service-ticket.ts'
import type { Db } from './open.ts'
import {
  BadCursor,
  cappedCount,
  countCap,
  pageFrom,
  positionOf,
  type CappedCount,
  type PageOf,
} from './page.ts'
import { searchServiceTickets, type ServiceSearch } from './service-search.ts'
import { operatorSpoke } from './service-sheet.ts'
import type { LastComment } from './service-tables.ts'
import { wireTime } from './wire-time.ts'

/** A service ticket as the desk’s list shows it. */
export interface QueueRow {
  ticketId: string
  number: number
  alias: string
  status: ServiceStatus
  category: ServiceCategory
  priority: ServicePriority
  operatorId: string
  operatorName: string
  serviceAlias: string
  productName: string | null
  operatorTicketRef: string | null
  lastComment: LastComment | null
  asksClearCode: boolean
  /** Whether the newest event, after the opening, is the operator’s. */
  operatorSpoke: boolean
  createdAt: string
  modifiedAt: string
}

export const queueSorts = ['age', 'priority', 'changed'] as const

export interface QueueFilter {
  limit: number
  after?: string | undefined
  statuses: ServiceStatus[]
  category?: ServiceCategory | undefined
  priority?: ServicePriority | undefined
  operator?: string | undefined
  /** Whose turn it is. */
  asks?: Party | undefined
  words?: string | undefined
  sort: (typeof queueSorts)[number]
}

const rank = (priority: ServicePriority) => servicePriorities.length - servicePriorities.indexOf(priority)
/** The same in SQL: the most urgent first. */
const rankOf = sql`case st.priority ${sql.join(
  servicePriorities.map((priority) => sql`when ${sql.lit(priority)} then ${sql.lit(rank(priority))}`),
  sql` `,
)} end`

const turns: Record<Party, RawBuilder<SqlBool>> = {
  desk: sql`(st.status = 'open' or st.asks_clear_code)`,
  operator: sql`(st.status in ('deferred', 'cleared') and not st.asks_clear_code)`,
}

const columns = sql`st.ticket_id, st.number, st.alias, st.status, st.category, st.priority, st.operator_id,
  o.name as operator_name, s.alias as service_alias, s.product_name, st.operator_ticket_ref, st.last_comment,
  st.asks_clear_code, ${operatorSpoke} as operator_spoke,
  ${wireTime('st.created_at')} as created_at, ${wireTime('st.modified_at')} as modified_at`

const beside = sql`
  join services s on s.id = st.service_id
  join operators o on o.id = st.operator_id`

/** A page of the desk’s tickets, by keyset, and how many there are in all. */
export async function listQueue(
  db: Db,
  workspaceId: string,
  filter: QueueFilter,
): Promise<PageOf<QueueRow> & { total: CappedCount }> {
  const search = filter.words ? await searchServiceTickets(db, workspaceId, filter.words) : undefined
  const conditions = conditionsOf(workspaceId, filter, search)
  const order = orders[filter.sort]
  const parts = partsOf(filter, search).map(({ fixed, from, by }) => {
    const all = [...conditions, ...fixed, ...(from ? [from] : [])]
    return sql`(select st.* from service_tickets st where ${sql.join(all, sql` and `)}
      order by ${orders[by]} limit ${filter.limit + 1})`
  })
  const { rows } = await sql<QueueRow>`
    select ${columns} from (
      select * from (${sql.join(parts, sql` union all `)}) st order by ${order} limit ${filter.limit + 1}
    ) st ${beside} order by ${order}`.execute(db)
  const page = pageFrom(rows, filter.limit, (row) => positions[filter.sort](row))
  return { ...page, total: await countAll(db, [...conditions, ...narrowed(filter)]) }
}

async function countAll(db: Db, conditions: RawBuilder<SqlBool>[]): Promise<CappedCount> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from service_tickets st where ${sql.join(conditions, sql` and `)} limit ${countCap + 1}) t`.execute(
    db,
  )
  return cappedCount(rows[0]?.count ?? 0)
}

/** Those that no index begins with. */
function conditionsOf(workspaceId: string, filter: QueueFilter, search: ServiceSearch | undefined) {
  const all = [sql<SqlBool>`st.workspace_id = ${workspaceId}::uuid`]
  if (filter.category) all.push(sql<SqlBool>`st.category = ${filter.category}`)
  if (filter.operator) all.push(sql<SqlBool>`st.operator_id = ${filter.operator}::uuid`)
  if (filter.asks) all.push(turns[filter.asks])
  if (search) all.push(search.condition)
  return all
}

/** Literal, so that it is known beforehand how many rows of each there are. */
const isOneOf = (column: string, values: readonly string[]) =>
  sql<SqlBool>`${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))})`

function narrowed({ statuses, priority }: QueueFilter) {
  const byStatus = isOneOf('st.status', statuses)
  return priority ? [byStatus, isOneOf('st.priority', [priority])] : [byStatus]
}

const orders = {
  age: sql`st.created_at, st.number`,
  priority: sql`${rankOf}, st.created_at, st.number`,
  changed: sql`st.modified_at desc, st.number desc`,
}

const positions = {
  age: (row: QueueRow) => [row.createdAt, row.number, row.ticketId],
  priority: (row: QueueRow) => [rank(row.priority), row.createdAt, row.number, row.ticketId],
  changed: (row: QueueRow) => [row.modifiedAt, row.number, row.ticketId],
} satisfies Record<QueueFilter['sort'], (row: QueueRow) => [...(string | number)[], string]>

/** What is looked up by itself: some tickets, and where among them the page begins. */
interface Part {
  fixed: RawBuilder<SqlBool>[]
  from: RawBuilder<SqlBool> | undefined
  by: QueueFilter['sort']
}

/**
 * Each status, and where they are sorted by age each priority, is looked up by itself in the order of its index and merged with the others:
 * a page costs the same however many tickets there are.
 */
function partsOf(filter: QueueFilter, search: ServiceSearch | undefined): Part[] {
  const begins = beginnings(filter)
  if (search?.isFew) return [{ fixed: narrowed(filter), from: begins.whole, by: filter.sort }]
  const priorities = filter.priority ? [filter.priority] : servicePriorities
  const each = filter.sort === 'changed' && !filter.priority ? [undefined] : priorities
  return filter.statuses.flatMap((status) =>
    each.flatMap((priority) => {
      const begin = begins.of(priority)
      if (begin === 'none') return []
      const fixed = [
        isOneOf('st.status', [status]),
        ...(priority ? [isOneOf('st.priority', [priority])] : []),
      ]
      return [{ fixed, from: begin, by: filter.sort === 'changed' ? 'changed' : 'age' }]
    }),
  )
}

/** Where the page begins: among all, and among those of one priority (`none`: all of these came before). */
function beginnings({ sort, after }: QueueFilter) {
  if (sort === 'changed') {
    const at = positionOf(after, ['moment', 'number'])
    const whole =
      at &&
      sql<SqlBool>`(st.modified_at, st.number) < (${String(at[0])}::timestamptz, ${wholeNumber(at[1])}::bigint)`
    return { whole, of: () => whole }
  }
  const at = positionOf(after, sort === 'age' ? ['moment', 'number'] : ['number', 'moment', 'number'])
  if (!at) return { whole: undefined, of: () => undefined }
  const [time, number] = at.slice(-3)
  const older = sql<SqlBool>`(st.created_at, st.number) > (${String(time)}::timestamptz, ${wholeNumber(number)}::bigint)`
  if (sort === 'age') return { whole: older, of: () => older }
  const reached = wholeNumber(at[0])
  const whole = sql<SqlBool>`(${rankOf} > ${reached} or (${rankOf} = ${reached} and ${older}))`
  const of = (priority: ServicePriority | undefined) => {
    if (!priority || rank(priority) === reached) return priority ? older : whole
    return rank(priority) < reached ? ('none' as const) : undefined
  }
  return { whole, of }
}

function wholeNumber(value: unknown): number {
  if (Number.isSafeInteger(value)) return Number(value)
  throw new BadCursor()
}
