import type { Selectable } from 'kysely'
import type { Db } from './open.ts'
import type { ProjectsTable } from './tables.ts'

export type Project = Selectable<ProjectsTable>

export function listProjects(db: Db, workspaceId: string): Promise<Project[]> {
  return db
    .selectFrom('projects')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .orderBy('name')
    .execute()
}

export function projectOf(db: Db, workspaceId: string, id: string): Promise<Project | undefined> {
  return db
    .selectFrom('projects')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Stores a project, or renames the one with that key. Answers the row that is there now. */
export function saveProject(db: Db, row: Project): Promise<Project> {
  return db
    .insertInto('projects')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspaceId', 'key']).doUpdateSet({ name: row.name }))
    .returningAll()
    .executeTakeFirstOrThrow()
}
