import { createHash } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { Refusal } from '../domain/refusal.ts'
import { recommendationFormats } from '../sources/registry.ts'
import { UnreadableDocument, type ReadDocument, type ReadFinding } from '../sources/source.ts'
import { saveFindings, type NewFinding } from '../store/findings.ts'
import { transact } from '../store/open.ts'
import { listProjects } from '../store/projects.ts'

/** Items that one call may bring. */
export const mostItems = 1_000

export interface Taken {
  created: number
  updated: number
  unchanged: number
  skipped: { key: string; because: string }[]
  items: { id: string; source: string; key: string }[]
}

/**
 * Stores the recommendations of a document in any known form, all or none. The same (source, key) again brings
 * the stored one up to date.
 * @throws {Refusal} with the path of the first thing that is wrong
 */
export async function takeRecommendations(
  deps: Deps,
  actor: Actor,
  of: { document: unknown; project?: string | undefined },
): Promise<Taken> {
  const { findings, skipped } = read(of.document)
  if (findings.length + skipped.length > mostItems)
    throw wrong('body', `at most ${mostItems} recommendations at once`)
  const projects = await listProjects(deps.store.db, actor.workspaceId)
  const projectIds = new Map(projects.map((project) => [project.key, project.id]))
  if (of.project && !projectIds.has(of.project))
    throw wrong('project', 'the key of a project of this workspace')
  const rows = new Map<string, NewFinding>()
  for (const [index, finding] of findings.entries()) {
    const key = finding.project ?? of.project
    const projectId = key === undefined || key === null ? null : projectIds.get(key)
    if (projectId === undefined)
      throw wrong(
        [...placeIn(of.document, index), 'project'].join('.'),
        `“${key}” is not the key of a project of this workspace`,
      )
    rows.set(JSON.stringify([finding.source, finding.key]), rowOf(deps, actor, { finding, projectId }))
  }
  const saved = await transact(deps.store.db, (tx) => saveFindings(tx, [...rows.values()]))
  if (saved.some((row) => row.outcome !== 'unchanged')) {
    deps.live.publish(actor.workspaceId, { topic: 'recommendations' })
  }
  const count = (outcome: string) => saved.filter((row) => row.outcome === outcome).length
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    skipped,
    items: saved.map(({ id, source, key }) => ({ id, source, key })),
  }
}

const wrong = (field: string, message: string) =>
  new Refusal('invalid', 'The document cannot be taken. Nothing was stored.', {
    errors: [{ field, message }],
  })

/** Where an item of the hub's own form stands; only that form names projects. */
function placeIn(document: unknown, index: number): string[] {
  if (Array.isArray(document)) return [String(index)]
  return typeof document === 'object' && document !== null && 'recommendations' in document
    ? ['recommendations', String(index)]
    : []
}

function read(document: unknown): ReadDocument {
  const format = recommendationFormats.find((candidate) => candidate.recognises(document))
  try {
    if (format) return format.read(document)
  } catch (error) {
    if (error instanceof UnreadableDocument) throw wrong(error.path, error.message)
    throw error
  }
  throw wrong('body', `one of these forms: ${recommendationFormats.map(({ name }) => name).join(', ')}`)
}

function rowOf(
  deps: Deps,
  actor: Actor,
  { finding, projectId }: { finding: ReadFinding; projectId: string | null },
): NewFinding {
  const { saving, project: _, ...content } = finding
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([finding, projectId]))
    .digest('hex')
  return {
    ...content,
    id: deps.ctx.newId(),
    workspaceId: actor.workspaceId,
    kind: 'recommendation',
    saving: saving?.amount ?? null,
    currency: saving?.currency ?? null,
    projectId,
    fingerprint,
    seenAt: deps.ctx.now(),
  }
}
