import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { rights, rightsOf, rightsOfScopes, roles, scopes } from './rights.ts'

test('AX22 · creating a ticket is an agent’s right', () => {
  expect(rightsOf('agent')).toContain('tickets:create')
})

test('AX22 · setting up is an administrator’s right only', () => {
  const setUp = rightsOf('administrator').filter(
    (right) => right.endsWith(':manage') || right.startsWith('connections:'),
  )
  expect(setUp.length).toBeGreaterThan(5)
  for (const right of setUp) {
    expect(rightsOf('agent')).not.toContain(right)
  }
})

test('A75 · the logs are for administrators', () => {
  expect(rightsOf('administrator')).toContain('logs:read')
  expect(rightsOf('agent')).not.toContain('logs:read')
})

test('An owner has every right, and every role’s rights are known ones of the one above it', () => {
  expect(rightsOf('owner')).toEqual(rights)
  for (const [place, role] of roles.entries()) {
    const above = rightsOf(roles[place - 1] ?? 'owner')
    for (const right of rightsOf(role)) expect(above).toContain(right)
    expect(rightsOf(role).length).toBeLessThanOrEqual(above.length)
  }
})

test('A viewer changes nothing', () => {
  for (const right of rightsOf('viewer')) expect(right).toMatch(/:read$/)
})

test('A token has the rights of its scopes together, and never an owner’s', () => {
  fc.assert(
    fc.property(fc.subarray(scopes), (given) => {
      const all = new Set(given.flatMap((scope) => rightsOfScopes([scope])))
      expect(new Set(rightsOfScopes(given))).toEqual(all)
      expect(all).not.toContain('workspace:manage')
    }),
  )
  expect(rightsOfScopes(['everything', 'constructor'])).toEqual([])
})

test('A role that is not known has no rights', () => {
  const unknown = fc
    .oneof(fc.string(), fc.constantFrom('Administrator', 'agent ', 'constructor', '__proto__'))
    .filter((role) => !roles.some((known) => known === role))
  fc.assert(
    fc.property(unknown, (role) => {
      expect(rightsOf(role)).toEqual([])
    }),
  )
})
