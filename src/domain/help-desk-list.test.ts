import { expect, test } from 'vitest'
import { optionsProblem } from './help-desk-list.ts'

test.each([
  ['text', []],
  ['option', ['Red', 'Green']],
  ['options', ['Red']],
  ['cascading', ['Europe > France', 'Europe > Spain', 'Moon']],
] as const)('A field of the kind %s may have the options %j', (kind, options) => {
  expect(optionsProblem(kind, [...options])).toBeUndefined()
})

test.each([
  ['number', ['1'], /no options/],
  ['option', [], /at least one/],
  ['options', ['Red', 'red'], /“red” is there twice/],
  ['cascading', [], /at least one/],
  ['cascading', ['A > B > C'], /neither/],
  ['cascading', ['A > '], /neither/],
  ['cascading', ['A > B', 'a  >  b'], /twice/],
] as const)('A field of the kind %s may not have the options %j', (kind, options, words) => {
  expect(optionsProblem(kind, [...options])).toMatch(words)
})
