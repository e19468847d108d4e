import { expect, test } from 'vitest'
import type { Connection } from '../api/connections.ts'
import { connection, fault } from '../testing/connection.ts'
import { standingOf } from './standing.ts'

const active = { id: 'c1', name: 'Alpha', provider: 'alpha', titleLimit: 255, attention: null }
const me = { activeConnection: active }
const quiet = { linked: 3, waiting: 0, attention: 0, unmapped: 0 }
const since = '2026-01-01T00:00:00.000Z'

const words = (of: Parameters<typeof standingOf>[0], connections?: Connection[]) =>
  standingOf(of, connections).words

test('without a connection there is no tracker', () => {
  expect(words({ activeConnection: null })).toBe('No tracker')
})

test('a person who may not see connections is told what concerns everybody', () => {
  expect(words(me)).toBe('All well')
  expect(standingOf({ activeConnection: { ...active, attention: 'Paused.' } })).toMatchObject({
    tone: 'red',
    detail: 'Paused.',
  })
})

test('what needs a person comes before what only waits', () => {
  expect(words(me, [connection({ counts: { ...quiet, waiting: 2 } })])).toBe('Something waits')
  expect(words(me, [connection({ counts: { ...quiet, waiting: 2, attention: 1 } })])).toBe('Needs attention')
  const followed = connection({ state: 'following', paused: { since, until: null, fault } })
  expect(words(me, [connection({}), followed])).toBe('Needs attention')
})

test('C34 · what a person has switched off waits', () => {
  const off = { since, until: null, fault: { ...fault, code: 'SWITCHED_OFF' } }
  const held = { activeConnection: { ...active, attention: 'Switch it on.' } }
  expect(standingOf(held, [connection({ paused: off })])).toMatchObject({ tone: 'amber' })
})

test('blocked routes and a credential about to end need attention', () => {
  expect(standingOf(me, [connection({ blockedRoutes: 1 })])).toEqual({
    tone: 'red',
    words: 'Needs attention',
    detail: 'Alpha: 1 route cannot be used.',
  })
  const ending = (warnDays: number) =>
    connection({ credential: { endsAt: since, toldBy: 'person', warnDays } })
  expect(words(me, [ending(5)])).toBe('Needs attention')
  expect(words(me, [ending(20)])).toBe('All well')
})

test('a pause that ends by itself is something that waits', () => {
  expect(words(me, [connection({ paused: { since, until: since, fault } })])).toBe('Something waits')
})
