import { sql, type SqlBool } from 'kysely'
import type { ListEntry } from './help-desk-lists.ts'
import type { Db } from './open.ts'
import { cappedCount, contains, countCap, pageFrom, positionOf } from './page.ts'

/** An entry with the instance that it names. */
export interface CatalogueEntry extends ListEntry {
  instanceName: string | null
  instanceIsPrimary: boolean | null
}

export interface CatalogueFilter {
  limit: number
  after?: string | undefined
  words?: string | undefined
  /** Of versions. */
  productId?: string | undefined
}

const tables = { customers: 'customers', products: 'products', versions: 'product_versions' } as const
export type CatalogueList = keyof typeof tables

const instance = (list: CatalogueList) =>
  list === 'customers'
    ? { columns: sql`null as instance_name, null::boolean as instance_is_primary`, join: sql`` }
    : {
        columns: sql`c.name as instance_name, c.is_primary as instance_is_primary`,
        join: sql`left join connections c on c.id = e.connection_id`,
      }

/** Customers, products or versions by name: what can be chosen. */
export async function listCatalogue(
  db: Db,
  workspaceId: string,
  of: CatalogueFilter & { list: CatalogueList },
) {
  const { list, limit, after, words, productId } = of
  const at = positionOf(after, ['text'])
  const conditions = [sql<SqlBool>`e.workspace_id = ${workspaceId}::uuid and e.removed_at is null`]
  if (productId) conditions.push(sql`e.product_id = ${productId}::uuid`)
  if (words) conditions.push(sql`e.name ilike ${contains(words)}`)
  const where = sql.join(conditions, sql` and `)
  const keyset = at ? sql`(lower(e.name), e.id) > (${String(at[0])}, ${String(at[1])}::uuid)` : sql`true`
  const table = sql.table(tables[list])
  const { columns, join } = instance(list)
  const { rows } = await sql<CatalogueEntry & { sortedBy: string }>`
    select e.*, lower(e.name) as sorted_by, ${columns} from ${table} e ${join}
    where ${where} and ${keyset} order by lower(e.name), e.id limit ${limit + 1}`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*) as count from (select from ${table} e where ${where} limit ${countCap + 1}) e`.execute(db)
  return {
    ...pageFrom(rows, limit, (row) => [row.sortedBy, row.id]),
    total: cappedCount(counted.rows[0]?.count ?? 0),
  }
}

/** One that can be chosen, with its instance. */
export async function catalogueEntry(
  db: Db,
  workspaceId: string,
  of: { list: CatalogueList; id: string; productId?: string | undefined },
): Promise<CatalogueEntry | undefined> {
  const { columns, join } = instance(of.list)
  const product = of.productId ? sql`e.product_id = ${of.productId}::uuid` : sql`true`
  const { rows } = await sql<CatalogueEntry>`
    select e.*, ${columns} from ${sql.table(tables[of.list])} e ${join}
    where e.workspace_id = ${workspaceId}::uuid and e.id = ${of.id}::uuid and e.removed_at is null and ${product}`.execute(
    db,
  )
  return rows[0]
}
