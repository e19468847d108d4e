import type { BetterAuthOptions } from 'better-auth'
import { invitationsOf } from '../../store/invitations.ts'
import type { Db } from '../../store/open.ts'
import { findPersonByEmail, forgetUnproven } from '../../store/people.ts'
import { membershipsOf } from '../../store/workspaces.ts'
import type { SingleSignOnRefusal } from '../contract/single-sign-on-refusals.ts'

type Arrival = Parameters<NonNullable<NonNullable<BetterAuthOptions['user']>['validateUserInfo']>>[0]

/** Whether somebody whom the identity provider sends may come in: a verified address that is a member’s or invited. */
export async function knock(
  db: Db,
  { arrival, now }: { arrival: Arrival; now: Date },
): Promise<{ error: SingleSignOnRefusal } | undefined> {
  const { user, source } = arrival
  const email = typeof user.email === 'string' ? user.email.toLowerCase() : ''
  if (!email || user.emailVerified !== true) return { error: 'unverified' }
  const known = await findPersonByEmail(db, email)
  const isMember = known !== undefined && (await membershipsOf(db, known.id)).length > 0
  if (!isMember && (await invitationsOf(db, email, now)).length === 0) return { error: 'stranger' }
  // What somebody else may have set up under this address does not become theirs.
  if (source.action === 'link-account') await forgetUnproven(db, email)
  return undefined
}

const ours: Record<string, SingleSignOnRefusal> = {
  unverified: 'unverified',
  email_not_found: 'unverified',
  stranger: 'stranger',
  state_mismatch: 'expired',
  state_not_found: 'expired',
  state_invalid: 'expired',
  access_denied: 'declined',
  login_required: 'declined',
  interaction_required: 'declined',
  consent_required: 'declined',
}

/** The library’s code in the few words that a person can do something with. */
export const refusalOf = (code: string): SingleSignOnRefusal => ours[code] ?? 'failed'
