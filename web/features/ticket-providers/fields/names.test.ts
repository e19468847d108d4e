import { expect, test } from 'vitest'
import { namesToSend, startingNames } from './names.ts'

test('the name of a chosen id is kept beside it', () => {
  const names = startingNames({ group: 'f3a1', note: 7 }, { group: 'Cloud Infrastructure', note: 'seven' })
  expect(namesToSend(names, { group: 'f3a1' })).toEqual({ group: 'Cloud Infrastructure' })
})

test('the name of a value that is no longer chosen is not sent', () => {
  const names = { group: { value: 'f3a1', label: 'Cloud Infrastructure' }, part: { value: '', label: '' } }
  expect(namesToSend(names, { group: 'b7c2', part: '' })).toEqual({})
})
