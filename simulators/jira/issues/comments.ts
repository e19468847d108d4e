import type { AdfDocument } from '../adf/model.ts'
import type { Site } from '../site.ts'
import type { Comment, Issue, Person } from '../state/model.ts'
import { nextId } from '../state/start.ts'
import { publishCommentEvent } from '../webhooks/publish.ts'
import { storeIssue, touched } from './write.ts'

export interface CommentDraft {
  body: AdfDocument
  visibility?: Comment['visibility']
  internal?: boolean
  properties?: Record<string, unknown>
}

/** Adds a comment; the issue counts as updated, and only a comment event goes out, as in Jira Cloud. */
export function addComment(
  site: Site,
  issue: Issue,
  { draft, actor }: { draft: CommentDraft; actor: Person },
): Comment {
  const at = site.now().getTime()
  const comment: Comment = {
    id: nextId(site.state),
    authorId: actor.accountId,
    created: at,
    updated: at,
    body: draft.body,
    internal: draft.internal ?? false,
    properties: draft.properties ?? {},
    ...(draft.visibility && { visibility: draft.visibility }),
  }
  return replaceComments(site, issue, {
    comments: [...issue.comments, comment],
    comment,
    event: 'comment_created',
  })
}

export function editComment(
  site: Site,
  issue: Issue,
  { comment, draft, actor }: { comment: Comment; draft: CommentDraft; actor: Person },
): Comment {
  const next: Comment = {
    ...comment,
    body: draft.body,
    updateAuthorId: actor.accountId,
    updated: Math.max(site.now().getTime(), comment.updated + 1),
  }
  const comments = issue.comments.map((entry) => (entry.id === comment.id ? next : entry))
  return replaceComments(site, issue, { comments, comment: next, event: 'comment_updated' })
}

export function removeComment(site: Site, issue: Issue, comment: Comment): void {
  const comments = issue.comments.filter((entry) => entry.id !== comment.id)
  replaceComments(site, issue, { comments, comment, event: 'comment_deleted' })
}

function replaceComments(
  site: Site,
  issue: Issue,
  { comments, comment, event }: { comments: Comment[]; comment: Comment; event: string },
): Comment {
  const stored = storeIssue(site, { ...issue, comments, updated: touched(site, issue) })
  publishCommentEvent(site, { event, issue: stored, comment })
  return comment
}
