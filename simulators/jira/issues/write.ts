import { indexIssue } from '../../ground/search-index.ts'
import type { Site } from '../site.ts'
import type { Issue, Person } from '../state/model.ts'
import { publishIssueEvent } from '../webhooks/publish.ts'
import { describeChanges } from './changelog.ts'

/** Stores a version, for reads at once and for search after the lag. */
export function storeIssue(site: Site, issue: Issue): Issue {
  site.state.issues.set(issue.id, issue)
  indexIssue(site, site.state.index, issue)
  return issue
}

/** `updated` grows with every change, also within one millisecond. */
export function touched(site: Site, issue: Issue): number {
  return Math.max(site.now().getTime(), issue.updated + 1)
}

/** Changes an issue and tells the webhooks. A change that changes nothing is silent, as in Jira. */
export function changeIssue(
  site: Site,
  issue: Issue,
  change: { patch: Partial<Issue>; actor: Person; eventType: string },
): Issue {
  const next = { ...issue, ...change.patch, updated: touched(site, issue) }
  const items = describeChanges(site.state, issue, next)
  if (items.length === 0) return storeIssue(site, { ...next, updated: issue.updated })
  const stored = storeIssue(site, next)
  const { actor, eventType } = change
  publishIssueEvent(site, { event: 'jira:issue_updated', issue: stored, actor, eventType, items })
  return stored
}
