import { rightsOf, type Right } from './rights.ts'

/**
 * Whether somebody may make members of this role, or change and remove them: nobody gives or takes more than they have.
 * @param given the rights of the one who does it
 */
export const mayManage = (given: readonly Right[], role: string): boolean =>
  given.includes('members:manage') && rightsOf(role).every((right) => given.includes(right))

/** Why a role may not be given, changed or taken by somebody. */
export const notTheirs = (role: string): string =>
  role === 'owner'
    ? 'Only an owner makes, changes or removes owners. Ask one of them.'
    : `The role ${role} has rights that you do not have, so you cannot make, change or remove its members.`
