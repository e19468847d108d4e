import { expect, test } from 'vitest'
import { inGroups } from './in-groups.ts'

test('A key is shown in groups of four, and nothing of it is lost', () => {
  expect(inGroups('')).toBe('')
  expect(inGroups('ABCDEFGHIJ')).toBe('ABCD EFGH IJ')
  const key = 'ABCD'.repeat(12) + 'EFG'
  expect(inGroups(key).split('\n')).toHaveLength(2)
  expect(inGroups(key).replaceAll(/\s/gu, '')).toBe(key)
})
