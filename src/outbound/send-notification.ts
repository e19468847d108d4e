import { callWebhook } from '../connections/partner-webhook.ts'
import type { Deps } from '../deps.ts'
import { ticketCloudEvent } from '../domain/cloud-event.ts'
import type { Fault } from '../domain/fault.ts'
import type { NotificationAnswer } from '../domain/notification.ts'
import { ProviderError } from '../providers/provider.ts'
import { besideMail } from '../store/notification-views.ts'
import type { Notification } from '../store/notifications.ts'
import { findSubscription } from '../store/webhook-subscriptions.ts'
import { ticketMail } from './ticket-mail.ts'

/** What the recipient’s server answered; `fault` where it did not take it. */
export interface Sent {
  answer: NotificationAnswer | null
  fault: Fault | undefined
}

const notTaken = (fault: Fault): Sent => ({ answer: null, fault })

/** Sends a notification once. Never throws: a mistake of our own must not leave it behind. */
export async function sendNotification(deps: Deps, row: Notification): Promise<Sent> {
  try {
    return row.channel === 'mail' ? await sendMail(deps, row) : await sendWebhook(deps, row)
  } catch (error) {
    deps.ctx.log.error({ err: error }, 'A notification failed inside the hub')
    return notTaken({ kind: 'bad-answer', detail: 'An internal error; the hub’s log has the details.' })
  }
}

async function sendWebhook(deps: Deps, row: Notification): Promise<Sent> {
  const { id, topic, payload } = row
  const subscription = row.subscriptionId
    ? await findSubscription(deps.store.db, row.subscriptionId)
    : undefined
  if (!subscription) return notTaken({ kind: 'not-found', detail: 'The webhook is not there any more.' })
  const event = ticketCloudEvent({ id, topic, payload, publicUrl: deps.publicUrl })
  return callWebhook(deps, subscription, event)
}

async function sendMail(deps: Deps, row: Notification): Promise<Sent> {
  const { ctx, store, mail, publicUrl } = deps
  const beside = await besideMail(store.db, row.ticketId)
  if (!beside || !mail) return notTaken({ kind: 'not-found', detail: 'The ticket is not there any more.' })
  const { recipient, payload } = row
  const of = { notificationId: row.id, recipient, ticket: payload.ticket, publicUrl, now: ctx.now() }
  try {
    return { answer: await mail(ticketMail({ ...of, ...beside })), fault: undefined }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { status, detail } = error.fault
    return { answer: status ? { status, text: detail } : null, fault: error.fault }
  }
}
