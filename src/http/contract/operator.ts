import { z } from 'zod'
import { line } from './plain-text.ts'
import { Id, Instant, PageQuery } from './shared.ts'

const mostEmails = 50

const Emails = z
  .array(z.email('an e-mail address').max(254, 'at most 254 characters'))
  .max(mostEmails, `at most ${mostEmails} addresses`)
  .refine(
    (all) => new Set(all.map((email) => email.toLowerCase())).size === all.length,
    'each address only once',
  )
const Quota = z.int().min(1, 'from 1 to 100,000').max(100_000, 'from 1 to 100,000')

/** A partner whose programs open service tickets. */
export const Operator = z.object({
  id: Id,
  /** `last_update_author` on the wire. */
  name: z.string(),
  /** `last_comment_author` on the wire. */
  displayName: z.string(),
  /** `operator_contact_uuid` on the wire. */
  contactUuid: z.string().nullable(),
  /** `owner` on the wire; where null, the person of the ticket’s owner_contact. */
  owner: z.string().nullable(),
  /** `grt` on the wire, where the service has none of its own. */
  grt: z.string().nullable(),
  /** Told about each new ticket, beside its author. */
  emails: z.array(z.string()),
  /** Of all its tokens together, under `/api/`. */
  requestsPerMinute: z.number().int(),
  createdAt: Instant,
  /** In use. */
  tokens: z.number().int(),
  /** Neither closed nor canceled. */
  openTickets: z.number().int(),
  services: z.number().int(),
})
export type Operator = z.infer<typeof Operator>

const optional = {
  displayName: line(100).nullish().meta({ description: 'The name, if absent or null' }),
  contactUuid: line(64).nullish(),
  owner: line(200).nullish(),
  grt: line(100).nullish(),
}

/** `POST /v1/operators`. */
export const NewOperator = z.strictObject({
  name: line(60),
  ...optional,
  emails: Emails.default([]),
  requestsPerMinute: Quota.default(600),
})
export type NewOperator = z.input<typeof NewOperator>

/** `PATCH /v1/operators/:id`: what is absent stays. */
export const ChangeOperator = z.strictObject({
  name: line(60).optional(),
  ...optional,
  emails: Emails.optional(),
  requestsPerMinute: Quota.optional(),
})
export type ChangeOperator = z.input<typeof ChangeOperator>

export const OperatorQuery = PageQuery.extend({
  q: z.string().trim().max(200).optional().meta({ description: 'A part of its name' }),
})

export const RemoveOperatorQuery = z.object({
  force: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: '`true`: also while it has open tickets, which stay with the desk' }),
})

/** What became of a removed operator’s things. */
export const RemovedOperator = z.object({
  /** Withdrawn with it. */
  tokens: z.number().int(),
  /** They stay, and the desk goes on with them. */
  openTickets: z.number().int(),
  /** They stay its own until they are registered for another. */
  services: z.number().int(),
})
export type RemovedOperator = z.infer<typeof RemovedOperator>

/** With what an operator’s program signs in. */
export const OperatorToken = z.object({
  id: Id,
  /** The login: `author` on the wire. */
  name: z.string(),
  /** Where that author is written to; where null, the person of the ticket’s owner_contact. */
  email: z.string().nullable(),
  /** First characters, to tell tokens apart. */
  prefix: z.string(),
  createdBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
})
export type OperatorToken = z.infer<typeof OperatorToken>

/** `POST /v1/operators/:id/tokens`. */
export const NewOperatorToken = z.strictObject({
  name: line(100),
  email: z.email('an e-mail address').max(254, 'at most 254 characters').nullable().default(null),
  expiresInDays: z.int().min(1).max(730).nullable().default(365),
})
export type NewOperatorToken = z.input<typeof NewOperatorToken>

/** The only answer that ever holds the token itself. */
export const CreatedOperatorToken = OperatorToken.extend({ token: z.string() })
export type CreatedOperatorToken = z.infer<typeof CreatedOperatorToken>
