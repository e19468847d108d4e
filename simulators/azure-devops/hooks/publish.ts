import { send } from '../../ground/webhooks.ts'
import { guidOf } from '../state/ids.ts'
import type { Site } from '../site.ts'
import type { Person, Subscription, WorkItem } from '../state/model.ts'
import { envelope, type Notice } from './body.ts'
import { itemResource, updateResource } from './resource.ts'

export const eventTypes = [
  'workitem.created',
  'workitem.updated',
  'workitem.commented',
  'workitem.deleted',
  'workitem.restored',
] as const
export type EventType = (typeof eventTypes)[number]

export function publishItemEvent(
  site: Site,
  { event, item, actor }: { event: EventType; item: WorkItem; actor: Person },
): void {
  publish(site, { event, item, actor, resource: itemResource(site, item, event) })
}

/** Comments have an event of their own besides the update that they are. */
export function publishCommented(site: Site, { item, actor }: { item: WorkItem; actor: Person }): void {
  publishItemEvent(site, { event: 'workitem.commented', item, actor })
}

export function publishUpdate(
  site: Site,
  { before, after, actor }: { before: WorkItem; after: WorkItem; actor: Person },
): void {
  const resource = updateResource(site, { before, after, actor })
  publish(site, { event: 'workitem.updated', item: after, actor, resource })
}

function publish(site: Site, notice: Omit<Notice, 'subscription'>): void {
  const interested = site.state.webhooks.filter(
    ({ events, status }) => status === 'enabled' && (!events || events.includes(notice.event)),
  )
  for (const subscription of interested) {
    subscription.notifications += 1
    send(site, {
      webhook: subscription,
      headers: headersFor(subscription),
      payload: JSON.stringify(envelope(site, { ...notice, subscription })),
      isRetried: (status) => isRetried(subscription, status),
    })
  }
}

/** There is no signature: the receiver has only the user name, the password and the extra headers to go by. */
function headersFor({
  id,
  notifications,
  username,
  password,
  headers,
}: Subscription): Record<string, string> {
  const credentials = Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64')
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'VSServices/19.0 (simulated)',
    'x-vss-activityid': guidOf(`activity ${id} ${notifications}`),
    'x-vss-subscriptionid': id,
    ...((username !== undefined || password !== undefined) && { authorization: `Basic ${credentials}` }),
    ...headers,
  }
}

const retried = new Set([408, 502, 503, 504])

/** 410 says that the receiver is gone for good: the subscription is switched off. */
function isRetried(subscription: Subscription, status: number | undefined): boolean {
  if (status === 410) subscription.status = 'disabledBySystem'
  return status === undefined || retried.has(status)
}
