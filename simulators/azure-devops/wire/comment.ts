import type { Site } from '../site.ts'
import type { Comment, WorkItem } from '../state/model.ts'
import { identityById } from './identity.ts'
import { itemUrl } from './item.ts'
import { serviceTime } from './time.ts'

export function commentBean(
  site: Site,
  item: WorkItem,
  { comment, rendered }: { comment: Comment; rendered: boolean },
) {
  return {
    mentions: [],
    workItemId: item.id,
    id: comment.id,
    version: comment.version,
    text: comment.deleted ? '' : comment.text,
    ...(rendered && { renderedText: comment.text }),
    createdBy: identityById(site, comment.createdBy),
    createdDate: serviceTime(comment.created),
    modifiedBy: identityById(site, comment.modifiedBy),
    modifiedDate: serviceTime(comment.modified),
    ...(comment.deleted && { isDeleted: true }),
    format: 'html',
    url: `${itemUrl(site, item)}/comments/${comment.id}`,
  }
}
