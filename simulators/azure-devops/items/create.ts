import type { Site } from '../site.ts'
import type { FieldValue, Person, Project, WorkItem, WorkItemType } from '../state/model.ts'
import { publishItemEvent } from '../hooks/publish.ts'
import { applyPatch } from './apply.ts'
import { newComment } from './comments.ts'
import type { Patch } from './patch.ts'
import { nextRevision, storeRevision, type Change } from './write.ts'

export interface Creation {
  project: Project
  type: WorkItemType
  patch: Patch
  actor: Person
}

/** Makes a new work item; with `validateOnly` it is checked but neither stored nor told of. */
export function createItem(site: Site, creation: Creation, validateOnly = false): WorkItem {
  const { project, type, patch, actor } = creation
  const defaults = startingFields(project, type)
  const applied = applyPatch({ site, project, type, before: undefined }, patch, defaults)
  const created: Change = {
    actor,
    relations: applied.relations,
    fields: { ...applied.fields, 'System.CreatedBy': actor.id, ...saying(applied.said) },
  }
  if (validateOnly) return { ...nextRevision(site, undefined, created), id: -1 }
  if (applied.said) created.comments = [newComment(site, applied.said, actor)]
  const item = storeRevision(site, nextRevision(site, undefined, created))
  publishItemEvent(site, { event: 'workitem.created', item, actor })
  return item
}

export function saying(html: string | undefined): Record<string, FieldValue> {
  return html ? { 'System.History': html } : {}
}

function startingFields(project: Project, type: WorkItemType): Record<string, FieldValue> {
  const [first] = type.states
  const defaults = type.fields.flatMap(({ referenceName, defaultValue }) =>
    defaultValue === undefined ? [] : [[referenceName, defaultValue] as const],
  )
  return {
    ...Object.fromEntries(defaults),
    'System.AreaPath': project.name,
    'System.IterationPath': project.name,
    'System.TeamProject': project.name,
    'System.WorkItemType': type.name,
    'System.State': first?.name ?? '',
    'System.Reason': first?.name ?? '',
    'System.IsDeleted': false,
  }
}
