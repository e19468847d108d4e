import type { AlarmDetails } from '../domain/alarm.ts'
import type { OpenStore } from './open.ts'
import type { WorkspaceSettings } from './tables.ts'
import { togetherFor } from './together.ts'

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

// `limit 1` makes each be looked up by its index: the planner cannot know how few are asked for.
const text = `
  select g.place, w.settings, c.id as "connectionId", c.provider, p.id as "projectId", p.key as "projectKey",
    p.name as "projectName", f.id as "findingId", f.title as "findingTitle", f.alarm
  from json_to_recordset($1::text::json) as g (place integer, workspace uuid, finding uuid, own_project boolean, project uuid)
  join workspaces w on w.id = g.workspace
  left join connections c on c.workspace_id = w.id and c.state = 'active' and c.is_primary
  left join lateral (select * from findings where id = g.finding and workspace_id = w.id limit 1) f on true
  left join projects p on p.workspace_id = w.id and p.id = case when g.own_project then f.project_id else g.project end`

interface Question {
  workspaceId: string
  /** Absent: the finding's own. */
  projectId: string | null | undefined
  findingId: string | null
}

type Pool = OpenStore['pool']

/**
 * Requests that arrive together are answered by one query.
 * @param of.projectId absent: the finding's own project
 */
export function creationFacts(
  { pool }: Pick<OpenStore, 'pool'>,
  workspaceId: string,
  of: Omit<Question, 'workspaceId'>,
): Promise<CreationFacts> {
  return ask(pool, { workspaceId, ...of })
}

async function factsOf(pool: Pool, questions: Question[]): Promise<CreationFacts[]> {
  const given = questions.map(({ workspaceId, projectId, findingId }, place) => ({
    place,
    workspace: workspaceId,
    finding: findingId,
    own_project: projectId === undefined,
    project: projectId,
  }))
  const { rows } = await pool.prepared('creation-facts', text, [JSON.stringify(given)])
  const found = new Map(rows.map((row) => [row['place'], row]))
  return questions.map((_, place) => {
    const facts = found.get(place)
    if (!facts) throw new Error('A request came for a workspace that does not exist.')
    return facts as object as CreationFacts
  })
}

const ask = togetherFor(factsOf)
