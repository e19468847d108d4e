import { itemMissing } from '../rest/answer.ts'
import { isDeleted, projectOf } from '../state/lookup.ts'
import type { AzureDevOpsState, Project, WorkItem } from '../state/model.ts'
import { changedAt } from './write.ts'

/** The work item if it is there, in the asked project if there is one; otherwise the service's 404. */
export function visibleItem(state: AzureDevOpsState, id: string, project?: Project): WorkItem {
  const item = findVisible(state, Number(id), project)
  if (!item) throw itemMissing(id)
  return item
}

export function findVisible(
  state: AzureDevOpsState,
  id: number,
  project: Project | undefined,
): WorkItem | undefined {
  const item = state.items.get(id)
  if (!item || isDeleted(item)) return undefined
  return !project || projectOf(state, item) === project ? item : undefined
}

/** The revision that held at a time; nothing when the work item is younger. */
export function asOf(state: AzureDevOpsState, item: WorkItem, at: number): WorkItem | undefined {
  return state.revisions.findLast((revision) => revision.id === item.id && changedAt(revision) <= at)
}
