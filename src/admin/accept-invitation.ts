import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import { acceptInvitation as acceptRow, invitationsOf, type Invitation } from '../store/invitations.ts'
import { findMembership } from '../store/members.ts'
import { transact } from '../store/open.ts'
import { addMember, membershipsOf } from '../store/workspaces.ts'

/** Who accepts; the network address is for the record. */
export interface Newcomer {
  id: string
  name: string
  email: string
  address: string | undefined
}

/** Makes somebody a member. Answers false where the invitation was used or withdrawn meanwhile. */
export function acceptInvitation(deps: Deps, who: Newcomer, invitation: Invitation): Promise<boolean> {
  const { workspaceId, role } = invitation
  return transact(deps.store.db, async (tx) => {
    const now = deps.ctx.now()
    if (!(await acceptRow(tx, invitation.id, now))) return false
    // Who is a member already, by whatever way, keeps their role.
    if (!(await findMembership(tx, { workspaceId, userId: who.id }))) {
      await addMember(tx, { workspaceId, userId: who.id, role, createdAt: now })
    }
    const inside = within(deps, tx)
    const doer = { id: `user:${who.id}`, name: who.name, workspaceId, address: who.address }
    const target = { id: `invitation:${invitation.id}`, name: invitation.email }
    await record(inside, doer, { action: 'invitation.accepted', target, after: { role } })
    return true
  })
}

/** Single sign-on lets somebody in who is no member yet: what their address is invited to is theirs. */
export async function acceptAllOf(deps: Deps, who: Newcomer): Promise<void> {
  const { db } = deps.store
  if ((await membershipsOf(db, who.id)).length > 0) return
  for (const invitation of await invitationsOf(db, who.email, deps.ctx.now())) {
    await acceptInvitation(deps, who, invitation)
  }
}
