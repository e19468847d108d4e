import type { Deps, Letter } from '../deps.ts'
import type { AccountMail } from '../domain/jobs.ts'
import { ProviderError } from '../providers/provider.ts'
import { changeInvitation, openInvitation } from '../store/invitations.ts'
import { addJob } from '../store/jobs.ts'
import type { Db } from '../store/open.ts'
import { findPerson, findPersonByEmail } from '../store/people.ts'
import { findWorkspace } from '../store/workspaces.ts'
import { newLink } from './invitation-link.ts'
import { letterTo } from './letter.ts'

type Mailing = AccountMail & { tries?: number }

/** Asks for a mail in the transaction of what it is about. Wake `account-mail` after the commit. */
export async function addAccountMail(deps: Deps, tx: Db, mail: AccountMail): Promise<void> {
  if (deps.mail) await addJob(tx, deps.jobs, { name: 'account-mail', data: mail })
}

const mostTries = 5
const firstPauseMs = 30_000

/** Sends one mail about an account; one that the server does not take goes again, a few times. */
export async function mailAccount(deps: Deps, { tries = 0, ...mailing }: Mailing): Promise<void> {
  const { mail, ctx, store, jobs } = deps
  const letter = mail && (await letterFor(deps, mailing))
  if (!letter) return
  try {
    await mail(letter)
    await note(deps, mailing, { mailedAt: ctx.now(), mailProblem: null })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    ctx.log.warn({ kind: mailing.kind, fault: error.fault }, 'A mail about an account was not taken')
    await note(deps, mailing, { mailProblem: error.fault.detail })
    if (tries + 1 >= mostTries) return
    const after = new Date(ctx.now().getTime() + firstPauseMs * 4 ** tries)
    await addJob(store.db, jobs, { name: 'account-mail', data: { ...mailing, tries: tries + 1 }, after })
  }
}

async function note(
  { store }: Deps,
  mailing: AccountMail,
  outcome: { mailedAt?: Date; mailProblem: string | null },
): Promise<void> {
  if (mailing.kind === 'invitation') await changeInvitation(store.db, mailing.invitationId, outcome)
}

function letterFor(deps: Deps, mailing: AccountMail): Promise<Letter | undefined> {
  if (mailing.kind === 'invitation') return invitation(deps, mailing.invitationId)
  if (mailing.kind === 'password-reset') return passwordReset(deps, mailing.email)
  return notice(deps, mailing)
}

async function invitation(deps: Deps, id: string): Promise<Letter | undefined> {
  const { db } = deps.store
  const found = await openInvitation(db, id)
  const workspace = found && (await findWorkspace(db, found.workspaceId))
  if (!workspace) return undefined
  const { secretHash, url } = newLink(deps)
  await changeInvitation(db, id, { hash: secretHash })
  return letterTo(found.email, {
    subject: `Invitation to ${workspace.name} on Crosstie`,
    paragraphs: [
      `${found.invitedBy} has invited you to the workspace ${workspace.name} on Crosstie, as ${found.role}.`,
    ],
    action: { label: 'Accept the invitation', url },
    closing: [
      `The link works once, until ${found.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, and only for ${found.email}.`,
      'If you do not know what this is about, do nothing: without the link nothing happens.',
    ],
  })
}

async function passwordReset(deps: Deps, email: string): Promise<Letter | undefined> {
  const person = await findPersonByEmail(deps.store.db, email)
  if (!person) return undefined
  const token = await deps.accounts.passwordReset(person.id)
  return letterTo(person.email, {
    subject: 'A new password for Crosstie',
    paragraphs: ['Somebody, probably you, has asked for a new password for Crosstie.'],
    action: { label: 'Set a new password', url: `${deps.publicUrl}/reset-password/${token}` },
    closing: [
      'The link works once, within an hour. It ends all sessions; two-factor stays as it is.',
      'If it was not you, do nothing: your password stays as it is.',
    ],
  })
}

const notices = {
  'password-changed': {
    subject: 'Your password for Crosstie was changed',
    what: 'The password of your Crosstie account was changed, and everybody who was signed in with the old one is signed out.',
  },
  'two-factor-reset': {
    subject: 'Your two-factor for Crosstie was switched off',
    what: 'An administrator has switched off the two-factor of your Crosstie account, and you are signed out everywhere. Set it up again under your account.',
  },
}

async function notice(
  { store, publicUrl }: Deps,
  { kind, userId }: { kind: keyof typeof notices; userId: string },
): Promise<Letter | undefined> {
  const person = await findPerson(store.db, userId)
  if (!person) return undefined
  const { subject, what } = notices[kind]
  const notYou =
    'If this is not what you wanted, set a new password at once (“Forgotten password” where you sign in) and tell an administrator.'
  return letterTo(person.email, { subject, paragraphs: [what, notYou], closing: [`Crosstie, ${publicUrl}`] })
}
