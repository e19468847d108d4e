import { asId, asList, asRecord } from '../../ground/json.ts'
import { readCommentDraft } from '../issues/comment-draft.ts'
import { addComment } from '../issues/comments.ts'
import { may, visibleIssue } from '../issues/find.ts'
import { availableTransitions, transitionIssue } from '../issues/transition.ts'
import { transitionBean } from '../wire/transition.ts'
import { invalid, noContent, ok, type Answer } from './answer.ts'
import { bodyRecord, expandList, param, type RestRequest, type Route } from './request.ts'

function listTransitions(request: RestRequest): Answer {
  const { site, query } = request
  const issue = visibleIssue(site.state, param(request, 'issue'))
  const wanted = query.get('transitionId')
  const allowed = may(site.state, 'TRANSITION_ISSUES', issue.projectId)
  const transitions = allowed ? availableTransitions(site.state, issue) : []
  const shown = transitions.filter(({ id }) => wanted === null || id === wanted)
  const expand = expandList(query.get('expand'))
  return ok({
    expand: 'transitions',
    transitions: shown.map((transition) => transitionBean(site, transition, expand)),
  })
}

function postTransition(request: RestRequest): Answer {
  const { site } = request
  const issue = visibleIssue(site.state, param(request, 'issue'))
  const body = bodyRecord(request)
  const id = asId(asRecord(body['transition'])?.['id'])
  if (id === undefined || !may(site.state, 'TRANSITION_ISSUES', issue.projectId)) {
    throw invalid("Missing 'transition' identifier, or the transition is not available to you.")
  }
  const actor = site.state.me
  const comments = asList(asRecord(body['update'])?.['comment']) ?? []
  const drafts = comments.map((operation) => readCommentDraft(asRecord(operation)?.['add']))
  const moved = transitionIssue(site, issue, {
    transitionId: id,
    actor,
    resolution: asRecord(asRecord(body['fields'])?.['resolution']),
  })
  for (const draft of drafts) addComment(site, site.state.issues.get(moved.id) ?? moved, { draft, actor })
  return noContent
}

export const transitionRoutes: Route[] = [
  { method: 'GET', path: '/issue/:issue/transitions', handle: listTransitions },
  { method: 'POST', path: '/issue/:issue/transitions', handle: postTransition },
]
