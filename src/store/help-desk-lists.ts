import { sql } from 'kysely'
import type { FieldKind } from '../domain/field-value.ts'
import type { ListName, OrderedList } from '../domain/help-desk-list.ts'
import type { StatusCategory } from '../domain/status.ts'
import { json, type Db } from './open.ts'

/** An entry of any of the lists. What its list does not have is absent. */
export interface ListEntry {
  id: string
  workspaceId: string
  name: string
  createdAt: Date
  removedAt: Date | null
  position?: number
  category?: StatusCategory
  kind?: FieldKind
  options?: string[]
  productId?: string
  projectKey?: string | null
  connectionId?: string | null
}

const tables = {
  types: 'supportTypes',
  statuses: 'supportStatuses',
  'action-types': 'actionTypes',
  fields: 'supportFields',
  customers: 'customers',
  products: 'products',
  versions: 'productVersions',
} as const satisfies Record<ListName, string>

/** All of the lists' tables have what this one has, and more. */
const tableOf = (list: ListName) => tables[list] as 'customers'

/** Where an entry is looked for. */
export interface InList {
  list: ListName
  /** Of versions. */
  productId?: string | undefined
}

const all = (db: Db, workspaceId: string, { list, productId }: InList) =>
  db
    .selectFrom(tableOf(list))
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .$if(productId !== undefined, (query) => query.where(sql.ref('product_id'), '=', productId))

/** One change of the workspace's lists after the other; whoever only reads is not held up. */
export async function lockLists(tx: Db, workspaceId: string): Promise<void> {
  await sql`select from workspaces where id = ${workspaceId}::uuid for no key update`.execute(tx)
}

/** What can be chosen, in order. */
export async function entriesOf(db: Db, workspaceId: string, list: OrderedList): Promise<ListEntry[]> {
  const query = all(db, workspaceId, { list }).where('removedAt', 'is', null)
  return query.orderBy(sql.ref('position')).orderBy('id').execute()
}

/** One entry, removed or not. */
export async function entryOf(
  db: Db,
  workspaceId: string,
  of: InList & { id: string },
): Promise<ListEntry | undefined> {
  return all(db, workspaceId, of).where('id', '=', of.id).executeTakeFirst()
}

/** The entry with that name in any letter case; one that was removed only where no other has the name. */
export async function entryNamed(
  db: Db,
  workspaceId: string,
  of: InList & { name: string },
): Promise<ListEntry | undefined> {
  return all(db, workspaceId, of)
    .where(sql`lower(name)`, '=', sql`lower(${of.name})`)
    .orderBy('removedAt', (order) => order.desc().nullsFirst())
    .executeTakeFirst()
}

const stored = ({ options, ...row }: Partial<ListEntry>) => ({
  ...row,
  ...(options ? { options: json(options) } : {}),
})

export async function insertEntries(tx: Db, list: ListName, rows: ListEntry[]): Promise<void> {
  await tx
    .insertInto(tableOf(list))
    .values(rows.map(stored) as never)
    .execute()
}

export async function changeEntry(
  tx: Db,
  { list, id }: { list: ListName; id: string },
  change: Partial<Omit<ListEntry, 'id' | 'workspaceId'>>,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await tx
    .updateTable(tableOf(list))
    .set(stored(change) as never)
    .where('id', '=', id)
    .execute()
}

/** Puts the entries of an ordered list into the order of these ids. */
export async function orderEntries(tx: Db, list: ListName, ids: string[]): Promise<void> {
  await sql`
    update ${sql.table(tables[list])} e set position = given.place
    from unnest(${ids}::uuid[]) with ordinality as given (id, place) where e.id = given.id`.execute(tx)
}

/** Whether the help desk has been used: each of the three lists has had an entry. */
export async function hasLists(
  db: Db,
  workspaceId: string,
): Promise<Record<'types' | 'statuses' | 'actions', boolean>> {
  const { rows } = await sql<Record<'types' | 'statuses' | 'actions', boolean>>`select
    exists (select from support_types where workspace_id = ${workspaceId}::uuid) as types,
    exists (select from support_statuses where workspace_id = ${workspaceId}::uuid) as statuses,
    exists (select from action_types where workspace_id = ${workspaceId}::uuid) as actions`.execute(db)
  return rows[0] ?? { types: false, statuses: false, actions: false }
}

/** On how many tickets, or of how many actions, an entry stands. */
export async function usesOf(db: Db, { list, entry }: { list: ListName; entry: ListEntry }): Promise<number> {
  const { id, workspaceId, name } = entry
  const ofTickets = (condition: ReturnType<typeof sql>) =>
    sql`support_tickets where workspace_id = ${workspaceId}::uuid and ${condition}`
  const rows: Record<ListName, ReturnType<typeof sql>> = {
    types: ofTickets(sql`type_id = ${id}::uuid`),
    statuses: sql`tickets where workspace_id = ${workspaceId}::uuid and type = 'support' and status = ${name}`,
    'action-types': sql`actions where workspace_id = ${workspaceId}::uuid and type_id = ${id}::uuid and removed_at is null`,
    fields: ofTickets(sql`jsonb_exists(field_values, ${id})`),
    customers: ofTickets(sql`customer_id = ${id}::uuid`),
    products: ofTickets(sql`product_id = ${id}::uuid`),
    versions: ofTickets(sql`version_id = ${id}::uuid`),
  }
  const counted = await sql<{ count: number }>`select count(*) as count from ${rows[list]}`.execute(db)
  return counted.rows[0]?.count ?? 0
}

/** Tickets carry their status by name: they follow when it is renamed or moves to another category. */
export async function carryStatus(
  tx: Db,
  workspaceId: string,
  of: { was: string; name: string; category: StatusCategory },
): Promise<void> {
  await tx
    .updateTable('tickets')
    .set({ status: of.name, statusCategory: of.category })
    .where('workspaceId', '=', workspaceId)
    .where('type', '=', 'support')
    .where('status', '=', of.was)
    .execute()
}
