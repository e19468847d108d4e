import { publishCommented, publishUpdate } from '../hooks/publish.ts'
import { AzureDevOpsError, invalid } from '../rest/answer.ts'
import type { Site } from '../site.ts'
import { findProject, findType, projectOf, typeOf } from '../state/lookup.ts'
import type { Person, Project, WorkItem } from '../state/model.ts'
import { applyPatch } from './apply.ts'
import { newComment } from './comments.ts'
import { saying } from './create.ts'
import type { Patch } from './patch.ts'
import { changedFields, nextRevision, storeRevision } from './write.ts'

export interface Edit {
  patch: Patch
  actor: Person
}

/** Changes a work item. A patch that changes nothing makes no revision. */
export function editItem(
  site: Site,
  before: WorkItem,
  { patch, actor, validateOnly = false }: Edit & { validateOnly?: boolean },
): WorkItem {
  const project = targetProject(site, before, patch)
  const type = findType(project, typeOf(site.state, before).name)
  if (!type) throw invalid('VS402835: The work item type does not exist in the target project.')
  const moved = project !== projectOf(site.state, before)
  const roots: Record<string, string> = moved
    ? { 'System.AreaPath': project.name, 'System.IterationPath': project.name }
    : {}
  const applied = applyPatch({ site, project, type, before }, patch, roots)
  const comments = applied.said
    ? [...before.comments, newComment(site, applied.said, actor)]
    : before.comments
  const fields = { ...applied.fields, ...saying(applied.said) }
  const after = nextRevision(site, before, { actor, fields, relations: applied.relations, comments })
  const isChanged = changedFields(before, after).length > 0 || after.relations !== before.relations
  if (validateOnly || !isChanged) return validateOnly ? after : before
  storeRevision(site, after)
  publishUpdate(site, { before, after, actor })
  if (applied.said) publishCommented(site, { item: after, actor })
  return after
}

/** The project that a patch moves the work item to, its own otherwise. */
function targetProject(site: Site, before: WorkItem, patch: Patch): Project {
  const asked = patch.fields.findLast(
    ({ referenceName }) => referenceName.toLowerCase() === 'system.teamproject',
  )
  if (!asked) return projectOf(site.state, before)
  const project = findProject(site.state, String(asked.value))
  if (project) return project
  throw new AzureDevOpsError(400, {
    message: `VS402834: The target project ${String(asked.value)} does not exist.`,
    typeKey: 'WorkItemTargetProjectDoesNotExistException',
  })
}
