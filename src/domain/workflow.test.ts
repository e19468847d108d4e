import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { statusCategories } from './status.ts'
import { statusWithin, taskWorkflow, workflowOf, type Workflow } from './workflow.ts'

const service: Workflow = {
  statuses: { open: 'New', deferred: 'Active', cleared: 'Resolved', closed: 'Closed', canceled: 'Closed' },
  defaults: { New: 'open', Active: 'deferred', Resolved: 'cleared', Closed: 'closed' },
}
const category = fc.constantFrom(...statusCategories)
const workflow = fc.constantFrom(service, taskWorkflow)

test('X1 · the default type has the four categories themselves as statuses', () => {
  expect(workflowOf('task')).toBe(taskWorkflow)
  for (const of of statusCategories) expect(statusWithin(taskWorkflow, of, 'whatever')).toBe(of)
})

test('X1 · within a workflow an equal name wins', () => {
  expect(statusWithin(service, 'Closed', ' Canceled ')).toBe('canceled')
  expect(statusWithin(service, 'Closed', 'Closed')).toBe('closed')
})

test('X1 · an equal name in another category does not win', () => {
  expect(statusWithin(service, 'Resolved', 'closed')).toBe('cleared')
})

test('X1 · any other name takes the category’s default', () => {
  expect(statusWithin(service, 'Active', 'In Progress')).toBe('deferred')
})

test('X1 · whatever the name, the status is one of the workflow, in the category that was decided', () => {
  const name = fc.oneof(fc.string(), fc.constantFrom(...Object.keys(service.statuses)))
  fc.assert(
    fc.property(workflow, category, name, (within, of, rawName) => {
      expect(within.statuses[statusWithin(within, of, rawName)]).toBe(of)
    }),
  )
})

test('A ticket type that is not built in is an error, never a silent default', () => {
  fc.assert(
    fc.property(
      fc.string().filter((type) => type !== 'task'),
      (type) => {
        expect(() => workflowOf(type)).toThrow('There is no ticket type')
      },
    ),
  )
  expect(() => workflowOf('constructor')).toThrow('There is no ticket type')
})
