import { expect, test } from 'vitest'
import type { Delivery, Ticket } from '../../api/tickets.ts'
import { outcomeOf } from './outcome.ts'

const delivery = (state: Delivery['state']): Delivery => ({
  id: 'd1',
  kind: 'create',
  state,
  attempts: 1,
  waitingFor: null,
  nextAttemptAt: null,
  destination: null,
  routeReason: null,
  priorityReason: null,
  fault: null,
  heldByRoute: null,
  actions: [],
})
const outcome = (state: Delivery['state'], link: Ticket['link'] = null) =>
  outcomeOf({ link, delivery: delivery(state) })

test.each(['queued', 'sending', 'waiting', 'checking'] as const)('%s is on the way', (state) => {
  expect(outcome(state)).toBe('on the way')
})

test('what needs a person is not on the way', () => {
  expect(outcome('failed')).toBe('in trouble')
  expect(outcome('parked')).toBe('in trouble')
  expect(outcome('cancelled')).toBe('cancelled')
})
