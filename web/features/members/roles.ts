import type { Role } from '../../api/members.ts'

/** What somebody with the role may do, in one line; the mightiest first. */
export const roleWords: Record<Role, string> = {
  owner: 'Everything, also other owners, the workspace itself and two-factor for all',
  administrator: 'Sets up providers, sources, operators and tokens, and invites members',
  agent: 'Creates tickets and works on them, on alarms and in the help desk',
  viewer: 'Reads, and changes nothing',
}

export const roles = Object.keys(roleWords) as Role[]

const isRole = (text: string): text is Role => Object.hasOwn(roleWords, text)

export const asRole = (text: string): Role => (isRole(text) ? text : 'viewer')

/** “an agent”. */
export const roleName = (role: string): string => `${/^[aeiou]/u.test(role) ? 'an' : 'a'} ${role}`

/** Whether somebody may give, change or take this role: owners are a matter of owners. */
export const mayGive = (rights: readonly string[], role: string): boolean =>
  rights.includes('members:manage') && (role !== 'owner' || rights.includes('workspace:manage'))
