import { expect, test } from 'vitest'
import type { TicketEvent } from '../../api/tickets.ts'
import { foldEvents } from './fold-events.ts'

const event = (id: string, kind: string, fault: TicketEvent['fault'] = null): TicketEvent => ({
  id,
  kind,
  fault,
  at: '2026-11-22T12:00:00.000Z',
  actor: 'hub',
  text: kind,
  reason: null,
})

const outline = (events: TicketEvent[]) =>
  foldEvents(events).map((entry) => (entry.shown === 'event' ? entry.id : entry.events.map(({ id }) => id)))

test('steps that follow each other are folded', () => {
  const events = [event('1', 'sync'), event('2', 'sync'), event('3', 'status'), event('4', 'delivery')]
  expect(outline(events)).toEqual([['1', '2'], '3', ['4']])
})

test('a step that went wrong is never folded away', () => {
  const fault = { kind: 'timeout', detail: '', remedy: 'Check the firewall.' }
  expect(outline([event('1', 'sync'), event('2', 'sync', fault), event('3', 'sync')])).toEqual([
    ['1'],
    '2',
    ['3'],
  ])
})
