import { createHmac, randomUUID } from 'node:crypto'
import { send } from '../../ground/webhooks.ts'
import type { ChangeItem } from '../issues/changelog.ts'
import type { Site } from '../site.ts'
import type { Comment, Issue, Person, Webhook } from '../state/model.ts'
import { commentEventBody, issueEventBody } from './body.ts'

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

/** https://developer.atlassian.com/cloud/jira/platform/webhooks/ */
function publish(site: Site, event: string, body: () => unknown): void {
  const interested = site.state.webhooks.filter(({ events }) => !events || events.includes(event))
  if (interested.length === 0) return
  const payload = JSON.stringify(body())
  for (const webhook of interested) {
    send(site, { webhook, headers: deliveryHeaders(webhook, payload), payload, isRetried })
  }
}

/** The identifier stays the same over retries and duplicates. */
function deliveryHeaders({ secret }: Webhook, payload: string): Record<string, string> {
  return {
    'content-type': 'application/json; charset=UTF-8',
    'user-agent': 'Atlassian HttpClient (simulated)',
    'x-atlassian-webhook-identifier': randomUUID(),
    ...(secret && {
      'x-hub-signature': `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`,
    }),
  }
}

const retried = new Set([408, 409, 425, 429])

function isRetried(status: number | undefined): boolean {
  return status === undefined || status >= 500 || retried.has(status)
}
