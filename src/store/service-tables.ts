import type { Generated } from 'kysely'
import type { Fault } from '../domain/fault.ts'
import type { Finding, RunStatus } from '../domain/diagnostic-run.ts'
import type {
  ClearCode,
  EventStatus,
  OwnerContact,
  Party,
  ServiceCategory,
  ServicePriority,
  ServiceStatus,
} from '../domain/service-ticket.ts'
import type {
  NotificationAnswer,
  NotificationChannel,
  NotificationPayload,
  NotificationState,
  NotificationTopic,
} from '../domain/notification.ts'
import type { Json } from './json-column.ts'

export interface OperatorsTable {
  id: string
  workspaceId: string
  /** Its short name, `last_update_author` on the wire. */
  name: string
  /** `last_comment_author` on the wire. */
  displayName: string
  contactUuid: string | null
  owner: string | null
  grt: string | null
  emails: Json<string[]>
  requestsPerMinute: number
  createdAt: Date
  removedAt: Date | null
}

export interface ServicesTable {
  id: string
  workspaceId: string
  /** `id` in the API. */
  number: number
  /** An opaque text by which partners name it. */
  uuid: string
  alias: string
  operatorId: string | null
  productName: string | null
  grt: string | null
  createdAt: Date
  updatedAt: Date
}

export interface DiagnosticRunsTable {
  id: string
  workspaceId: string
  /** `id` in the API. */
  number: number
  alias: string
  /** `standard`, or another that tickets are not opened on. */
  kind: string
  status: RunStatus
  serviceId: string | null
  findings: Json<Finding[]>
  startedAt: Date | null
  endedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

export interface AliasCountersTable {
  workspaceId: string
  letter: string
  hour: string
  last: number
}

/** What was said last on a ticket, as partners read it. */
export interface LastComment {
  comment: string
  author: string
  /** The author’s name for people. */
  name: string
}

/** Times have microseconds: they are read as texts, see `wireTime`. */
export interface ServiceTicketsTable {
  ticketId: string
  number: number
  workspaceId: string
  operatorId: string
  alias: string
  status: ServiceStatus
  category: ServiceCategory
  priority: ServicePriority
  serviceId: string
  runId: string | null
  operatorTicketRef: string | null
  initialComment: string | null
  author: string
  owner: string
  ownerContact: Json<OwnerContact>
  clearCode: ClearCode | null
  lastComment: Json<LastComment | null>
  lastUpdateAuthor: string
  note: string | null
  asksClearCode: Generated<boolean>
  createdAt: Date
  modifiedAt: Date
}

export interface ServiceEventsTable {
  id: string
  number: Generated<number>
  ticketId: string
  workspaceId: string
  status: EventStatus | null
  comment: string | null
  clearCode: ClearCode | null
  party: Party
  author: string
  authorName: string
  actor: string
  createdAt: Date
}

export interface WebhookSubscriptionsTable {
  id: string
  workspaceId: string
  operatorId: string
  url: string
  sealedSecret: string
  /** The one before the last rotation; signs beside the new one until `oldSecretUntil`. */
  sealedOldSecret: string | null
  oldSecretUntil: Date | null
  topics: Json<NotificationTopic[]>
  isActive: Generated<boolean>
  /** Why the hub has switched it off by itself. */
  offBecause: string | null
  /** Vain tries in a row. */
  failures: Generated<number>
  /** Until then what is due waits together. */
  heldUntil: Date | null
  heldBecause: string | null
  createdAt: Date
  updatedAt: Date
  removedAt: Date | null
}

export interface NotificationsTable {
  id: string
  workspaceId: string
  operatorId: string
  ticketId: string
  topic: NotificationTopic
  channel: NotificationChannel
  /** An e-mail address, or the webhook’s address. */
  recipient: string
  subscriptionId: string | null
  /** `{ticket}` and, for an event, `{ticket, event}`, in the partners’ form. */
  payload: Json<NotificationPayload>
  state: NotificationState
  attempts: Generated<number>
  nextAttemptAt: Date | null
  waitingFor: string | null
  /** The process that is sending it; see the table `processes`. */
  claimedBy: string | null
  fault: Json<Fault | null>
  /** What the recipient’s server answered last. */
  answer: Json<NotificationAnswer | null>
  /** Since when it is tried as a new one is: a person had it sent again, or put right what it waited for. */
  againAt: Date | null
  createdAt: Date
  updatedAt: Date
}
