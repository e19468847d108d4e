import type { Generated } from 'kysely'
import type { AlarmDetails, AlarmState } from '../domain/alarm.ts'
import type { Explained } from '../domain/explained.ts'
import type { Fault } from '../domain/fault.ts'
import type { FieldValue } from '../domain/field-value.ts'
import type { Priority } from '../domain/priority.ts'
import type { Reason } from '../domain/reason.ts'
import type { ClearCode } from '../domain/service-ticket.ts'
import type { StatusCategory } from '../domain/status.ts'
import type { SentIssue, Survey } from '../domain/survey.ts'
import type { DeliveryKind, DeliveryState } from '../domain/ticket.ts'
import type { AlarmGroupsTable, AlarmRulesTable, RuleWaitsTable } from './alarm-rule-tables.ts'
import type { AlarmSourcesTable, WriteBacksTable } from './alarm-source-tables.ts'
import type {
  ActionsTable,
  ActionTypesTable,
  AttachmentContentsTable,
  AttachmentsTable,
  CustomersTable,
  FieldMappingsTable,
  IssueCommentsTable,
  ProductsTable,
  ProductVersionsTable,
  SavedFiltersTable,
  SupportFieldsTable,
  SupportStatusesTable,
  SupportTicketsTable,
  SupportTypesTable,
  TypeMappingsTable,
} from './help-desk-tables.ts'
import type { AnchorsTable, ConnectionsTable, RoutesTable } from './connection-tables.ts'
import type { HubFactsTable, IdempotencyKeysTable, ProcessesTable } from './hub-tables.ts'
import type { Json } from './json-column.ts'
import type {
  ApiTokensTable,
  AuditChainsTable,
  AuditEntriesTable,
  InvitationsTable,
  MembersTable,
  SignInAttemptsTable,
  SpentCodesTable,
} from './people-tables.ts'
import type {
  AliasCountersTable,
  DiagnosticRunsTable,
  NotificationsTable,
  OperatorsTable,
  ServiceEventsTable,
  ServicesTable,
  ServiceTicketsTable,
  WebhookSubscriptionsTable,
} from './service-tables.ts'

export interface WorkspaceSettings {
  projectRequired?: boolean
  /** Members who sign in with a password can do nothing until their two-factor is on. */
  twoFactorRequired?: boolean
  /** The desk’s name as partners read it; the workspace’s where absent. */
  deskName?: string
  /** DX33: service tickets become issues of the tracker as well. */
  forwardServiceTickets?: boolean
  /** With what a ticket is cleared when its issue is resolved, by the tracker’s status; asked for where absent. */
  clearCodes?: Record<string, ClearCode>
}

export interface WorkspacesTable {
  id: string
  name: string
  settings: Json<WorkspaceSettings>
  createdAt: Date
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
  kind: DeliveryKind
  state: DeliveryState
  comment: Json<{ text: string; author: string; markdown?: boolean } | null>
  /** The issue it is for, where that is not the ticket's present one. */
  issueId: string | null
  /** What a comment or a file was made of, for the help desk. */
  actionId: string | null
  attachmentId: string | null
  survey: Json<Survey | null>
  /** Values that a person gave for fields that the tracker requires, by its ids. */
  given: Json<Record<string, FieldValue> | null>
  sent: Json<SentIssue | null>
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
  /** For the help desk: the issue's project and type as they were read last, and its mapped fields by the tracker's ids. */
  projectKey: string | null
  issueType: string | null
  fieldValues: Generated<Record<string, FieldValue>>
  /** Comments and files that were there before the ticket was linked, see `earlierName`; they stay in the tracker. */
  earlier: Generated<string[]>
  /** False for a ticket that was linked to an issue that existed (C9). */
  isNew: Generated<boolean>
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
  invitations: InvitationsTable
  signInAttempts: SignInAttemptsTable
  spentCodes: SpentCodesTable
  auditEntries: AuditEntriesTable
  auditChains: AuditChainsTable
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
  supportTypes: SupportTypesTable
  supportStatuses: SupportStatusesTable
  actionTypes: ActionTypesTable
  supportFields: SupportFieldsTable
  customers: CustomersTable
  products: ProductsTable
  productVersions: ProductVersionsTable
  supportTickets: SupportTicketsTable
  actions: ActionsTable
  issueComments: IssueCommentsTable
  attachments: AttachmentsTable
  attachmentContents: AttachmentContentsTable
  savedFilters: SavedFiltersTable
  fieldMappings: FieldMappingsTable
  typeMappings: TypeMappingsTable
  operators: OperatorsTable
  services: ServicesTable
  diagnosticRuns: DiagnosticRunsTable
  aliasCounters: AliasCountersTable
  serviceTickets: ServiceTicketsTable
  serviceEvents: ServiceEventsTable
  webhookSubscriptions: WebhookSubscriptionsTable
  notifications: NotificationsTable
  logEntries: LogEntriesTable
  idempotencyKeys: IdempotencyKeysTable
  processes: ProcessesTable
  hubFacts: HubFactsTable
}
