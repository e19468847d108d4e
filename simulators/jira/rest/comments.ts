import { readCommentDraft } from '../issues/comment-draft.ts'
import { addComment, editComment, removeComment } from '../issues/comments.ts'
import { may, visibleIssue } from '../issues/find.ts'
import { apiBase } from '../site.ts'
import type { Comment, Issue } from '../state/model.ts'
import { commentBean } from '../wire/comment.ts'
import { invalid, noContent, notFound, ok, type Answer } from './answer.ts'
import { pageOf } from './paging.ts'
import { bodyRecord, expandList, param, type RestRequest, type Route } from './request.ts'

function show(request: RestRequest, issue: Issue, comment: Comment) {
  const { site, query } = request
  return commentBean(comment, {
    base: apiBase(site),
    state: site.state,
    issue,
    expand: expandList(query.get('expand')),
  })
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/ */
function listComments(request: RestRequest): Answer {
  const { site, query } = request
  const issue = visibleIssue(site.state, param(request, 'issue'))
  const order = query.get('orderBy') ?? 'created'
  if (!/^[+-]?created$/.test(order.trim())) throw invalid("Comments can only be ordered by 'created'.")
  const all = order.startsWith('-') ? issue.comments.toReversed() : issue.comments
  const { values, isLast: _isLast, ...page } = pageOf(all, query, { usual: 100, most: 5000 })
  return ok({ ...page, comments: values.map((comment) => show(request, issue, comment)) })
}

function postComment(request: RestRequest): Answer {
  const { site } = request
  const issue = visibleIssue(site.state, param(request, 'issue'))
  if (!may(site.state, 'ADD_COMMENTS', issue.projectId)) {
    throw invalid('You do not have the permission to comment on this issue.')
  }
  const draft = readCommentDraft(bodyRecord(request))
  const comment = addComment(site, issue, { draft, actor: site.state.me })
  return { status: 201, body: show(request, issue, comment) }
}

function commentOf(request: RestRequest): { issue: Issue; comment: Comment } {
  const issue = visibleIssue(request.site.state, param(request, 'issue'))
  const id = param(request, 'comment')
  const comment = issue.comments.find((candidate) => candidate.id === id)
  if (!comment) throw notFound(`Can not find a comment for the id: ${id}.`)
  return { issue, comment }
}

function getComment(request: RestRequest): Answer {
  const { issue, comment } = commentOf(request)
  return ok(show(request, issue, comment))
}

function putComment(request: RestRequest): Answer {
  const { issue, comment } = commentOf(request)
  const draft = readCommentDraft(bodyRecord(request))
  return ok(
    show(request, issue, editComment(request.site, issue, { comment, draft, actor: request.site.state.me })),
  )
}

function deleteComment(request: RestRequest): Answer {
  const { issue, comment } = commentOf(request)
  removeComment(request.site, issue, comment)
  return noContent
}

export const commentRoutes: Route[] = [
  { method: 'GET', path: '/issue/:issue/comment', handle: listComments },
  { method: 'POST', path: '/issue/:issue/comment', handle: postComment },
  { method: 'GET', path: '/issue/:issue/comment/:comment', handle: getComment },
  { method: 'PUT', path: '/issue/:issue/comment/:comment', handle: putComment },
  { method: 'DELETE', path: '/issue/:issue/comment/:comment', handle: deleteComment },
]
