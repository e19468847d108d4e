import { expect, test } from 'vitest'
import { stepFor } from './words.ts'

const ticket = (delivery: string) => ({
  id: 't1',
  alias: 'CT-1',
  status: 'New',
  statusCategory: 'New',
  delivery,
  issueKey: null,
  issueUrl: null,
  removedAt: null,
})

test('B22 · a ticket is created only for an alarm without one, or with one that was given up', () => {
  expect(stepFor(null)).toBe('create')
  expect(stepFor(ticket('cancelled'))).toBe('create')
  for (const delivery of ['queued', 'sending', 'waiting', 'checking', 'done']) {
    expect(stepFor(ticket(delivery))).toBe('none')
  }
})

test('BX7 · a failed creation is tried again, and one with an unknown end is decided by a person', () => {
  expect(stepFor(ticket('failed'))).toBe('retry')
  expect(stepFor(ticket('parked'))).toBe('decide')
})
