import type { ClearingRule } from '../domain/clearing.ts'
import type { Fault } from '../domain/fault.ts'
import type { WriteBackTemplate } from '../domain/write-back.ts'
import type { WriteBackState } from '../domain/write-back-retry.ts'
import type { Json } from './json-column.ts'

/** A template as it is kept: the values of its headers are sealed. */
export type StoredTemplate = Omit<WriteBackTemplate, 'headers'> & { headerNames: string[] }

export interface AlarmSourcesTable {
  id: string
  workspaceId: string
  name: string
  onClear: ClearingRule
  writeBack: Json<StoredTemplate | null>
  sealedHeaders: string | null
  createdAt: Date
  updatedAt: Date
}

export interface WriteBacksTable {
  findingId: string
  ticketId: string
  workspaceId: string
  sourceId: string
  state: WriteBackState
  attempts: number
  /** The process that is sending it; see the table `processes`. */
  claimedBy: string | null
  waitingFor: string | null
  nextAttemptAt: Date | null
  fault: Json<Fault | null>
  createdAt: Date
  updatedAt: Date
}
