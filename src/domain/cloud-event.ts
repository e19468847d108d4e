import type { NotificationPayload, NotificationTopic } from './notification.ts'
import { inContractOrder } from './partner-members.ts'

/** A CloudEvents 1.0 event in the structured form, its members in this order. */
export interface CloudEvent {
  specversion: '1.0'
  /** The notification’s: the same however often it is sent. */
  id: string
  source: string
  type: string
  /** The ticket’s alias. */
  subject?: string
  time: string
  datacontenttype: 'application/json'
  data: object
}

export const cloudEventType = 'application/cloudevents+json'

const types: Record<NotificationTopic, string> = {
  'ticket.created': 'crosstie.ticket.created',
  'event.added': 'crosstie.event.added',
}

export const eventSource = (publicUrl: string) => `${publicUrl}/api/tickets`

/** What a partner’s server is told, always the same for the same notification. */
export function ticketCloudEvent(of: {
  id: string
  topic: NotificationTopic
  payload: NotificationPayload
  publicUrl: string
}): CloudEvent {
  const data = inContractOrder(of.payload)
  const happened = data.event ?? data.ticket
  return {
    specversion: '1.0',
    id: of.id,
    source: eventSource(of.publicUrl),
    type: types[of.topic],
    subject: String(data.ticket['alias']),
    time: String(happened['creation_date']),
    datacontenttype: 'application/json',
    data,
  }
}

/** An event with which somebody tries whether a webhook is taken. */
export const testCloudEvent = (of: { id: string; publicUrl: string; now: Date }): CloudEvent => ({
  specversion: '1.0',
  id: of.id,
  source: eventSource(of.publicUrl),
  type: 'crosstie.webhook.test',
  time: of.now.toISOString(),
  datacontenttype: 'application/json',
  data: {
    message: 'A test from the hub: this webhook is called when tickets are created and events are added.',
  },
})
