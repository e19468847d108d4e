import { sql } from 'kysely'
import type { Db } from './open.ts'
import type { WorkspaceSettings } from './tables.ts'

/** All that is looked at before a ticket is stored, in one round trip. */
export interface CreationFacts {
  settings: WorkspaceSettings
  connectionId: string | null
  provider: string | null
  projectId: string | null
  projectKey: string | null
  projectName: string | null
  findingId: string | null
  findingTitle: string | null
}

export async function creationFacts(
  db: Db,
  workspaceId: string,
  of: { projectId: string | null | undefined; findingId: string | null },
): Promise<CreationFacts> {
  const { rows } = await sql<CreationFacts>`
    select w.settings, c.id as connection_id, c.provider, p.id as project_id, p.key as project_key,
      p.name as project_name, f.id as finding_id, f.title as finding_title
    from workspaces w
    left join connections c on c.workspace_id = w.id and c.state = 'active'
    left join findings f on f.id = ${of.findingId}::uuid and f.workspace_id = w.id
    left join projects p on p.workspace_id = w.id
      and p.id = case when ${of.projectId === undefined}::boolean then f.project_id else ${of.projectId ?? null}::uuid end
    where w.id = ${workspaceId}::uuid`.execute(db)
  const row = rows[0]
  if (!row) throw new Error('A request came for a workspace that does not exist.')
  return row
}
