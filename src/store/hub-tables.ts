import type { Generated } from 'kysely'
import type { Json } from './json-column.ts'

export interface IdempotencyKeysTable {
  /** Digest of workspace, actor and key: see `answerId`. */
  id: string
  workspaceId: string
  fingerprint: string
  status: number
  answer: Json<unknown>
  /** Instead of the answer, where that holds a secret. */
  sealedAnswer: string | null
  createdAt: Date
}

export interface ProcessesTable {
  id: string
  /** Machine and process number, for people. */
  name: string
  startedAt: Generated<Date>
  seenAt: Date
  /** With which it seals secrets now. */
  keyId: string | null
}

export interface HubFactsTable {
  name: string
  value: string
}
