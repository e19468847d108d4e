import { expect, test } from 'vitest'
import { entryIdIn } from './entry-id.ts'

test('B16 · an entry’s id is a whole number from 1 to 1,000,000', () => {
  expect([' 12 ', '1', '1000000'].map(entryIdIn)).toEqual([12, 1, 1_000_000])
  expect(['', '0', '1000001', '1.5', '-1', 'x'].map(entryIdIn)).toEqual(Array(6).fill(null))
})
