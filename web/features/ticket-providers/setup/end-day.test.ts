import { expect, test } from 'vitest'
import { connection } from '../../../testing/connection.ts'
import { dayOf, endOf } from './end-day.ts'

const ending = (toldBy: 'person' | 'tracker') =>
  connection({ credential: { endsAt: '2027-03-01T12:00:00.000Z', toldBy, warnDays: null } })

test('A66 · the day that a person gave is pre-filled, and comes back as the same day', () => {
  expect(dayOf(ending('person'))).toBe('2027-03-01')
  expect(endOf('2027-03-01')).toBe('2027-03-01T12:00:00.000Z')
})

test('what the tracker tells is not repeated, and an empty day means no end', () => {
  expect(dayOf(ending('tracker'))).toBe('')
  expect(dayOf(null)).toBe('')
  expect(endOf('')).toBeNull()
})
