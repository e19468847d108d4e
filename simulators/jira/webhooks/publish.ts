import { createHmac, randomUUID } from 'node:crypto'
import { send } from '../../ground/webhooks.ts'
import type { ChangeItem } from '../issues/changelog.ts'
import { asServerSays } from '../server/translate.ts'
import type { Site } from '../site.ts'
import type { Comment, Issue, Person, Webhook } from '../state/model.ts'
import { personById } from '../wire/comment.ts'
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
  if (site.state.edition === 'server') publishCommented(site, event)
}

const eventTypes: Record<string, string> = {
  comment_created: 'issue_commented',
  comment_updated: 'issue_comment_edited',
  comment_deleted: 'issue_comment_deleted',
}

/** A server tells of a comment twice: once without its issue, once as an update of the issue. */
function publishCommented(site: Site, told: { event: string; issue: Issue; comment: Comment }): void {
  const actor = personById(site.state, told.comment.authorId)
  const eventType = eventTypes[told.event] ?? 'issue_updated'
  const { comment } = commentEventBody(site, told)
  const event = { event: 'jira:issue_updated', issue: told.issue, actor, eventType }
  publish(site, event.event, () => ({ ...issueEventBody(site, event), comment }))
}

/** https://developer.atlassian.com/cloud/jira/platform/webhooks/ */
function publish(site: Site, event: string, body: () => unknown): void {
  const interested = site.state.webhooks.filter(({ events }) => !events || events.includes(event))
  if (interested.length === 0) return
  const payload = JSON.stringify(isCloud(site) ? body() : asServerSays(site, body()))
  for (const webhook of interested) {
    send(site, { webhook, headers: deliveryHeaders(site, webhook, payload), payload, isRetried })
  }
}

const isCloud = ({ state }: Site) => state.edition === 'cloud'

/** A server does so since version 10. */
const signs = (site: Site) => isCloud(site) || Number(site.state.version.split('.')[0]) >= 10

/** The identifier stays the same over retries and duplicates. */
function deliveryHeaders(site: Site, { secret }: Webhook, payload: string): Record<string, string> {
  return {
    'content-type': 'application/json; charset=UTF-8',
    'user-agent': 'Atlassian HttpClient (simulated)',
    'x-atlassian-webhook-identifier': randomUUID(),
    ...(secret &&
      signs(site) && {
        'x-hub-signature': `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`,
      }),
  }
}

const retried = new Set([408, 409, 425, 429])

function isRetried(status: number | undefined): boolean {
  return status === undefined || status >= 500 || retried.has(status)
}
