import { plainText } from '../adf/text.ts'
import type { ChangeItem } from '../issues/changelog.ts'
import type { Site } from '../site.ts'
import type { Comment, Issue } from '../state/model.ts'
import { nextId } from '../state/start.ts'
import { commentBean } from '../wire/comment.ts'
import { issueFields } from '../wire/fields.ts'
import { personBean } from '../wire/person.ts'
import { select } from '../wire/selection.ts'
import type { IssueEvent } from './publish.ts'

/*
 * Bodies formed like recorded ones of Jira Cloud. They differ from the REST answers: links point to API
 * version 2, and descriptions and comments are plain text instead of documents.
 */

function base(site: Site): string {
  return `${site.url}/rest/api/2`
}

function issuePart(site: Site, issue: Issue, fields: string): Record<string, unknown> {
  const all = issueFields(base(site), site.state, { issue })
  const description = issue.description && (issue.description.wiki ?? plainText(issue.description))
  return {
    id: issue.id,
    self: `${base(site)}/issue/${issue.id}`,
    key: issue.key,
    fields: select({ ...all, description }, [fields], '*all'),
  }
}

/** A server names no field ids. */
function itemOf({ state }: Site, item: ChangeItem): Partial<ChangeItem> {
  if (state.edition === 'cloud') return item
  const { fieldId: _cloud, ...rest } = item
  return rest
}

export function issueEventBody(site: Site, { event, issue, actor, eventType, items }: IssueEvent) {
  return {
    timestamp: site.now().getTime(),
    webhookEvent: event,
    ...(eventType && { issue_event_type_name: eventType }),
    user: personBean(base(site), actor),
    issue: issuePart(site, issue, '*all,-comment'),
    ...(items && { changelog: { id: nextId(site.state), items: items.map((item) => itemOf(site, item)) } }),
  }
}

/** Comment events name no user, only the comment's author, and carry few of the issue's fields. */
export function commentEventBody(
  site: Site,
  { event, issue, comment }: { event: string; issue: Issue; comment: Comment },
) {
  const view = { base: base(site), state: site.state, issue }
  return {
    timestamp: site.now().getTime(),
    webhookEvent: event,
    comment: { ...commentBean(comment, view), body: comment.body.wiki ?? plainText(comment.body) },
    ...(site.state.edition === 'cloud' && {
      issue: issuePart(site, issue, 'summary,issuetype,project,assignee,priority,status'),
    }),
  }
}
