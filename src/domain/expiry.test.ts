import { expect, test } from 'vitest'
import { daysUntil, dueWarning } from './expiry.ts'

const now = new Date('2026-11-01T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

test.each([
  [31, null, undefined],
  [30, null, 30],
  [20, null, 30],
  [20, 30, undefined],
  [14, 30, 14],
  [7, 14, 7],
  [1, 7, 1],
  [0.5, 7, 1],
  [-3, 7, 1],
  [-3, 1, undefined],
])('With %d days left and %s told last, the warning %s is due', (days, toldDays, due) => {
  expect(dueWarning(inDays(days), { toldDays, now })).toBe(due)
})

test('A credential that ends in an hour has one day left, one that has ended none', () => {
  expect(daysUntil(inDays(1 / 24), now)).toBe(1)
  expect(daysUntil(inDays(-1), now)).toBeLessThan(1)
})
