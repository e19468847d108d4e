import type { Site } from '../site.ts'
import type { Issue, Person } from '../state/model.ts'
import { publishIssueEvent } from '../webhooks/publish.ts'

/** Deletes an issue with its comments. Its number is not given out again. */
export function removeIssue(site: Site, issue: Issue, actor: Person): void {
  site.state.issues.delete(issue.id)
  site.state.index.delete(issue.id)
  publishIssueEvent(site, { event: 'jira:issue_deleted', issue, actor })
}
