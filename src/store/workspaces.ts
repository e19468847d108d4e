import type { Selectable } from 'kysely'
import { json, type Db } from './open.ts'
import type { WorkspaceSettings, WorkspacesTable } from './tables.ts'

export type Workspace = Selectable<WorkspacesTable>

export function findWorkspace(db: Db, id: string): Promise<Workspace | undefined> {
  return db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Lets one after the other decide what a workspace as a whole may have. */
export async function lockWorkspace(tx: Db, id: string): Promise<void> {
  await tx.selectFrom('workspaces').select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

export function firstWorkspace(db: Db): Promise<Workspace | undefined> {
  return db
    .selectFrom('workspaces')
    .selectAll()
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

/** The oldest first. */
export function allWorkspaces(db: Db): Promise<Workspace[]> {
  return db.selectFrom('workspaces').selectAll().orderBy('createdAt').orderBy('id').execute()
}

export async function insertWorkspace(
  db: Db,
  row: { id: string; name: string; createdAt: Date },
): Promise<void> {
  await db
    .insertInto('workspaces')
    .values({ ...row, settings: json({}) })
    .execute()
}

export async function renameWorkspace(tx: Db, id: string, name: string): Promise<void> {
  await tx.updateTable('workspaces').set({ name }).where('id', '=', id).execute()
}

export async function changeWorkspaceSettings(
  tx: Db,
  id: string,
  settings: WorkspaceSettings,
): Promise<void> {
  await tx
    .updateTable('workspaces')
    .set({ settings: json(settings) })
    .where('id', '=', id)
    .execute()
}

/** The workspaces of a person, with the role there. */
export function membershipsOf(db: Db, userId: string) {
  return db
    .selectFrom('members')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspaceId')
    .select(['workspaces.id', 'workspaces.name', 'workspaces.settings', 'members.role', 'members.lastSeenAt'])
    .where('members.userId', '=', userId)
    .orderBy('workspaces.createdAt')
    .execute()
}

export async function addMember(
  db: Db,
  row: { workspaceId: string; userId: string; role: string; createdAt: Date },
): Promise<void> {
  await db
    .insertInto('members')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspaceId', 'userId']).doUpdateSet({ role: row.role }))
    .execute()
}

/** A fact about this installation. The first value stays. */
export async function hubFact(db: Db, name: string, value: string): Promise<string> {
  await db
    .insertInto('hubFacts')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const row = await db
    .selectFrom('hubFacts')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return row.value
}
