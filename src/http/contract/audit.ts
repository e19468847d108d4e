import { z } from 'zod'
import { Id, Instant, PageQuery } from './shared.ts'

const State = z.record(z.string(), z.unknown()).nullable()

/** Who did what, as an administrator reads it. */
export const AuditEntry = z.object({
  id: Id,
  at: Instant,
  actor: z.object({
    /** `user:<id>`, `token:<id>`, or `hub` for what it does by itself. */
    id: z.string(),
    name: z.string(),
  }),
  /** The network address that the request came from. */
  address: z.string().nullable(),
  /** To what, and what was done, e.g. `connection.changed`. */
  action: z.string(),
  target: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** How it was and how it is; where both are there, only what differs. Never a secret. */
  before: State,
  after: State,
  /** Its place in the chain; null for the seconds until it is chained. */
  place: z.number().int().nullable(),
  hash: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditFilters = z.object({
  action: z
    .string()
    .max(60)
    .regex(
      /^[a-z-]+(\.[a-z-]*)?$/u,
      'a word, or a word and what was done, e.g. connection or connection.changed',
    )
    .optional()
    .meta({ description: 'Begins with, e.g. connection' }),
  actor: z.string().max(100).optional().meta({ description: '`user:<id>`, `token:<id>` or `hub`' }),
  target: z.string().max(100).optional().meta({ description: 'The id of what it was done to' }),
  from: Instant.optional(),
  until: Instant.optional().meta({ description: 'Up to, but not at' }),
})
export type AuditFilters = z.infer<typeof AuditFilters>

export const AuditQuery = AuditFilters.extend(PageQuery.shape)

/** What `POST /v1/audit/verify` found. */
export const AuditVerification = z.object({
  ok: z.boolean(),
  /** How many were looked at. */
  entries: z.number().int(),
  /** The first places where the record is not what it was. */
  breaks: z.array(z.object({ place: z.number().int(), id: z.string().nullable(), what: z.string() })),
})
export type AuditVerification = z.infer<typeof AuditVerification>
