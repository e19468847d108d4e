import { expect, test } from 'vitest'
import { calendarDay, exact, relative } from './relative-time.ts'

const now = new Date('2026-11-22T12:00:00.000Z')
const at = (ms: number) => new Date(now.getTime() + ms)
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

test.each([
  [-3_000, 'just now'],
  [-59_000, 'just now'],
  [15_000, 'just now'],
  [30_000, 'in a moment'],
  [-5 * minute, '5 minutes ago'],
  [-minute, '1 minute ago'],
  [90 * minute, 'in 1 hour'],
  [-23 * hour, '23 hours ago'],
  [-day, 'yesterday'],
  [-40 * day, 'last month'],
  [-800 * day, '2 years ago'],
])('%i ms from now is “%s”', (ms, words) => {
  expect(relative(at(ms), now)).toBe(words)
})

test('a day is named without a time', () => {
  expect(calendarDay(now)).toBe('November 22, 2026')
})

test('the exact time names day and zone', () => {
  expect(exact(now)).toMatch(/November 22, 2026.*(UTC|GMT|[A-Z]{3,4})/u)
})
