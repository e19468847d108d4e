import { z } from 'zod'
import { roles } from '../../domain/rights.ts'
import { line } from './plain-text.ts'
import { Id, Instant, PageQuery } from './shared.ts'

const Role = z.enum(roles, { error: `one of: ${roles.join(', ')}` })
const Email = z
  .email('an e-mail address')
  .max(254, 'at most 254 characters')
  .transform((text) => text.toLowerCase())

/** A person in this workspace. */
export const Member = z.object({
  /** Of the membership: the same person has another one in another workspace. */
  id: Id,
  name: z.string(),
  email: z.string(),
  role: z.string(),
  joinedAt: Instant,
  /** Last time in this workspace, exact to a minute. */
  lastSeenAt: Instant.nullable(),
  /** Whether a code is asked for when they sign in with their password. */
  twoFactor: z.boolean(),
  /** It is the one who asks. */
  you: z.boolean(),
})
export type Member = z.infer<typeof Member>

/** `GET /v1/members`: a page, by name. */
export const MemberQuery = PageQuery.extend({
  q: z.string().trim().max(200).optional().meta({ description: 'A part of the name or the e-mail address' }),
})

/** `PATCH /v1/members/:id`. */
export const ChangeMember = z.strictObject({ role: Role })
export type ChangeMember = z.input<typeof ChangeMember>

/** Somebody who was invited and has not come yet. */
export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: z.string(),
  /** Name of who invited. */
  invitedBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  /** Its link works no more; it can be sent again. */
  expired: z.boolean(),
  /**
   * - `by-hand` no mail server is set, so the one who invited was given the link
   * - `waiting` the mail is about to be sent
   * - `sent` the mail server took it
   * - `refused` it did not, see `mailProblem`
   */
  mail: z.enum(['by-hand', 'waiting', 'sent', 'refused']),
  /** What the mail server said when it did not take the mail. */
  mailProblem: z.string().nullable(),
})
export type Invitation = z.infer<typeof Invitation>

/** `POST /v1/invitations`. */
export const NewInvitation = z.strictObject({ email: Email, role: Role })
export type NewInvitation = z.input<typeof NewInvitation>

/** Answer to inviting, and to sending again. */
export const SentInvitation = Invitation.extend({
  /** Where no mail server is set: the link, to be handed over. Answered only here. */
  link: z.string().nullable(),
})
export type SentInvitation = z.infer<typeof SentInvitation>

/** `GET /v1/workspace`, and the answer to `PATCH /v1/workspace` and `POST /v1/workspaces`. */
export const Workspace = z.object({
  id: Id,
  name: z.string(),
  createdAt: Instant,
  /** A member who signs in with a password can do nothing here until their two-factor is on. */
  twoFactorRequired: z.boolean(),
})
export type Workspace = z.infer<typeof Workspace>

/** `POST /v1/workspaces`: whoever makes it becomes its owner. */
export const NewWorkspace = z.strictObject({ name: line(100) })
export type NewWorkspace = z.input<typeof NewWorkspace>

/** `PATCH /v1/workspace`: what is absent stays. */
export const ChangeWorkspace = z.strictObject({
  name: line(100).optional(),
  twoFactorRequired: z.boolean().optional(),
})
export type ChangeWorkspace = z.input<typeof ChangeWorkspace>

/** `GET /auth/options`, for everybody: how one signs in here. */
export const SignInOptions = z.object({
  /** Single sign-on, with the name for its button; null where it is not set. */
  oidc: z.object({ name: z.string() }).nullable(),
  /** A forgotten password is reset by mail; where false, `crosstie people reset-password` is. */
  mail: z.boolean(),
})
export type SignInOptions = z.infer<typeof SignInOptions>

/** `POST /auth/sign-in/email`. */
export const SignIn = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(128, 'at most 128 characters'),
})
export type SignIn = z.input<typeof SignIn>

/** Answer to it: signed in, or `POST /auth/sign-in/two-factor` is to follow within ten minutes. */
export const SignedIn = z.object({ twoFactorNeeded: z.boolean() })
export type SignedIn = z.infer<typeof SignedIn>

/** `POST /auth/sign-in/two-factor`: either of them. */
export const SignInCode = z.union([
  z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/u, 'the six digits of the app'),
  }),
  z.strictObject({ backupCode: z.string().trim().min(1).max(40) }),
])
export type SignInCode = z.input<typeof SignInCode>

/**
 * `POST /auth/single-sign-on`; the answer’s `url` is where the browser goes next. A new person’s invitation is accepted by
 * signing in; who has an account already comes back to `/invitation/<secret>` and accepts there.
 */
