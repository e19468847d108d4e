import type { StatusCategory } from './status.ts'

/** A ticket type's own named statuses, each in one category (X1). */
export interface Workflow {
  /** Status name → category. */
  statuses: Record<string, StatusCategory>
  /** The status that a ticket takes when only the category is known. */
  defaults: Record<StatusCategory, string>
}

/** The default type's statuses are the four categories themselves. */
export const taskWorkflow: Workflow = {
  statuses: { New: 'New', Active: 'Active', Resolved: 'Resolved', Closed: 'Closed' },
  defaults: { New: 'New', Active: 'Active', Resolved: 'Resolved', Closed: 'Closed' },
}

/** D4–D7: what partners read of their tickets (X1). */
export const serviceWorkflow: Workflow = {
  statuses: { open: 'New', deferred: 'Active', cleared: 'Resolved', closed: 'Closed', canceled: 'Closed' },
  defaults: { New: 'open', Active: 'deferred', Resolved: 'cleared', Closed: 'closed' },
}

/** A help-desk ticket’s statuses are its workspace’s own; this is what holds where nobody asks for them. */
const workflows: Record<string, Workflow> = {
  task: taskWorkflow,
  alarm: taskWorkflow,
  support: taskWorkflow,
  service: serviceWorkflow,
}

/** @throws {Error} for a ticket type that is not built in */
export function workflowOf(type: string): Workflow {
  const workflow = Object.hasOwn(workflows, type) ? workflows[type] : undefined
  if (!workflow) throw new Error(`There is no ticket type ${type}.`)
  return workflow
}

/** Within a workflow an equal name wins, else the category's default status (X1). */
export function statusWithin(workflow: Workflow, category: StatusCategory, rawName: string): string {
  const equal = Object.entries(workflow.statuses).find(
    ([name, ofCategory]) => ofCategory === category && name.toLowerCase() === rawName.trim().toLowerCase(),
  )
  return equal ? equal[0] : workflow.defaults[category]
}
