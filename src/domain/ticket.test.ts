import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { statusCategories } from './status.ts'
import { aliasOf, deliveryActions, deliveryStates, isOpen, numberOf } from './ticket.ts'

const number = fc.integer({ min: 1, max: 999_999_999_999_999 })

test('An alias leads back to its number, in any case and with spaces around it', () => {
  fc.assert(
    fc.property(number, (of) => {
      expect(aliasOf(of)).toBe(`CT-${of}`)
      for (const text of [aliasOf(of), aliasOf(of).toLowerCase(), ` ${aliasOf(of)}\n`, String(of)])
        expect(numberOf(text)).toBe(of)
    }),
  )
})

test('A text that is neither an alias nor a number has none', () => {
  const others = [
    '',
    'CT-',
    'CT-0',
    '0',
    '007',
    'CT-007',
    'CT--1',
    '-1',
    '1.5',
    '1e3',
    'CT 12',
    'XCT-12',
    'CT-12x',
  ]
  for (const text of others) expect(numberOf(text)).toBeUndefined()
})

test('Whatever the text, a number found in it is a whole one that no rounding has changed', () => {
  const near = fc.string({ unit: fc.constantFrom('C', 'T', '-', '0', '1', '9', ' '), maxLength: 25 })
  fc.assert(
    fc.property(fc.oneof(fc.string(), near), (text) => {
      const found = numberOf(text)
      if (found === undefined) return
      expect(Number.isSafeInteger(found) && found > 0).toBe(true)
      expect(text.toUpperCase()).toContain(String(found))
    }),
  )
})

test('AX18 · a ticket that is new or active keeps its finding from a second one; a resolved or closed one does not', () => {
  expect(statusCategories.filter(isOpen)).toEqual(['New', 'Active'])
})

test('AX23 · whatever waits or is parked can be cancelled', () => {
  const waiting = deliveryStates.filter((state) => deliveryActions('create', state).includes('cancel'))
  expect(waiting).toEqual(['queued', 'waiting', 'parked', 'failed'])
})

test('Only a parked delivery can be created again, for only then did a person see that nothing is there', () => {
  const again = deliveryStates.filter((state) => deliveryActions('create', state).includes('create-again'))
  expect(again).toEqual(['parked'])
})

test('While the outcome is open, nobody can interfere', () => {
  expect(deliveryActions('create', 'sending')).toEqual([])
  expect(deliveryActions('create', 'checking')).toEqual([])
})

test('A comment that failed can be tried again or given up, and never needs a decision about an issue', () => {
  for (const state of deliveryStates) {
    const actions = deliveryActions('comment', state)
    expect(actions).not.toContain('create-again')
    expect(actions).not.toContain('link-existing')
  }
  expect(deliveryActions('comment', 'failed')).toEqual(['retry', 'cancel'])
})
