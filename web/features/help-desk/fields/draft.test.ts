import { expect, test } from 'vitest'
import { draftOf, levels, saidValue, valueOf } from './draft.ts'

test('what nobody filled in is none', () => {
  expect(valueOf('text', '  ')).toBeNull()
  expect(valueOf('number', '')).toBeNull()
  expect(valueOf('options', [])).toBeNull()
  expect(valueOf('cascading', ['', ''])).toBeNull()
})

test('a number is sent as one; what is none is left for the hub to refuse', () => {
  expect(valueOf('number', ' 1.5 ')).toBe(1.5)
  expect(valueOf('number', 'twelve')).toBe('twelve')
})

test('a value comes back from its draft as it was', () => {
  expect(valueOf('options', draftOf('options', ['a', 'b']))).toEqual(['a', 'b'])
  expect(valueOf('cascading', draftOf('cascading', ['Europe', 'Spain']))).toEqual(['Europe', 'Spain'])
  expect(valueOf('number', draftOf('number', 12))).toBe(12)
  expect(valueOf('date', draftOf('date', '2026-01-31'))).toBe('2026-01-31')
  expect(draftOf('text', undefined)).toBe('')
})

test('a cascading value is chosen in two steps', () => {
  const options = ['Europe > France', 'Europe > Spain', 'Antarctica']
  expect(levels(options, 'Europe')).toEqual({ uppers: ['Europe', 'Antarctica'], lowers: ['France', 'Spain'] })
  expect(levels(options, undefined).lowers).toEqual([])
  expect(saidValue('cascading', ['Europe', 'Spain'])).toBe('Europe › Spain')
})
