import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { mayManage, notTheirs } from '../domain/membership.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import type { Role } from '../domain/rights.ts'
import { changeInvitation, insertInvitation, lockInvitation, type Invitation } from '../store/invitations.ts'
import { findMemberByEmail } from '../store/members.ts'
import { transact, type Db } from '../store/open.ts'
import { violatedConstraint } from '../store/violation.ts'
import { addAccountMail } from './account-mail.ts'
import { newLink } from './invitation-link.ts'

const validMs = 7 * 86_400_000

/** An invitation, and its link where there is no mail server to bring it. */
export interface Invited {
  invitation: Invitation
  link: string | null
}

const targetOf = ({ id, email }: Pick<Invitation, 'id' | 'email'>) => ({
  id: `invitation:${id}`,
  name: email,
})

/** Invites an address into the workspace. */
export async function invite(
  deps: Deps,
  actor: Actor,
  { email, role }: { email: string; role: Role },
): Promise<Invited> {
  if (!mayManage(actor.rights, role)) throw new Refusal('forbidden', notTheirs(role))
  const { workspaceId } = actor
  const { secretHash: hash, url } = newLink(deps)
  const now = deps.ctx.now()
  const row = {
    id: deps.ctx.newId(),
    workspaceId,
    email,
    role,
    hash,
    invitedBy: actor.name,
    createdAt: now,
    expiresAt: new Date(now.getTime() + validMs),
    byMail: deps.mail !== undefined,
  }
  await open(email, () =>
    transact(deps.store.db, async (tx) => {
      if (await findMemberByEmail(tx, { workspaceId, email })) throw taken(`${email} is a member already.`)
      await insertInvitation(tx, row)
      await addAccountMail(deps, tx, { kind: 'invitation', invitationId: row.id })
      const inside = within(deps, tx)
      const after = { role, expiresAt: row.expiresAt.toISOString() }
      await record(inside, actor, { action: 'invitation.sent', target: targetOf(row), after })
    }),
  )
  deps.jobs.wake('account-mail')
  const invitation = { ...row, acceptedAt: null, withdrawnAt: null, mailedAt: null, mailProblem: null }
  return { invitation, link: row.byMail ? null : url }
}

function taken(detail: string): Refusal {
  const errors = [{ field: 'email', message: 'the address of somebody who is neither a member nor invited' }]
  return new Refusal('conflict', detail, { errors })
}

/** @throws {Refusal} where the address is invited already */
async function open(email: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (violatedConstraint(error) !== 'invitations_open') throw error
    throw taken(`${email} is invited already. Send that invitation again, or withdraw it first.`)
  }
}

/** A new link for the same invitation, for another seven days; the one before works no more. */
export async function sendAgain(deps: Deps, actor: Actor, id: string): Promise<Invited> {
  const { secretHash: hash, url } = newLink(deps)
  const now = deps.ctx.now()
  const change = {
    hash,
    expiresAt: new Date(now.getTime() + validMs),
    byMail: deps.mail !== undefined,
    mailedAt: null,
    mailProblem: null,
  }
  const before = await withInvitation(deps, actor, {
    id,
    async work(tx, found) {
      await changeInvitation(tx, id, change)
      await addAccountMail(deps, tx, { kind: 'invitation', invitationId: id })
      const after = { expiresAt: change.expiresAt.toISOString() }
      return { action: 'invitation.sent-again', before: { expiresAt: found.expiresAt.toISOString() }, after }
    },
  })
  deps.jobs.wake('account-mail')
  return { invitation: { ...before, ...change }, link: change.byMail ? null : url }
}

/** Its link works no more. */
export async function withdrawInvitation(deps: Deps, actor: Actor, id: string): Promise<void> {
  await withInvitation(deps, actor, {
    id,
    async work(tx, { role }) {
      await changeInvitation(tx, id, { withdrawnAt: deps.ctx.now() })
      return { action: 'invitation.withdrawn', before: { role } }
    },
  })
}

/** Answers the invitation as it was. */
function withInvitation(
  deps: Deps,
  actor: Actor,
  of: {
    id: string
    work: (
      tx: Db,
      found: Invitation,
    ) => Promise<{ action: string; before?: Record<string, unknown>; after?: Record<string, unknown> }>
  },
): Promise<Invitation> {
  return transact(deps.store.db, async (tx) => {
    const found = await lockInvitation(tx, { workspaceId: actor.workspaceId, id: of.id })
    if (!found) throw notFound('invitation')
    if (!mayManage(actor.rights, found.role)) throw new Refusal('forbidden', notTheirs(found.role))
    const deed = await of.work(tx, found)
    const inside = within(deps, tx)
    await record(inside, actor, { ...deed, target: targetOf(found) })
    return found
  })
}
