import type { Answer } from '../../ground/api.ts'
import { asText } from '../../ground/json.ts'
import { addComment, editComment, removeComment } from '../items/comments.ts'
import { visibleItem } from '../items/find.ts'
import type { Comment, WorkItem } from '../state/model.ts'
import { commentBean } from '../wire/comment.ts'
import { itemUrl } from '../wire/item.ts'
import { AzureDevOpsError, invalid, ok } from './answer.ts'
import {
  bodyRecord,
  isTrue,
  param,
  wholeNumber,
  type Endpoint,
  type RestRequest,
  type Route,
} from './request.ts'

function itemOf(request: RestRequest): WorkItem {
  return visibleItem(request.site.state, param(request, 'item'), request.project)
}

function show(request: RestRequest, comment: Comment) {
  const expand = request.query.get('$expand')?.toLowerCase() ?? ''
  const rendered = expand === 'all' || expand.startsWith('rendered')
  return commentBean(request.site, itemOf(request), { comment, rendered })
}

/** The newest first unless asked otherwise; the token is the number of comments already given. */
function listComments(request: RestRequest): Answer {
  const { site, query } = request
  const item = itemOf(request)
  const visible = item.comments.filter(({ deleted }) => !deleted || isTrue(query, 'includeDeleted'))
  const ordered = query.get('order')?.toLowerCase() === 'asc' ? visible : visible.toReversed()
  const start = Number(Buffer.from(query.get('continuationToken') ?? '', 'base64url').toString() || 0)
  const end = start + Math.min(wholeNumber(query, 'top') ?? 200, 200)
  const comments = ordered.slice(start, end).map((comment) => show(request, comment))
  const token = Buffer.from(String(end)).toString('base64url')
  const url = `${itemUrl(site, item)}/comments`
  return ok({
    totalCount: visible.length,
    count: comments.length,
    comments,
    ...(end < ordered.length && { nextPage: `${url}?continuationToken=${token}`, continuationToken: token }),
    url,
  })
}

function readText(request: RestRequest): string {
  const text = asText(bodyRecord(request)['text'])
  if (!text?.trim()) throw invalid('Value cannot be null. Parameter name: text')
  return text
}

function postComment(request: RestRequest): Answer {
  const { site } = request
  const html = readText(request)
  const comment = addComment(site, itemOf(request), { html, actor: site.state.me })
  return ok(show(request, comment))
}

function commentOf(request: RestRequest): Comment {
  const id = param(request, 'comment')
  const comment = itemOf(request).comments.find((one) => String(one.id) === id && !one.deleted)
  if (comment) return comment
  throw new AzureDevOpsError(404, {
    message: `VS402623: The comment ${id} does not exist or has been deleted.`,
    typeKey: 'WorkItemCommentNotFoundException',
  })
}

function getComment(request: RestRequest): Answer {
  return ok(show(request, commentOf(request)))
}

function patchComment(request: RestRequest): Answer {
  const { site } = request
  const edit = { comment: commentOf(request), html: readText(request), actor: site.state.me }
  return ok(show(request, editComment(site, itemOf(request), edit)))
}

function deleteComment(request: RestRequest): Answer {
  const { site } = request
  removeComment(site, itemOf(request), { comment: commentOf(request), actor: site.state.me })
  return { status: 204 }
}

const all = '/wit/workitems/:item/comments'
const one = `${all}/:comment`
const endpoint = (scope: Endpoint['scope'], run: Endpoint['run']): Endpoint => ({
  ...(scope && { scope }),
  inProject: true,
  isPreview: true,
  run,
})

export const commentRoutes: Route[] = [
  { method: 'GET', path: all, handle: endpoint('workItemsRead', listComments) },
  { method: 'POST', path: all, handle: endpoint('workItemsWrite', postComment) },
  { method: 'GET', path: one, handle: endpoint('workItemsRead', getComment) },
  { method: 'PATCH', path: one, handle: endpoint('workItemsWrite', patchComment) },
  { method: 'DELETE', path: one, handle: endpoint('workItemsWrite', deleteComment) },
]
