import type { Html } from '../../ground/html.ts'
import { statusBadge, when } from '../../ground/pages/parts.ts'
import { stateOf } from '../state/lookup.ts'
import type { AzureDevOpsState, StateCategory, WorkItem } from '../state/model.ts'

const looks: Record<StateCategory, string> = {
  Proposed: 'new',
  InProgress: 'indeterminate',
  Resolved: 'indeterminate',
  Completed: 'done',
  Removed: 'done',
}

export function stateBadge(state: AzureDevOpsState, item: WorkItem): Html {
  const { name, category } = stateOf(state, item)
  return statusBadge({ name, category: looks[category] })
}

export function whenField(item: WorkItem, referenceName: string): string {
  return when(Date.parse(String(item.fields[referenceName])))
}

export function itemPath(state: AzureDevOpsState, item: WorkItem): string {
  const project = encodeURIComponent(String(item.fields['System.TeamProject']))
  return `/${encodeURIComponent(state.organization)}/${project}/_workitems/edit/${item.id}`
}
