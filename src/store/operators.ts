import { sql, type Selectable, type SqlBool } from 'kysely'
import { json, type Db } from './open.ts'
import { cappedCount, contains, countCap, pageFrom, positionOf } from './page.ts'
import type { OperatorsTable } from './service-tables.ts'

export type Operator = Selectable<OperatorsTable>

/** An operator that is in use. */
export function findOperator(db: Db, workspaceId: string, id: string): Promise<Operator | undefined> {
  return db
    .selectFrom('operators')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
}

/** Locks an operator that is in use; tickets of it that are being created are waited for. */
export function lockOperator(tx: Db, workspaceId: string, id: string): Promise<Operator | undefined> {
  return tx
    .selectFrom('operators')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** Those in use with these ids or names, the names in any letter case. */
export function operatorsNamed(
  db: Db,
  workspaceId: string,
  of: { ids: string[]; names: string[] },
): Promise<Operator[]> {
  return db
    .selectFrom('operators')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('removedAt', 'is', null)
    .where(sql<SqlBool>`(id = any(${of.ids}::uuid[])
        or lower(name) in (select lower(given) from unnest(${of.names}::text[]) given))`)
    .execute()
}

const stored = ({ emails, ...row }: Partial<Operator>) => ({
  ...row,
  ...(emails ? { emails: json(emails) } : {}),
})

/** The database refuses a name that another one in use has (`operators_name`). */
export async function insertOperator(tx: Db, row: Operator): Promise<void> {
  await tx
    .insertInto('operators')
    .values({ ...row, emails: json(row.emails) })
    .execute()
}

export async function changeOperator(tx: Db, id: string, change: Partial<Operator>): Promise<void> {
  if (Object.keys(change).length === 0) return
  await tx.updateTable('operators').set(stored(change)).where('id', '=', id).execute()
}

/** Takes an operator out of use, with its tokens and webhooks. Its tickets and services stay. */
export async function removeOperator(tx: Db, id: string, now: Date): Promise<void> {
  await changeOperator(tx, id, { removedAt: now })
  await tx
    .updateTable('apiTokens')
    .set({ revokedAt: now })
    .where('operatorId', '=', id)
    .where('revokedAt', 'is', null)
    .execute()
  await tx
    .updateTable('webhookSubscriptions')
    .set({ removedAt: now, updatedAt: now })
    .where('operatorId', '=', id)
    .where('removedAt', 'is', null)
    .execute()
}

/** An operator with how much hangs on it. */
export interface OperatorView extends Operator {
  tokens: number
  openTickets: number
  services: number
}

const columns = sql`o.*,
  (select count(*) from api_tokens a where a.operator_id = o.id and a.revoked_at is null) as tokens,
  (select count(*) from service_tickets t where t.operator_id = o.id and t.status in ('open', 'deferred', 'cleared')) as open_tickets,
  (select count(*) from services s where s.operator_id = o.id) as services`

export async function operatorView(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<OperatorView | undefined> {
  const { rows } = await sql<OperatorView>`
    select ${columns} from operators o
    where o.workspace_id = ${workspaceId}::uuid and o.id = ${id}::uuid and o.removed_at is null`.execute(db)
  return rows[0]
}

/** Operators in use, by name. */
export async function listOperators(
  db: Db,
  workspaceId: string,
  of: { limit: number; after?: string | undefined; words?: string | undefined },
) {
  const at = positionOf(of.after, ['text'])
  const conditions = [sql<SqlBool>`o.workspace_id = ${workspaceId}::uuid and o.removed_at is null`]
  if (of.words) {
    const like = contains(of.words)
    conditions.push(sql`(o.name ilike ${like} or o.display_name ilike ${like})`)
  }
  const where = sql.join(conditions, sql` and `)
  const keyset = at ? sql`(lower(o.name), o.id) > (${String(at[0])}, ${String(at[1])}::uuid)` : sql`true`
  const { rows } = await sql<OperatorView & { sortedBy: string }>`
    select ${columns}, lower(o.name) as sorted_by from operators o
    where ${where} and ${keyset} order by lower(o.name), o.id limit ${of.limit + 1}`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*) as count from (select from operators o where ${where} limit ${countCap + 1}) o`.execute(
    db,
  )
  return {
    ...pageFrom(rows, of.limit, (row) => [row.sortedBy, row.id]),
    total: cappedCount(counted.rows[0]?.count ?? 0),
  }
}
