import { expect, test } from 'vitest'
import { touches } from './touches.ts'

const held = (queryKey: unknown[], data?: unknown) => ({ queryKey, state: { data } })

test('a ticket message reaches lists, recommendations and counts', () => {
  const message = { topic: 'tickets', id: 't1' } as const
  expect(touches(message, held(['tickets', 'list', {}]))).toBe(true)
  expect(touches(message, held(['recommendations', 'list', {}]))).toBe(true)
  expect(touches(message, held(['connections']))).toBe(true)
  expect(touches(message, held(['projects']))).toBe(false)
})

test('the page of one ticket is read again only for that ticket', () => {
  const message = { topic: 'tickets', id: 't1' } as const
  expect(touches(message, held(['tickets', 'one', 'CT-1'], { id: 't1' }))).toBe(true)
  expect(touches(message, held(['tickets', 'one', 'CT-2'], { id: 't2' }))).toBe(false)
  expect(touches(message, held(['tickets', 'events', 't2']))).toBe(false)
  expect(touches(message, held(['tickets', 'explain', 't2']))).toBe(false)
  expect(touches({ topic: 'tickets' }, held(['tickets', 'events', 't2']))).toBe(true)
})

test('of a help-desk ticket the ticket and its parts are read again, and the list', () => {
  const message = { topic: 'tickets', id: 't1' } as const
  expect(touches(message, held(['tickets', 'desk', 'CT-1'], { id: 't1' }))).toBe(true)
  expect(touches(message, held(['tickets', 'desk', 'CT-2'], { id: 't2' }))).toBe(false)
  expect(touches(message, held(['tickets', 'desk-list', {}]))).toBe(true)
  for (const part of ['desk-actions', 'desk-files', 'desk-history', 'desk-issue']) {
    expect(touches(message, held(['tickets', part, 't1']))).toBe(true)
    expect(touches(message, held(['tickets', part, 't2']))).toBe(false)
  }
})

test('of a partner’s ticket the ticket and its timeline are read again, and the queue', () => {
  const message = { topic: 'tickets', id: 't1' } as const
  expect(touches(message, held(['tickets', 'service', 'T1'], { id: 't1' }))).toBe(true)
  expect(touches(message, held(['tickets', 'service', 'T2'], { id: 't2' }))).toBe(false)
  expect(touches(message, held(['tickets', 'service-timeline', 't1']))).toBe(true)
  expect(touches(message, held(['tickets', 'service-timeline', 't2']))).toBe(false)
  expect(touches(message, held(['tickets', 'service-list', {}]))).toBe(true)
})

test('the routes of a connection are read again when it or a ticket changes', () => {
  const routes = held(['connections', 'routes', 'c1'])
  expect(touches({ topic: 'connections', id: 'c1' }, routes)).toBe(true)
  expect(touches({ topic: 'tickets', id: 't1' }, routes)).toBe(true)
})

test('the values of filters are not read again with each message', () => {
  expect(touches({ topic: 'recommendations' }, held(['recommendations', 'filters']))).toBe(false)
})

test('alarms are read again when one comes, and when a ticket changes', () => {
  const list = held(['alarms', 'list', {}])
  const one = held(['alarms', 'one', 'a1'], { id: 'a1' })
  for (const message of [{ topic: 'alarms' }, { topic: 'tickets', id: 't1' }] as const) {
    expect([touches(message, list), touches(message, one)]).toEqual([true, true])
    expect(touches(message, held(['alarm-dialog']))).toBe(false)
  }
})
