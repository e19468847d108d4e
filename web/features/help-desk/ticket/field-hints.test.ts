import { expect, test } from 'vitest'
import type { Instance, Mappings } from '../../../api/instances.ts'
import { hintsFor } from './field-hints.ts'

const instance = (updateTicketStatus: boolean) =>
  ({ name: 'Default', settings: { updateTicketStatus } }) as Pick<Instance, 'name' | 'settings'>
const mapping = (hubField: string, comesBack: boolean) =>
  ({ hubField, comesBack }) as Mappings['fields'][number]

test('CX2 · each mapped field says whether it is sent once or comes back', () => {
  const hint = hintsFor(instance(true), { fields: [mapping('priority', true), mapping('customer', false)] })
  expect(hint('priority')).toContain('comes back')
  expect(hint('customer')).toBe('Sent to Jira once.')
  expect(hint('assignee')).toBeUndefined()
})

test('C32, C33 · the status says whether the issue’s own comes back', () => {
  expect(hintsFor(instance(true), { fields: [] })('status')).toContain('Comes from Jira')
  expect(hintsFor(instance(false), { fields: [] })('status')).toContain('an action tells')
})
