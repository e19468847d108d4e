import type { Generated } from 'kysely'
import type { Json } from './json-column.ts'

export interface MembersTable {
  id: Generated<string>
  workspaceId: string
  userId: string
  role: string
  createdAt: Date
  lastSeenAt: Generated<Date | null>
}

export interface ApiTokensTable {
  id: string
  workspaceId: string
  name: string
  prefix: string
  hash: string
  role: 'program' | 'operator'
  /** What a program may do; empty for an operator's, whose rights follow from its role. */
  scopes: string[]
  /** Of the role `operator`: whose it is. */
  operatorId: string | null
  /** Where the author of a ticket is written to. */
  email: string | null
  createdBy: string
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

export interface InvitationsTable {
  id: string
  workspaceId: string
  email: string
  role: string
  /** SHA-256 of the secret in its link. */
  hash: string
  invitedBy: string
  createdAt: Date
  expiresAt: Date
  acceptedAt: Date | null
  withdrawnAt: Date | null
  /** Its link goes to the address by mail and nowhere else. */
  byMail: boolean
  mailedAt: Date | null
  /** What the mail server said when it did not take the mail. */
  mailProblem: string | null
}

export interface SignInAttemptsTable {
  key: string
  failures: number
  lastAt: Date
  waitsUntil: Date
}

export interface SpentCodesTable {
  key: string
  at: Date
}

export interface AuditEntriesTable {
  id: string
  workspaceId: string
  at: Date
  /** `user:<id>`, `token:<id>`, or `hub` for what it does by itself. */
  actor: string
  actorName: string
  /** The network address that the request came from. */
  address: string | null
  action: string
  target: string | null
  targetName: string | null
  before: Json<Record<string, unknown> | null>
  after: Json<Record<string, unknown> | null>
  /** Null for the moment until it is chained. */
  place: number | null
  hash: string | null
}

export interface AuditChainsTable {
  workspaceId: string
  place: number
  hash: string
  seal: string
}
