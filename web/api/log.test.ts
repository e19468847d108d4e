import { expect, test } from 'vitest'
import { fileOf, startOf } from './log.ts'

test('A day begins at midnight of the reader’s own calendar, and the last day is taken in', () => {
  expect(startOf('2026-01-31', 0)).toBe(new Date(2026, 0, 31).toISOString())
  expect(startOf('2026-01-31', 1)).toBe(new Date(2026, 1, 1).toISOString())
})

test('What is no day goes to the hub as it is, which says what would be right', () => {
  expect([startOf('soon', 0), startOf(undefined, 0)]).toEqual(['soon', undefined])
})

test('The file has the filters of the list, and not its place', () => {
  expect(fileOf('/v1/sync-errors', { ticket: 'CT-1', fault: 'invalid', after: 'abc' })).toBe(
    '/v1/sync-errors.csv?ticket=CT-1&fault=invalid',
  )
})
