import { z } from 'zod'
import { scopes } from '../../domain/rights.ts'
import { Id, Instant } from './shared.ts'

/** `GET /v1/me`: who is asking, where, and what they may do. */
export const Me = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
  workspace: z.object({
    id: Id,
    name: z.string(),
    /** AX5: a ticket may be created without a project unless this is true. */
    projectRequired: z.boolean(),
  }),
  workspaces: z.array(z.object({ id: Id, name: z.string() })),
  role: z.string(),
  rights: z.array(z.string()),
  /** The workspace asks for two-factor and waits for this person to switch it on: until then there is nothing else to do. */
  needsTwoFactor: z.boolean(),
  /** Set when a connection is active for creation. */
  activeConnection: z
    .object({
      id: Id,
      name: z.string(),
      provider: z.string(),
      titleLimit: z.number().int(),
      attention: z.string().nullable(),
    })
    .nullable(),
  /** B10, B37: a connection has its debug page switched on. */
  queueShown: z.boolean(),
  supportAddress: z.string().nullable(),
})
export type Me = z.infer<typeof Me>

export const Token = z.object({
  id: Id,
  name: z.string(),
  /** First characters, to tell tokens apart. */
  prefix: z.string(),
  scopes: z.array(z.string()),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
})
export type Token = z.infer<typeof Token>

export const NewToken = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z
    .array(z.enum(scopes, { error: `one of: ${scopes.join(', ')}` }), {
      error: `what the program may do: a list of ${scopes.join(', ')}`,
    })
    .min(1, 'at least one scope')
    .transform((given) => scopes.filter((scope) => given.includes(scope))),
  expiresInDays: z.number().int().min(1).max(730).nullable().default(365),
})

/** The only answer that ever holds the token itself. */
export const CreatedToken = Token.extend({ token: z.string() })
