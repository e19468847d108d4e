import type { Fault as StoredFault } from '../../domain/fault.ts'
import { notificationRemedy } from '../../domain/notification-remedies.ts'
import {
  notificationActions,
  type NotificationChannel,
  type NotificationPayload,
} from '../../domain/notification.ts'
import { inContractOrder } from '../../domain/partner-members.ts'
import type { WebhookOutcome } from '../../connections/partner-webhook.ts'
import type { NotificationView } from '../../store/notification-views.ts'
import type { WebhookSubscription } from '../../store/webhook-subscriptions.ts'
import type { Notification, NotificationDetail } from '../contract/notification.ts'
import type { OperatorWebhook, TriedOperatorWebhook } from '../contract/operator-webhook.ts'
import type { Fault } from '../contract/shared.ts'
import { instant } from './views.ts'

/** A stored fault as people see it: with the remedy. */
const faultOf = (channel: NotificationChannel, fault: StoredFault | null): Fault | null =>
  fault ? { ...fault, remedy: notificationRemedy(channel, fault) } : null

export const notificationAnswer = (view: NotificationView): Notification => ({
  id: view.id,
  topic: view.topic,
  channel: view.channel,
  recipient: view.recipient,
  ticket: { alias: view.ticketAlias },
  operator: { id: view.operatorId, name: view.operatorName },
  webhookId: view.subscriptionId,
  state: view.state,
  attempts: view.attempts,
  waitingFor: view.waitingFor,
  nextAttemptAt: instant(view.nextAttemptAt),
  fault: faultOf(view.channel, view.fault),
  answer: view.answer,
  createdAt: view.createdAt.toISOString(),
  updatedAt: view.updatedAt.toISOString(),
  actions: notificationActions(view),
})

export const notificationDetail = (
  view: NotificationView & { payload: NotificationPayload },
): NotificationDetail => ({ ...notificationAnswer(view), payload: { ...inContractOrder(view.payload) } })

export const webhookAnswer = (row: WebhookSubscription): OperatorWebhook => ({
  id: row.id,
  url: row.url,
  topics: row.topics,
  isActive: row.isActive,
  offBecause: row.offBecause,
  failures: row.failures,
  heldUntil: instant(row.heldUntil),
  heldBecause: row.heldBecause,
  oldSecretUntil: instant(row.oldSecretUntil),
  createdAt: row.createdAt.toISOString(),
})

export const triedAnswer = ({
  webhookId,
  answer,
  fault,
}: WebhookOutcome & { webhookId: string }): TriedOperatorWebhook => ({
  webhookId,
  status: answer?.status ?? null,
  text: answer?.text ?? '',
  fault: faultOf('webhook', fault ?? null),
})
