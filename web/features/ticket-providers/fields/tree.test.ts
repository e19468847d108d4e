import { expect, test } from 'vitest'
import { fitting, placeOf } from './tree.ts'

const choices = ['CloudOps', 'CloudOps\\AWS', 'CloudOps\\AWS\\Networks', 'CloudOps\\Azure', 'CloudOps2'].map(
  (label) => ({ value: label, label }),
)
const found = (words: string) => fitting(choices, words, '\\').map(({ label }) => label)

test('A42 · a choice of a tree shows its last part, as deep as it stands', () => {
  expect(placeOf('CloudOps\\AWS\\Networks', '\\')).toEqual({ depth: 2, name: 'Networks' })
  expect(placeOf('CloudOps', '\\')).toEqual({ depth: 0, name: 'CloudOps' })
})

test('what is found keeps what stands above it, and nothing beside it', () => {
  expect(found('networks')).toEqual(['CloudOps', 'CloudOps\\AWS', 'CloudOps\\AWS\\Networks'])
  expect(found('azure')).toEqual(['CloudOps', 'CloudOps\\Azure'])
  expect(found('nothing')).toEqual([])
  expect(found('')).toHaveLength(5)
})
