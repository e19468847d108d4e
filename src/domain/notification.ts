import type { Finding, RunStatus } from './diagnostic-run.ts'

/** What partners and the desk are told of. */
export const notificationTopics = ['ticket.created', 'event.added'] as const
export type NotificationTopic = (typeof notificationTopics)[number]

/**
 * - `queued` stored, will be sent next
 * - `sending` under way
 * - `waiting` tried in vain, will be tried again at a known time; or it waits for what it says
 * - `failed` given up; a person can have it sent again
 * - `done` taken by the recipient’s server
 * - `cancelled` its webhook was removed, a person gave it up, or nobody could send it for too long
 */
export const notificationStates = ['queued', 'sending', 'waiting', 'failed', 'done', 'cancelled'] as const
export type NotificationState = (typeof notificationStates)[number]

export const notificationChannels = ['mail', 'webhook'] as const
export type NotificationChannel = (typeof notificationChannels)[number]

/** The ticket, and the event, in the partners’ form, as they were then. The database does not keep the order of members. */
export interface NotificationPayload {
  ticket: Record<string, unknown>
  event?: Record<string, unknown>
}

/** What a recipient’s server answered. */
export interface NotificationAnswer {
  /** HTTP or SMTP. */
  status: number
  /** Shortened. */
  text: string
}

/** What mail waits for where the hub has no mail server. */
export const noMailServer = 'No mail server is set (SMTP_URL). It is sent when the hub is restarted with one.'

/** What a webhook’s events wait for while it is switched off. */
export const webhookOff = 'The webhook is switched off. Switch it on under the operator’s webhooks.'

/** What a person may do with a notification now. */
export type NotificationAction = 'retry' | 'cancel' | 'replay'

const actionsOf: Record<NotificationState, readonly NotificationAction[]> = {
  queued: ['cancel'],
  sending: [],
  waiting: ['retry', 'cancel'],
  failed: ['retry', 'cancel'],
  done: ['replay'],
  cancelled: ['retry'],
}

/** A mail that was taken is not sent a second time: its reader would have it twice. */
export const notificationActions = (of: {
  state: NotificationState
  channel: NotificationChannel
}): NotificationAction[] =>
  actionsOf[of.state].filter((action) => action !== 'replay' || of.channel === 'webhook')

/** What a mail tells of the diagnostic run beside the ticket (D16). */
export interface RunInMail {
  alias: string
  number: number
  kind: string
  status: RunStatus
  startedAt: Date | null
  endedAt: Date | null
  findings: Finding[]
}
