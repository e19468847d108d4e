import { publishUpdate } from '../hooks/publish.ts'
import type { Site } from '../site.ts'
import { findType, typeOf } from '../state/lookup.ts'
import type { Person, Project, WorkItem } from '../state/model.ts'
import { nextRevision, storeRevision } from './write.ts'

/** What "Move to team project" does: the id stays; type and state are replaced where the target lacks them. */
export function moveItem(
  site: Site,
  before: WorkItem,
  { to, actor }: { to: Project; actor: Person },
): WorkItem {
  const type = findType(to, typeOf(site.state, before).name) ?? to.types[0]
  const state = type?.states.find(({ name }) => name === before.fields['System.State']) ?? type?.states[0]
  const fields = {
    'System.TeamProject': to.name,
    'System.AreaPath': to.name,
    'System.IterationPath': to.name,
    'System.WorkItemType': type?.name ?? '',
    'System.State': state?.name ?? '',
  }
  const after = storeRevision(site, nextRevision(site, before, { actor, fields }))
  publishUpdate(site, { before, after, actor })
  return after
}
