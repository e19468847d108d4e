import type { Member } from '../../api/members.ts'

/**
 * The last owner, who can neither be lowered nor removed; undefined where there are others.
 * @param isWhole whether these are all members: of a part nothing can be said
 */
export function soleOwner(members: readonly Member[], isWhole: boolean): Member | undefined {
  const owners = members.filter(({ role }) => role === 'owner')
  return isWhole && owners.length === 1 ? owners[0] : undefined
}
