import type { Attachment, JiraState } from '../state/model.ts'
import { personById } from './comment.ts'
import { personBean } from './person.ts'
import { jiraTime } from './time.ts'

/** Where a file's bytes are: Cloud sends on from there, a server gives them at once. */
function contentOf(base: string, state: JiraState, { id, name }: Attachment): string {
  return state.edition === 'cloud'
    ? `${base}/attachment/content/${id}`
    : `${new URL(base).origin}/secure/attachment/${id}/${encodeURIComponent(name)}`
}

export function attachmentBean(base: string, state: JiraState, file: Attachment) {
  return {
    self: `${base}/attachment/${file.id}`,
    id: file.id,
    filename: file.name,
    author: personBean(base, personById(state, file.authorId)),
    created: jiraTime(file.created),
    size: file.content.length,
    mimeType: file.mediaType,
    content: contentOf(base, state, file),
  }
}
