import type { AlarmDetails } from '../domain/alarm.ts'
import type { OpenStore } from './open.ts'
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
  alarm: AlarmDetails | null
}

const text = `
  select w.settings, c.id as "connectionId", c.provider, p.id as "projectId", p.key as "projectKey",
    p.name as "projectName", f.id as "findingId", f.title as "findingTitle", f.alarm
  from workspaces w
  left join connections c on c.workspace_id = w.id and c.state = 'active' and c.is_primary
  left join findings f on f.id = $2::uuid and f.workspace_id = w.id
  left join projects p on p.workspace_id = w.id and p.id = case when $3::boolean then f.project_id else $4::uuid end
  where w.id = $1::uuid`

/** @param of.projectId absent: the finding's own project */
export async function creationFacts(
  { pool }: Pick<OpenStore, 'pool'>,
  workspaceId: string,
  of: { projectId: string | null | undefined; findingId: string | null },
): Promise<CreationFacts> {
  const values = [workspaceId, of.findingId, of.projectId === undefined, of.projectId ?? null]
  const { rows } = await pool.prepared('creation-facts', text, values)
  if (!rows[0]) throw new Error('A request came for a workspace that does not exist.')
  return rows[0] as object as CreationFacts
}
