import { sql, type Selectable } from 'kysely'
import type { SavedFiltersTable } from './help-desk-tables.ts'
import { json, type Db } from './open.ts'

export type SavedFilter = Selectable<SavedFiltersTable>

const visible = (db: Db, workspaceId: string, owner: string) =>
  db
    .selectFrom('savedFilters')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where((eb) => eb.or([eb('owner', '=', owner), eb('isShared', '=', true)]))

/** One's own and the shared ones, by name. */
export function savedFiltersFor(db: Db, workspaceId: string, owner: string): Promise<SavedFilter[]> {
  return visible(db, workspaceId, owner)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()
}

/** One's own or a shared one. */
export function savedFilterFor(
  db: Db,
  { workspaceId, id: owner }: { workspaceId: string; id: string },
  id: string,
): Promise<SavedFilter | undefined> {
  return visible(db, workspaceId, owner).where('id', '=', id).executeTakeFirst()
}

/** Another filter of the same person with that name, in any letter case. */
export async function isNameTaken(db: Db, of: Pick<SavedFilter, 'id' | 'workspaceId' | 'owner' | 'name'>) {
  const row = await db
    .selectFrom('savedFilters')
    .select('id')
    .where('workspaceId', '=', of.workspaceId)
    .where('owner', '=', of.owner)
    .where('id', '<>', of.id)
    .where(sql`lower(name)`, '=', sql`lower(${of.name})`)
    .executeTakeFirst()
  return row !== undefined
}

export async function countFilters(db: Db, workspaceId: string, owner: string): Promise<number> {
  const { count } = await db
    .selectFrom('savedFilters')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .where('owner', '=', owner)
    .executeTakeFirstOrThrow()
  return count
}

/** Stores a filter, or what has changed of it. */
export async function saveFilter(tx: Db, filter: SavedFilter): Promise<void> {
  const whole = { ...filter, query: json(filter.query) }
  await tx
    .insertInto('savedFilters')
    .values(whole)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(whole))
    .execute()
}

export async function deleteFilter(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom('savedFilters').where('id', '=', id).execute()
}
