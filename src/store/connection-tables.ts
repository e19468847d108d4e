import type { Generated } from 'kysely'
import type { Fault } from '../domain/fault.ts'
import type { FilledField, NeededField } from '../domain/needed-field.ts'
import type { Priority } from '../domain/priority.ts'
import type { StatusCategory } from '../domain/status.ts'
import type { InstanceSettings } from '../domain/instance.ts'
import type { Json } from './json-column.ts'

export interface ConnectionSettingsRow {
  pollMinutes?: number
  requestsPerMinute?: number
  /** Creations under way at the same time. */
  concurrency?: number
  /** Tries of a creation after the first one. */
  retryCount?: number
  /** Retention; null: for ever, or any number. */
  keepDays?: number | null
  keepCount?: number | null
  /** Shows the lock and the queue to administrators (B10). */
  debugPage?: boolean
  quietPeriodMs?: number
  priorities?: Partial<Record<Priority, string>>
  statusAdditions?: Partial<Record<StatusCategory, string[]>>
  /** As an instance of the help desk. */
  helpDesk?: Partial<InstanceSettings>
}

export interface ConnectionsTable {
  id: string
  workspaceId: string
  provider: string
  name: string
  state: 'draft' | 'active' | 'following' | 'disconnected'
  /** The one that findings' tickets go to; the others are further instances of the same provider, for the help desk. */
  isPrimary: Generated<boolean>
  config: Json<Record<string, unknown>>
  sealedSecrets: string | null
  account: Json<{ name: string; expiresAt: string | null } | null>
  settings: Json<ConnectionSettingsRow>
  pausedSince: Date | null
  pausedUntil: Date | null
  pauseFault: Json<Fault | null>
  sealedWebhookSecret: string | null
  cursor: Json<{ since: string; token?: string } | null>
  lastPolledAt: Date | null
  nextPollAt: Date | null
  lastWebhookAt: Date | null
  syncFault: Json<Fault | null>
  /** When the credential ends, as a person said; the account tells it where the tracker does. */
  credentialEndsAt: Date | null
  expiryToldDays: number | null
  createdAt: Date
  updatedAt: Date
}

export interface RoutesTable {
  id: string
  workspaceId: string
  connectionId: string
  /** Null: the default route. */
  projectId: string | null
  destination: Json<Record<string, unknown>>
  names: Json<Record<string, string>>
  fields: Json<FilledField[]>
  fallsBack: boolean
  problems: Json<{ field: string; message: string }[]>
  needs: Json<NeededField[]>
  checkedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

export interface AnchorsTable {
  connectionId: string
  workspaceId: string
  scope: string
  position: string
}
