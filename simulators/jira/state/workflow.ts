import type { IssueType, Priority, Resolution, Status, Transition } from './model.ts'

const toDo: Status = { id: '10001', name: 'To Do', category: 'new' }
const inProgress: Status = { id: '3', name: 'In Progress', category: 'indeterminate' }
const waiting: Status = { id: '10005', name: 'Waiting for vendor', category: 'indeterminate' }
const done: Status = { id: '10002', name: 'Done', category: 'done' }
const closed: Status = { id: '6', name: 'Closed', category: 'done' }

export const statuses: Status[] = [toDo, inProgress, waiting, done, closed]

const open = [toDo.id, inProgress.id, waiting.id]

/** `Close` has a screen that asks for a resolution; `Done` sets one by itself. */
export const transitions: Transition[] = [
  { id: '11', name: 'Start work', from: [toDo.id], to: inProgress.id, requires: [] },
  { id: '21', name: 'Wait for vendor', from: [toDo.id, inProgress.id], to: waiting.id, requires: [] },
  { id: '31', name: 'Vendor answered', from: [waiting.id], to: inProgress.id, requires: [] },
  { id: '41', name: 'Done', from: open, to: done.id, requires: [] },
  { id: '51', name: 'Close', from: [...open, done.id], to: closed.id, requires: ['resolution'] },
  { id: '61', name: 'Reopen', from: [done.id, closed.id], to: toDo.id, requires: [] },
]

export const issueTypes: IssueType[] = [
  { id: '10003', name: 'Task', description: 'A small, distinct piece of work.' },
  { id: '10004', name: 'Bug', description: 'A problem or error.' },
  { id: '10006', name: 'Story', description: 'Functionality or a feature expressed as a user goal.' },
]

export const priorities: Priority[] = ['Highest', 'High', 'Medium', 'Low', 'Lowest'].map((name, place) => ({
  id: String(place + 1),
  name,
}))

export const resolutions: Resolution[] = [
  { id: '10000', name: 'Done' },
  { id: '10010', name: "Won't Do" },
  { id: '10011', name: 'Duplicate' },
]

export const defaultPriorityId = '3'
export const defaultResolutionId = '10000'
export const firstStatusId = toDo.id
