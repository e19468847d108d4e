import { expect, test } from 'vitest'
import { sayChanges, type ShownTicket } from './support-ticket.ts'

const ticket: ShownTicket = {
  title: 'Cannot sign in',
  description: '',
  priority: 'medium',
  status: 'New',
  type: 'Question',
  product: null,
  version: null,
  customer: 'ACME',
  assignee: null,
  fields: [{ name: 'Colour', value: 'Red' }],
}

test('A change that changes nothing says nothing', () => {
  expect(sayChanges(ticket, { ...ticket })).toEqual({ edit: null, status: null })
})

test('Each change is told from → to, the status apart', () => {
  const after = { ...ticket, title: 'Cannot sign out', product: 'Portal', customer: null, status: 'Open' }
  expect(sayChanges(ticket, after)).toEqual({
    edit: [
      'Title: “Cannot sign in” → “Cannot sign out”.',
      'Product: none → “Portal”.',
      'Customer: “ACME” → none.',
    ].join('\n'),
    status: 'Status: “New” → “Open”.',
  })
})

test('Fields of the workspace’s own are told by their names', () => {
  const after = { ...ticket, fields: [{ name: 'Size', value: '7' }] }
  expect(sayChanges(ticket, after).edit).toBe('Colour: “Red” → none.\nSize: none → “7”.')
})

test('Long texts are cut, and never within a character', () => {
  const { edit } = sayChanges(ticket, { ...ticket, description: '🙂'.repeat(600) })
  expect(edit).toBe(`Description: none → “${'🙂'.repeat(500)}…”.`)
})
