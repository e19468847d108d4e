import { expect, test } from 'vitest'
import { characters, lengthFault } from './characters.ts'

test('characters are code points of the trimmed text', () => {
  expect(characters('  abc  ')).toBe(3)
  expect(characters('🚆🚆')).toBe(2)
  expect(characters('é')).toBe(1)
})

test('the fault says how far off the text is', () => {
  const limits = { min: 16, max: 255 }
  expect(lengthFault('too short', limits)).toBe('At least 16 characters: 7 more')
  expect(lengthFault('x'.repeat(16), limits)).toBeNull()
  expect(lengthFault('🚆'.repeat(255), limits)).toBeNull()
  expect(lengthFault('x'.repeat(258), limits)).toBe('At most 255 characters: 3 fewer')
  expect(lengthFault('   ', { max: 10 })).toBe('Needed')
})
