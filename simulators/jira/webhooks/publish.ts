import { randomUUID } from 'node:crypto'
import type { ChangeItem } from '../issues/changelog.ts'
import { inBackground, pause, type Site } from '../site.ts'
import type { Comment, Issue, Person, Webhook } from '../state/model.ts'
import { commentEventBody, issueEventBody } from './body.ts'
import { deliver } from './deliver.ts'
import type { Delivery } from './model.ts'

export interface IssueEvent {
  event: string
  issue: Issue
  actor: Person
  /** Absent on deletion, as recorded. */
  eventType?: string
  items?: ChangeItem[]
}

export function publishIssueEvent(site: Site, event: IssueEvent): void {
  publish(site, event.event, () => issueEventBody(site, event))
}

export function publishCommentEvent(
  site: Site,
  event: { event: string; issue: Issue; comment: Comment },
): void {
  publish(site, event.event, () => commentEventBody(site, event))
}

function publish(site: Site, event: string, body: () => unknown): void {
  const interested = site.state.webhooks.filter(({ events }) => !events || events.includes(event))
  if (interested.length === 0) return
  const payload = JSON.stringify(body())
  for (const webhook of interested) send(site, { webhook, identifier: randomUUID(), payload })
}

/** Sends one event, or what the webhook faults make of it. */
function send(site: Site, delivery: Delivery): void {
  const { drop, duplicate, outOfOrder } = site.faults.webhooks
  if (site.random() < drop) return
  if (site.random() < outOfOrder && !site.held.some(({ webhook }) => webhook === delivery.webhook)) {
    site.held.push(delivery)
    return
  }
  const overtaken = takeHeld(site, delivery.webhook)
  const copies = site.random() < duplicate ? [delivery, delivery] : [delivery]
  inBackground(site, sendInTurn(site, [...copies, ...overtaken]))
}

/** One after the other, so that a held event surely arrives after the one that overtook it. */
async function sendInTurn(site: Site, deliveries: Delivery[]): Promise<void> {
  const { lateMs } = site.faults.webhooks
  if (lateMs > 0) await pause(site, lateMs)
  for (const delivery of deliveries) await deliver(site, delivery)
}

function takeHeld(site: Site, webhook?: Webhook): Delivery[] {
  const taken = site.held.filter((delivery) => !webhook || delivery.webhook === webhook)
  site.held = site.held.filter((delivery) => !taken.includes(delivery))
  return taken
}

/** Lets go what was kept back and never overtaken. */
export function releaseHeld(site: Site): void {
  const deliveries = takeHeld(site)
  if (deliveries.length > 0) inBackground(site, sendInTurn(site, deliveries))
}
