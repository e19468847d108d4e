import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { rights, rightsOf, roles } from './rights.ts'

test('AX22 · creating a ticket is a member’s right', () => {
  expect(rightsOf('member')).toContain('tickets:create')
})

test('AX22 · setting up is an administrator’s right only', () => {
  const setUp = rights.filter((right) => right.endsWith(':manage') || right.startsWith('connections:'))
  expect(setUp.length).toBeGreaterThan(0)
  for (const right of setUp) {
    expect(rightsOf('administrator')).toContain(right)
    expect(rightsOf('member')).not.toContain(right)
  }
})

test('A75 · the logs are for administrators', () => {
  expect(rightsOf('administrator')).toContain('logs:read')
  expect(rightsOf('member')).not.toContain('logs:read')
})

test('An administrator has every right, and every role’s rights are known ones', () => {
  expect(rightsOf('administrator')).toEqual(rights)
  for (const role of roles) for (const right of rightsOf(role)) expect(rights).toContain(right)
})

test('A role that is not known has no rights', () => {
  const unknown = fc
    .oneof(fc.string(), fc.constantFrom('Administrator', 'member ', 'constructor', '__proto__'))
    .filter((role) => !roles.some((known) => known === role))
  fc.assert(
    fc.property(unknown, (role) => {
      expect(rightsOf(role)).toEqual([])
    }),
  )
})
