import { bugFields, commonFields } from './fields.ts'
import type { StateCategory, WorkItemState, WorkItemType } from './model.ts'

export type Process = 'Agile' | 'Basic'

const colors: Record<StateCategory, string> = {
  Proposed: 'b2b2b2',
  InProgress: '007acc',
  Resolved: 'ff9d00',
  Completed: '339933',
  Removed: 'ffffff',
}

const state = (name: string, category: StateCategory): WorkItemState => ({
  name,
  category,
  color: colors[category],
})

const opened = state('New', 'Proposed')
const active = state('Active', 'InProgress')
const resolved = state('Resolved', 'Resolved')
const closed = state('Closed', 'Completed')
const removed = state('Removed', 'Removed')

/** `Waiting for vendor` is a state that an administrator has added. */
const basicStates = [
  state('To Do', 'Proposed'),
  state('Doing', 'InProgress'),
  state('Waiting for vendor', 'InProgress'),
  state('Done', 'Completed'),
]

function type(name: string, color: string, rest: { states: WorkItemState[]; fields?: typeof bugFields }) {
  return {
    name,
    color,
    referenceName: `Microsoft.VSTS.WorkItemTypes.${name.replaceAll(' ', '')}`,
    description: `Tracks a ${name.toLowerCase()}.`,
    states: rest.states,
    fields: [...commonFields, ...(rest.fields ?? [])],
  }
}

/** The work item types of a new project. */
export function typesOf(process: Process): WorkItemType[] {
  return structuredClone(process === 'Agile' ? agile : basic)
}

const agile: WorkItemType[] = [
  type('Bug', 'CC293D', { states: [opened, active, resolved, closed], fields: bugFields }),
  type('Task', 'F2CB1D', { states: [opened, active, closed, removed] }),
  type('User Story', '009CCC', { states: [opened, active, resolved, closed, removed] }),
]

const basic: WorkItemType[] = [
  type('Issue', 'B4009E', { states: basicStates }),
  type('Task', 'F2CB1D', { states: basicStates }),
]
