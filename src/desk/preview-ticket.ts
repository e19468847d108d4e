import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { prefillOf } from '../domain/describe.ts'
import type { Explained } from '../domain/explained.ts'
import { unfilled, type NeededField } from '../domain/needed-field.ts'
import type { Priority } from '../domain/priority.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { compose } from '../outbound/compose.ts'
import { activeConnection } from '../store/connections.ts'
import { findingOf } from '../store/findings.ts'
import { projectOf } from '../store/projects.ts'
import { routesFor } from '../store/routes.ts'

export interface PreviewRequest {
  recommendationId?: string | null | undefined
  /** Undefined: the recommendation's own. */
  projectId?: string | null | undefined
  title?: string | undefined
  description?: string | undefined
  priority?: Priority | undefined
}

export interface Preview {
  connection: { id: string; name: string; provider: string }
  destination: string
  explanation: Explained[]
  /** Why it would wait, if it would. */
  held: { because: string; missing: NeededField[] } | null
}

/**
 * What would be sent for a recommendation or a project, and why. Nothing is stored and nobody is asked.
 * @throws {Refusal} when no provider is active
 */
export async function previewTicket(deps: Deps, actor: Actor, request: PreviewRequest): Promise<Preview> {
  const { db } = deps.store
  const { workspaceId } = actor
  const connection = await activeConnection(db, workspaceId)
  if (!connection) throw new Refusal('conflict', 'No ticket provider is active, so nothing would be sent.')
  const { recommendationId } = request
  const finding = recommendationId ? await findingOf(db, workspaceId, recommendationId) : undefined
  if (recommendationId && !finding) throw notFound('recommendation')
  const projectId = request.projectId === undefined ? finding?.projectId : request.projectId
  const project = projectId ? await projectOf(db, workspaceId, projectId) : undefined
  if (projectId && !project) throw notFound('project')
  const { standard, own } = await routesFor(db, connection.id, projectId ?? null)
  if (!standard) throw new Error('A connection has no default route.')
  const prefill = finding
    ? prefillOf(finding)
    : { title: 'The ticket’s title', description: 'Its description' }
  const composed = compose({
    ticket: {
      alias: null,
      title: request.title ?? prefill.title,
      description: request.description ?? prefill.description,
      priority: request.priority ?? 'medium',
      attributes: null,
      createdBy: actor.name,
    },
    finding,
    project,
    provider: deps.trackers.provider(connection.provider),
    connection,
    routes: { standard, own },
    publicUrl: deps.publicUrl,
  })
  const { id, name, provider } = connection
  const block = 'block' in composed ? composed.block : null
  return {
    connection: { id, name, provider },
    destination: 'block' in composed ? composed.block.route.label : composed.destinationLabel,
    explanation: composed.explanation,
    held: block ? { because: block.because, missing: unfilled(block.route.needs, block.route.fields) } : null,
  }
}
