import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { aliasHour, isAlias, serviceAlias } from './alias.ts'

test('DX34, D26 · A ticket of 08:51 UTC has the hour in its alias, and a counter of three digits or more', () => {
  const hour = aliasHour(new Date('2019-05-17T08:51:23.185Z'))
  expect(serviceAlias('T', hour, 6)).toBe('T190517_08006')
  expect(serviceAlias('T', hour, 1_234)).toBe('T190517_081234')
})

test.each(['T190517_08006', 'T170403_001', 'T190517_081234'])('D26 · %s is a ticket’s alias', (alias) => {
  expect([isAlias('T', alias), isAlias('D', alias)]).toEqual([true, false])
})

test.each(['T190517', 'T190517_', 'T190517_01', 't190517_08006', 'CT-1', 'T190517_08006 ', 'X190517_08006'])(
  'D26 · %j is none',
  (text) => {
    expect(isAlias('T', text)).toBe(false)
  },
)

test('DX34 · Within an hour a later counter makes another alias, also beyond three digits', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99_999 }), { minLength: 2 }), (counts) => {
      const aliases = counts.map((count) => serviceAlias('T', '190517_08', count))
      expect(new Set(aliases).size).toBe(counts.length)
      expect(aliases.every((alias) => isAlias('T', alias))).toBe(true)
    }),
  )
})
