import type { StatusCategory, StatusTable } from '../../domain/status.ts'
import type { Issue } from '../provider.ts'
import { pageOfIncident } from './page.ts'
import { momentOf } from './query.ts'
import type { WireIncident } from './wire.ts'

/** A56. */
export const statuses: StatusTable = {
  New: ['New'],
  Active: ['In Progress', 'Work in Progress'],
  Resolved: ['Resolved'],
  Closed: ['Closed'],
}

/** AX12: the stored value of a state is the same in every language. */
export const statusIds: Partial<StatusTable> = { New: ['1'], Active: ['2'], Resolved: ['6'], Closed: ['7'] }

/** AX10: On Hold and Canceled, and the two waiting states of older instances. */
const suggestions: Record<string, StatusCategory> = {
  '3': 'Active',
  '4': 'Active',
  '5': 'Active',
  '8': 'Closed',
}

/** Under this name the incident says whose mark its `correlation_id` is. */
export const markName = 'Crosstie'

/** The fields that {@link issueOf} needs. */
export const issueFields = [
  'sys_id',
  'number',
  'short_description',
  'state',
  'assigned_to',
  'sys_updated_on',
  'sys_mod_count',
]

/** Seconds are too coarse: two edits of one second differ in the number of modifications. */
export function versionOf(wire: WireIncident, updatedAt: Date): string {
  return `${updatedAt.getTime()}.${wire.sys_mod_count?.value ?? ''}`
}

function statusOf(state: WireIncident['state']): Issue['status'] {
  if (!state?.value) return undefined
  const suggestion = suggestions[state.value]
  return { name: state.display || state.value, id: state.value, ...(suggestion && { suggestion }) }
}

export function issueOf(wire: WireIncident, instance: string): Issue {
  const id = wire.sys_id.value
  const status = statusOf(wire.state)
  const updatedAt = momentOf(wire.sys_updated_on?.value)
  return {
    id,
    key: wire.number?.value || id,
    url: pageOfIncident(instance, id),
    title: wire.short_description?.value ?? '',
    ...(status && { status }),
    ...(wire.assigned_to?.display && { assignee: wire.assigned_to.display }),
    ...(updatedAt && { updatedAt, version: versionOf(wire, updatedAt) }),
  }
}
