import { publishCommented, publishUpdate } from '../hooks/publish.ts'
import type { Site } from '../site.ts'
import type { Comment, Person, WorkItem } from '../state/model.ts'
import { sanitizeHtml } from './sanitize.ts'
import { nextRevision, storeRevision } from './write.ts'

export function newComment(site: Site, html: string, actor: Person): Comment {
  site.state.lastCommentId += 1
  const at = site.now().getTime()
  return {
    id: site.state.lastCommentId,
    version: 1,
    text: sanitizeHtml(html),
    createdBy: actor.id,
    created: at,
    modifiedBy: actor.id,
    modified: at,
    deleted: false,
  }
}

/** A comment is a revision of its work item, with the words in `System.History`. */
export function addComment(site: Site, before: WorkItem, { html, actor }: { html: string; actor: Person }) {
  const comment = newComment(site, html, actor)
  const after = save(site, before, { comments: [...before.comments, comment], actor, said: comment.text })
  publishCommented(site, { item: after, actor })
  return comment
}

export function editComment(
  site: Site,
  before: WorkItem,
  { comment, html, actor }: { comment: Comment; html: string; actor: Person },
): Comment {
  const next: Comment = {
    ...comment,
    version: comment.version + 1,
    text: sanitizeHtml(html),
    modifiedBy: actor.id,
    modified: Math.max(site.now().getTime(), comment.modified + 1),
  }
  replace(site, before, { next, actor })
  return next
}

export function removeComment(
  site: Site,
  before: WorkItem,
  { comment, actor }: { comment: Comment; actor: Person },
): void {
  replace(site, before, { next: { ...comment, version: comment.version + 1, deleted: true }, actor })
}

function replace(site: Site, before: WorkItem, { next, actor }: { next: Comment; actor: Person }): void {
  const comments = before.comments.map((comment) => (comment.id === next.id ? next : comment))
  save(site, before, { comments, actor })
}

function save(
  site: Site,
  before: WorkItem,
  { comments, actor, said }: { comments: Comment[]; actor: Person; said?: string },
): WorkItem {
  const fields: Record<string, string> = said === undefined ? {} : { 'System.History': said }
  const after = storeRevision(site, nextRevision(site, before, { actor, comments, fields }))
  publishUpdate(site, { before, after, actor })
  return after
}
