import type { Deps } from '../deps.ts'
import type { HelpDeskTracker, IssueComment, LinkedIssue } from '../providers/help-desk.ts'
import type { Connection } from '../store/connections.ts'
import { commentsOfIssue, mayHaveUnknownComments } from '../store/issue-comments.ts'

/**
 * The issue with all of its comments. The tracker is asked for them only where it has sent some of many (an old one may have
 * been restricted), or where an unknown one may be the hub's own, whose answer was lost: its marker tells (invariant 6).
 */
export async function withComments(
  deps: Deps,
  connection: Connection,
  of: { desk: HelpDeskTracker; issue: LinkedIssue },
): Promise<LinkedIssue> {
  const { desk, issue } = of
  const isPart = issue.commentTotal > issue.comments.length
  if (!isPart && !(await mayBeOurs(deps, connection, issue))) return issue
  const comments: IssueComment[] = []
  for await (const page of desk.comments(issue.id)) comments.push(...page)
  return { ...issue, comments }
}

async function mayBeOurs({ store }: Deps, connection: Connection, issue: LinkedIssue): Promise<boolean> {
  const untold = issue.comments.filter(({ marker }) => marker === undefined)
  if (untold.length === 0) return false
  const known = new Set(
    (await commentsOfIssue(store.db, connection.id, issue.id)).map(({ commentId }) => commentId),
  )
  if (untold.every(({ id }) => known.has(id))) return false
  return mayHaveUnknownComments(store.db, connection.id, issue.id)
}
