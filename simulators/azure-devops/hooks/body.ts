import { organizationUrl, type Site } from '../site.ts'
import { guidOf } from '../state/ids.ts'
import { projectOf } from '../state/lookup.ts'
import type { Person, Subscription, WorkItem } from '../state/model.ts'
import { itemPage } from '../wire/item.ts'
import type { EventType } from './publish.ts'

export interface Notice {
  subscription: Subscription
  event: EventType
  item: WorkItem
  actor: Person
  resource: unknown
}

const acts: Record<EventType, string> = {
  'workitem.created': 'created',
  'workitem.updated': 'updated',
  'workitem.commented': 'commented on',
  'workitem.deleted': 'deleted',
  'workitem.restored': 'restored',
}

/** What is around the resource in every event, formed like recorded ones. */
export function envelope(site: Site, { subscription, event, item, actor, resource }: Notice) {
  const { organizationId } = site.state
  const message = messageOf(site, item, `${acts[event]} by ${actor.name}.`)
  const root = `${organizationUrl(site)}/`
  return {
    subscriptionId: subscription.id,
    notificationId: subscription.notifications,
    id: guidOf(`event ${subscription.id} ${subscription.notifications} ${item.watermark}`),
    eventType: event,
    publisherId: 'tfs',
    message,
    detailedMessage: message,
    resource,
    resourceVersion: '1.0',
    resourceContainers: {
      collection: { id: organizationId, baseUrl: root },
      account: { id: guidOf(`account ${organizationId}`), baseUrl: root },
      project: { id: projectOf(site.state, item).id, baseUrl: root },
    },
    createdDate: site.now().toISOString(),
  }
}

function messageOf(site: Site, item: WorkItem, act: string) {
  const name = `${item.fields['System.WorkItemType']} #${item.id}`
  const rest = `(${item.fields['System.Title']}) ${act}`
  const page = itemPage(site, item)
  return {
    text: `${name} ${rest}\r\n(${page})`,
    html: `<a href="${page}">${name}</a> ${rest}`,
    markdown: `[${name}](${page}) ${rest}`,
  }
}