export const SingleSignOn = z.strictObject({
  /** The page to come back to. */
  to: z
    .string()
    .max(1_000)
    .regex(/^\/(?![/\\])/u, 'a page of the hub, beginning with one /')
    .default('/'),
})
export type SingleSignOn = z.input<typeof SingleSignOn>
export const SingleSignOnStarted = z.object({ url: z.string() })

/** `POST /auth/request-password-reset`. The answer is the same whether there is such an account. */
export const RequestPasswordReset = z.strictObject({ email: Email })
export type RequestPasswordReset = z.input<typeof RequestPasswordReset>

/** `POST /auth/reset-password`, from the page `/reset-password/<token>`. Ends all sessions. */
export const ResetPassword = z.strictObject({ token: z.string().min(1).max(200), password: z.string() })
export type ResetPassword = z.input<typeof ResetPassword>

/** `GET /auth/invitations/:secret`, for whoever has the link `/invitation/<secret>`. */
export const OpenedInvitation = z.object({
  workspace: z.string(),
  email: z.string(),
  role: z.string(),
  invitedBy: z.string(),
  expiresAt: Instant,
  /** This address has an account: sign in with it first, then accept without name and password. */
  hasAccount: z.boolean(),
})
export type OpenedInvitation = z.infer<typeof OpenedInvitation>

/** `POST /auth/invitations/:secret/accept`: name and password of a new person; neither where there is an account. */
export const AcceptInvitation = z.strictObject({
  name: line(100).optional(),
  password: z.string().optional(),
})
export type AcceptInvitation = z.input<typeof AcceptInvitation>

/** The workspace that one is in now, signed in. */
export const AcceptedInvitation = z.object({ workspace: z.object({ id: Id, name: z.string() }) })
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>

/** `GET /auth/account`: the person who is signed in, whatever the workspace. */
export const Account = z.object({
  name: z.string(),
  email: z.string(),
  /** False where they only ever sign in by single sign-on. */
  hasPassword: z.boolean(),
  /** Linked with the identity provider. */
  singleSignOn: z.boolean(),
  twoFactor: z.boolean(),
  workspaces: z.array(
    z.object({ id: Id, name: z.string(), role: z.string(), twoFactorRequired: z.boolean() }),
  ),
})
export type Account = z.infer<typeof Account>

/** `PATCH /auth/account`. */
export const ChangeAccount = z.strictObject({ name: line(100) })
export type ChangeAccount = z.input<typeof ChangeAccount>

/** `POST /auth/account/password`. Ends all other sessions. */
export const ChangePassword = z.strictObject({
  currentPassword: z.string().max(128, 'at most 128 characters'),
  newPassword: z.string(),
})
export type ChangePassword = z.input<typeof ChangePassword>

/**
 * One of `GET /auth/account/sessions`. `DELETE /auth/account/sessions/:id` ends one, `DELETE /auth/account/sessions` all,
 * also the one that asks.
 */
export const Session = z.object({
  id: z.string(),
  /** The one that asks. */
  current: z.boolean(),
  /** What the browser says of itself, in words: “Firefox on Linux”. */
  device: z.string(),
  address: z.string().nullable(),
  since: Instant,
  lastSeenAt: Instant,
  /** When it ends at the latest; a day without use ends it earlier. */
  expiresAt: Instant,
})
export type Session = z.infer<typeof Session>
export const Sessions = z.object({ items: z.array(Session) })

/**
 * `POST /auth/account/two-factor` begins, `…/backup-codes` makes new codes, `…/disable` ends. All three ask for the
 * password.
 */
export const ConfirmWithPassword = z.strictObject({
  password: z.string().max(128, 'at most 128 characters'),
})
export type ConfirmWithPassword = z.input<typeof ConfirmWithPassword>

/** Two-factor is on only after `POST /auth/account/two-factor/confirm`. Answered only here. */
export const BegunTwoFactor = z.object({
  /** `otpauth://…`, for the picture that the app reads. */
  uri: z.string(),
  /** The same to be typed. */
  secret: z.string(),
  backupCodes: z.array(z.string()),
})
export type BegunTwoFactor = z.infer<typeof BegunTwoFactor>

export const ConfirmTwoFactor = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/u, 'the six digits of the app'),
})
export type ConfirmTwoFactor = z.input<typeof ConfirmTwoFactor>

/** Earlier ones work no more. Answered only here. */
export const BackupCodes = z.object({ backupCodes: z.array(z.string()) })
export type BackupCodes = z.infer<typeof BackupCodes>
