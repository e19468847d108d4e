import type { Generated } from 'kysely'
import type { AlarmDetails, AlarmState } from '../domain/alarm.ts'
import type { Explained } from '../domain/explained.ts'
import type { Fault } from '../domain/fault.ts'
import type { FilledField, NeededField } from '../domain/needed-field.ts'
import type { Priority } from '../domain/priority.ts'
import type { Reason } from '../domain/reason.ts'
import type { StatusCategory } from '../domain/status.ts'
import type { DeliveryState } from '../domain/ticket.ts'
import type { AlarmGroupsTable, AlarmRulesTable, RuleWaitsTable } from './alarm-rule-tables.ts'
import type { AlarmSourcesTable, WriteBacksTable } from './alarm-source-tables.ts'
import type { HubFactsTable, IdempotencyKeysTable, ProcessesTable } from './hub-tables.ts'
import type { Json } from './json-column.ts'

export interface WorkspaceSettings {
  projectRequired?: boolean
}

export interface WorkspacesTable {
  id: string
  name: string
  settings: Json<WorkspaceSettings>
  createdAt: Date
}

export interface MembersTable {
  workspaceId: string
  userId: string
  role: string
  createdAt: Date
}

export interface ApiTokensTable {
  id: string
  workspaceId: string
  name: string
  prefix: string
  hash: string
  role: string
  createdBy: string
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

export interface ProjectsTable {
  id: string
  workspaceId: string
  key: string
  name: string
  createdAt: Date
}

export interface FindingsTable {
  id: string
  workspaceId: string
  kind: string
  source: string
  key: string
  title: string
  description: string
  resource: string | null
  account: string | null
  category: string | null
  effort: string | null
  saving: number | null
  currency: string | null
  projectId: string | null
  raw: Json<unknown>
  state: AlarmState | null
  alarm: Json<AlarmDetails | null>
  clearedAt: Date | null
  /** Changes when the content does. */
  fingerprint: string
  /** The newest ticket about it. */
  ticketId: string | null
  firstSeenAt: Date
  lastSeenAt: Date
}

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
}

export interface ConnectionsTable {
  id: string
  workspaceId: string
  provider: string
  name: string
  state: 'draft' | 'active' | 'following' | 'disconnected'
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

export interface TicketsTable {
  id: string
  workspaceId: string
  number: Generated<number>
  type: string
  title: string
  description: string
  priority: Priority
  status: string
  statusCategory: StatusCategory
  projectId: string | null
  findingId: string | null
  openFindingId: string | null
  attributes: Json<Record<string, string> | null>
  /** The status it had when the clearing of its alarms closed it. */
  reopensAs: string | null
  removed: Json<RemovedTicket | null>
  createdBy: string
  createdAt: Date
  updatedAt: Date
}

/** What retention leaves, so that an alarm is not ticketed a second time (BX4). */
export interface RemovedTicket {
  /** ISO 8601, UTC. */
  at: string
  issueKey: string
  url: string
}

export interface EventsTable {
  id: string
  workspaceId: string
  ticketId: string
  at: Date
  kind: string
  actor: string
  text: string
  reason: Json<Reason | null>
  fault: Json<Fault | null>
}

export interface DeliveriesTable {
  id: string
  workspaceId: string
  ticketId: string
  connectionId: string
  kind: 'create' | 'comment'
  state: DeliveryState
  comment: Json<{ text: string; author: string } | null>
  attempts: number
  destination: Json<Record<string, unknown> | null>
  destinationLabel: string | null
  /** Each value that was sent, and why. */
  explanation: Json<Explained[] | null>
  /** A person has to do something about this route first. */
  waitsForRouteId: string | null
  anchor: Json<{ scope: string; position: string } | null>
  /** The process that is sending it; see the table `processes`. */
  claimedBy: string | null
  unknownSince: Date | null
  waitingFor: string | null
  nextAttemptAt: Date | null
  fault: Json<Fault | null>
  /** The last replay that has sent it again. */
  replayId: string | null
  createdAt: Date
  updatedAt: Date
}

export interface LinksTable {
  id: string
  workspaceId: string
  ticketId: string
  connectionId: string
  issueId: string
  issueKey: string
  url: string
  state: 'linked' | 'gone'
  rawStatus: string | null
  statusMapped: boolean
  statusSuggestion: string | null
  statusReason: Json<Reason | null>
  assignee: string | null
  issueVersion: string | null
  issueUpdatedAt: Date | null
  lastSyncedAt: Date | null
  createdAt: Date
}

export interface WebhookReceiptsTable {
  id: string
  workspaceId: string
  connectionId: string
  identifier: string
  body: string
  state: 'received' | 'applied' | 'ignored' | 'unreadable'
  receivedAt: Date
}

export interface LogEntriesTable {
  id: string
  workspaceId: string
  connectionId: string | null
  ticketId: string | null
  at: Date
  level: 'info' | 'warning' | 'error'
  message: string
  fault: Json<Fault | null>
}

export interface Tables {
  workspaces: WorkspacesTable
  members: MembersTable
  apiTokens: ApiTokensTable
  projects: ProjectsTable
  findings: FindingsTable
  alarmSources: AlarmSourcesTable
  writeBacks: WriteBacksTable
  alarmRules: AlarmRulesTable
  ruleWaits: RuleWaitsTable
  alarmGroups: AlarmGroupsTable
  connections: ConnectionsTable
  routes: RoutesTable
  anchors: AnchorsTable
  tickets: TicketsTable
  events: EventsTable
  deliveries: DeliveriesTable
  links: LinksTable
  webhookReceipts: WebhookReceiptsTable
  logEntries: LogEntriesTable
  idempotencyKeys: IdempotencyKeysTable
  processes: ProcessesTable
  hubFacts: HubFactsTable
}
