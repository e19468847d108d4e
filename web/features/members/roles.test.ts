import { expect, test } from 'vitest'
import type { Member } from '../../api/members.ts'
import { mayGive, roleName, roles } from './roles.ts'
import { soleOwner } from './sole-owner.ts'

const member = (id: string, role: string): Member => ({
  id,
  name: id,
  email: `${id}@example.com`,
  role,
  joinedAt: '2026-01-01T00:00:00.000Z',
  lastSeenAt: null,
  twoFactor: false,
  you: false,
})

test('Nobody is offered a role that only owners give', () => {
  const administrator = ['members:manage']
  expect(roles.filter((role) => mayGive(administrator, role))).toEqual(['administrator', 'agent', 'viewer'])
  expect(roles.filter((role) => mayGive([...administrator, 'workspace:manage'], role))).toEqual(roles)
  expect(roles.filter((role) => mayGive([], role))).toEqual([])
})

test('A role is named as one says it', () => {
  expect(roles.map(roleName)).toEqual(['an owner', 'an administrator', 'an agent', 'a viewer'])
})

test('The last owner is known only where all members are in sight', () => {
  const members = [member('ada', 'owner'), member('nora', 'agent')]
  expect(soleOwner(members, true)?.id).toBe('ada')
  expect(soleOwner(members, false)).toBeUndefined()
  expect(soleOwner([...members, member('olga', 'owner')], true)).toBeUndefined()
})
