import { sql, type Selectable, type SqlBool } from 'kysely'
import { json, type Db } from './open.ts'
import { cappedCount, contains, countCap, pageFrom, positionOf } from './page.ts'
import type { ServicesTable } from './service-tables.ts'

export type Service = Selectable<ServicesTable>

/** A service with whose it is. */
export interface ServiceView extends Service {
  operator: { id: string; name: string; removed: boolean } | null
}

/** Those whose uuid or alias is one of these. */
export function servicesNamed(db: Db, workspaceId: string, refs: string[]): Promise<Service[]> {
  return db
    .selectFrom('services')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where(sql<SqlBool>`(uuid = any(${refs}::text[]) or alias = any(${refs}::text[]))`)
    .execute()
}

export async function highestServiceNumber(tx: Db, workspaceId: string): Promise<number> {
  const row = await tx
    .selectFrom('services')
    .select((eb) => eb.fn.max('number').as('highest'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  return row?.highest ?? 0
}

/** Stores services, or what may change of those that are there. */
export async function saveServices(tx: Db, rows: Service[]): Promise<void> {
  if (rows.length === 0) return
  const given = rows.map((row) => ({
    id: row.id,
    workspace_id: row.workspaceId,
    number: row.number,
    uuid: row.uuid,
    alias: row.alias,
    operator_id: row.operatorId,
    product_name: row.productName,
    grt: row.grt,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  }))
  await sql`
    insert into services select * from jsonb_populate_recordset(null::services, ${json(given)})
    on conflict (id) do update set operator_id = excluded.operator_id, product_name = excluded.product_name,
      grt = excluded.grt, updated_at = excluded.updated_at`.execute(tx)
}

const columns = sql`s.*, case when o.id is null then null else
  jsonb_build_object('id', o.id, 'name', o.name, 'removed', o.removed_at is not null) end as operator`

export async function serviceViews(db: Db, workspaceId: string, ids: string[]): Promise<ServiceView[]> {
  const { rows } = await sql<ServiceView>`
    select ${columns} from services s left join operators o on o.id = s.operator_id
    where s.workspace_id = ${workspaceId}::uuid and s.id = any(${ids}::uuid[])`.execute(db)
  return rows
}

/** @param ref its uuid, its alias or its number; what could be several of them is the first */
export async function serviceView(
  db: Db,
  workspaceId: string,
  ref: string,
): Promise<ServiceView | undefined> {
  const number = /^[1-9]\d{0,14}$/u.test(ref) ? Number(ref) : null
  const { rows } = await sql<ServiceView>`
    select ${columns} from services s left join operators o on o.id = s.operator_id
    where s.workspace_id = ${workspaceId}::uuid and (s.uuid = ${ref} or s.alias = ${ref} or s.number = ${number}::bigint)
    order by s.uuid = ${ref} desc, s.alias = ${ref} desc limit 1`.execute(db)
  return rows[0]
}

export interface ServiceFilter {
  limit: number
  after?: string | undefined
  operatorId?: string | undefined
  words?: string | undefined
}

/** Services, the last registered first. */
export async function listServices(db: Db, workspaceId: string, filter: ServiceFilter) {
  const { limit, after, operatorId, words } = filter
  const at = positionOf(after)
  const conditions = [sql<SqlBool>`s.workspace_id = ${workspaceId}::uuid`]
  if (operatorId) conditions.push(sql`s.operator_id = ${operatorId}::uuid`)
  if (words) {
    const like = contains(words)
    conditions.push(sql`(s.uuid ilike ${like} or s.alias ilike ${like} or s.product_name ilike ${like})`)
  }
  const where = sql.join(conditions, sql` and `)
  const keyset = at ? sql`s.id < ${String(at[0])}::uuid` : sql`true`
  const { rows } = await sql<ServiceView>`
    select ${columns} from services s left join operators o on o.id = s.operator_id
    where ${where} and ${keyset} order by s.id desc limit ${limit + 1}`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*) as count from (select from services s where ${where} limit ${countCap + 1}) s`.execute(db)
  return {
    ...pageFrom(rows, limit, (row) => [row.id]),
    total: cappedCount(counted.rows[0]?.count ?? 0),
  }
}
