import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayManage } from './membership.ts'
import { rights, rightsOf, rightsOfScopes, roles } from './rights.ts'

test('Owners manage everybody, administrators everybody but owners, the others nobody', () => {
  const managed = roles.map((role) => [role, roles.filter((other) => mayManage(rightsOf(role), other))])
  expect(Object.fromEntries(managed)).toEqual({
    owner: [...roles],
    administrator: ['administrator', 'agent', 'viewer'],
    agent: [],
    viewer: [],
  })
})

test('A program of administrators makes no owners', () => {
  expect(mayManage(rightsOfScopes(['admin']), 'owner')).toBe(false)
  expect(mayManage(rightsOfScopes(['admin']), 'administrator')).toBe(true)
})

test('Whatever rights somebody has: nobody gives one that they do not have', () => {
  fc.assert(
    fc.property(fc.subarray([...rights]), fc.constantFrom(...roles), (given, role) => {
      if (mayManage(given, role)) expect(given).toEqual(expect.arrayContaining([...rightsOf(role)]))
    }),
  )
})
