import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { mayManage, notTheirs } from '../domain/membership.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { findMember } from '../store/members.ts'
import { transact } from '../store/open.ts'
import { switchTwoFactorOff } from '../store/people.ts'
import { endSessions } from '../store/sessions.ts'
import { membershipsOf } from '../store/workspaces.ts'
import { addAccountMail } from './account-mail.ts'

/**
 * Switches a member’s two-factor off and signs them out everywhere.
 * @throws {Refusal} where they are in another workspace too: its doors are not this administrator’s to open
 */
export async function resetTwoFactor(deps: Deps, actor: Actor, id: string): Promise<void> {
  await transact(deps.store.db, async (tx) => {
    const member = await findMember(tx, { workspaceId: actor.workspaceId, id })
    if (!member) throw notFound('member')
    const { userId, name, email } = member
    if (!mayManage(actor.rights, member.role)) throw new Refusal('forbidden', notTheirs(member.role))
    if ((await membershipsOf(tx, userId)).length > 1) {
      throw new Refusal(
        'conflict',
        `Only whoever runs the hub can do this for ${name}, by \`crosstie people reset-two-factor ${email}\`.`,
      )
    }
    if (!(await switchTwoFactorOff(tx, userId))) {
      throw new Refusal('conflict', `${name} has no two-factor that could be switched off.`)
    }
    await endSessions(tx, userId)
    await addAccountMail(deps, tx, { kind: 'two-factor-reset', userId })
    const inside = within(deps, tx)
    const target = { id: `user:${userId}`, name: `${name} <${email}>` }
    await record(inside, actor, { action: 'member.two-factor-reset', target })
  })
  deps.jobs.wake('account-mail')
}
