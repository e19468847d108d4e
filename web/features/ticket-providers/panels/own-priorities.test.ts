import { expect, test } from 'vitest'
import { ownPriorities } from './own-priorities.ts'

const declared = { low: '4', medium: '3', high: '2' }

test('AX9 · only what differs from the provider’s table is kept for the connection', () => {
  expect(ownPriorities({ low: '4', medium: ' 2 ', high: '1' }, declared)).toEqual({ medium: '2', high: '1' })
  expect(ownPriorities(declared, declared)).toEqual({})
})

test('an emptied field is the default again', () => {
  expect(ownPriorities({ ...declared, high: ' ' }, declared)).toEqual({})
})
