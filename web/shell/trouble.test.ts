import { expect, test } from 'vitest'
import { connection, fault } from '../testing/connection.ts'
import { endInWords, troubleOf } from './trouble.ts'

const counts = { linked: 1, waiting: 0, attention: 0, unmapped: 0 }
const since = '2026-01-01T00:00:00.000Z'
const ending = (warnDays: number) => ({ endsAt: since, toldBy: 'person' as const, warnDays })
const detailOf = (changes: Parameters<typeof connection>[0]) => troubleOf(connection(changes))?.detail

test('a connection that does well needs nobody', () => {
  expect(troubleOf(connection({}))).toBeNull()
})

test('a pause without end comes before everything else', () => {
  const paused = { since, until: null, fault }
  expect(detailOf({ paused, blockedRoutes: 1, counts: { ...counts, attention: 2 } })).toBe(
    'Paused by a fault.',
  )
})

test('a pause that ends by itself only waits', () => {
  const paused = { since, until: since, fault }
  expect(troubleOf(connection({ paused }))).toMatchObject({ tone: 'amber', words: 'Waits' })
})

test('A66, A67 · a credential that has ended or soon ends needs attention, a later end is worth a look', () => {
  expect(troubleOf(connection({ credential: ending(0) }))).toMatchObject({ tone: 'red' })
  expect(troubleOf(connection({ credential: ending(7) }))).toMatchObject({ tone: 'red' })
  expect(troubleOf(connection({ credential: ending(8) }))).toMatchObject({
    words: 'Worth a look',
    detail: 'The credential ends in 8 days.',
  })
  expect(endInWords(1)).toBe('The credential ends within a day.')
})

test('AX19 · routes that cannot be used need attention, but only where tickets are created', () => {
  expect(detailOf({ blockedRoutes: 2 })).toBe('2 routes cannot be used.')
  expect(detailOf({ blockedRoutes: 2, state: 'following' })).toBeUndefined()
})

test('faults come before tickets, tickets before statuses', () => {
  const busy = { ...counts, attention: 2, unmapped: 1 }
  const sync = { ...connection({}).sync, fault }
  expect(detailOf({ counts: busy, sync })).toBe('Status sync fails.')
  expect(detailOf({ counts: busy })).toBe('2 tickets to decide on or to mend.')
  expect(detailOf({ counts: { ...counts, unmapped: 1 } })).toBe('1 ticket with an unmapped status.')
})

test('what is out of use, or was never in use, needs nothing', () => {
  const paused = { since, until: null, fault }
  expect(troubleOf(connection({ paused, state: 'disconnected' }))).toBeNull()
  expect(troubleOf(connection({ blockedRoutes: 1, state: 'draft' }))).toBeNull()
})

test('C34 · a synchronization that a person has switched off waits, and nothing is wrong', () => {
  const paused = { since, until: null, fault: { ...fault, code: 'SWITCHED_OFF' } }
  expect(troubleOf(connection({ paused }))).toMatchObject({
    tone: 'amber',
    detail: 'Synchronization is switched off.',
  })
})
