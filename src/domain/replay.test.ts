import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { itsTurn, planReplay, replayPace, type ReplayCandidate, type ReplayConnection } from './replay.ts'
import { deliveryStates } from './ticket.ts'

const now = new Date('2026-11-22T08:00:00Z')
const connection = (fields: Partial<ReplayConnection> = {}): ReplayConnection => ({
  id: 'jira',
  name: 'Jira',
  active: true,
  requestsPerMinute: 60,
  paused: null,
  busyUntil: null,
  ...fields,
})
const candidate = (fields: Partial<ReplayCandidate> = {}): ReplayCandidate => ({
  deliveryId: 'd',
  ticketId: 't',
  alias: 'CT-1',
  connectionId: 'jira',
  state: 'failed',
  waitingFor: null,
  destination: 'INFRA',
  block: null,
  ...fields,
})
const failed = (count: number) =>
  Array.from({ length: count }, (_, index) => candidate({ deliveryId: String(index) }))

test('No minute holds more than half of the budget, and the oldest goes first', () => {
  const budgets = fc.integer({ min: 1, max: 2_000 })
  fc.assert(
    fc.property(budgets, fc.integer({ min: 0, max: 400 }), (requestsPerMinute, count) => {
      const { turns, leftOut } = planReplay(failed(count), [connection({ requestsPerMinute })], now)
      expect([turns.length, leftOut]).toEqual([count, []])
      expect(turns.map((turn) => Number(turn.candidate.deliveryId))).toEqual(turns.map((_, index) => index))
      const times = turns.map(({ at }) => at.getTime())
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      for (const from of new Set(times)) {
        const within = times.filter((time) => time >= from && time < from + 60_000).length
        expect(within).toBeLessThanOrEqual(Math.ceil(requestsPerMinute / 2))
      }
    }),
  )
})

test('The first goes at once; a pause and an earlier replay are waited for', () => {
  const at = (fields: Partial<ReplayConnection>) =>
    planReplay(failed(1), [connection(fields)], now).turns[0]?.at.getTime()
  const later = new Date(now.getTime() + 90_000)
  expect(at({})).toBe(now.getTime())
  expect(at({ paused: { until: later } })).toBe(later.getTime())
  expect(at({ busyUntil: later })).toBe(later.getTime() + replayPace(60).stepMs)
})

test('Only what has failed is sent again; the rest is left out with a reason', () => {
  for (const state of deliveryStates) {
    const { turns, leftOut } = planReplay([candidate({ state, waitingFor: itsTurn })], [connection()], now)
    expect([state, turns.length]).toEqual([state, state === 'failed' ? 1 : 0])
    expect(leftOut.length).toBe(1 - turns.length)
  }
  const [parked] = planReplay([candidate({ state: 'parked' })], [connection()], now).leftOut
  expect(parked?.reason).toMatch(/could create a second one/)
})

test.each([
  {
    what: 'a connection that creates no more',
    its: connection({ active: false }),
    says: /creates no tickets/,
  },
  {
    what: 'one that waits for an administrator',
    its: connection({ paused: { until: null } }),
    says: /administrator/,
  },
  { what: 'a route that cannot be used', block: 'The route is gone.', its: connection(), says: /is gone/ },
])('Left out: $what', ({ block = null, its, says }) => {
  const { turns, leftOut } = planReplay([candidate({ block })], [its], now)
  expect([turns, leftOut[0]?.reason]).toEqual([[], expect.stringMatching(says)])
})
