import { createIssue } from '../issues/create.ts'
import { editIssue } from '../issues/edit.ts'
import { readFields } from '../issues/fields.ts'
import { findIssue, issueMissing, may, visibleIssue } from '../issues/find.ts'
import { removeIssue } from '../issues/remove.ts'
import { changeIssue } from '../issues/write.ts'
import { apiBase } from '../site.ts'
import { byId } from '../state/lookup.ts'
import { embeddedComments } from '../wire/fields.ts'
import { issueBean } from '../wire/issue.ts'
import { forbidden, invalid, noContent, ok, type Answer } from './answer.ts'
import {
  bodyRecord,
  bodyTexts,
  expandList,
  param,
  queryList,
  type RestRequest,
  type Route,
} from './request.ts'

/* https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/ */

function postIssue(request: RestRequest): Answer {
  const { site } = request
  const issue = createIssue(site, bodyRecord(request), site.state.me)
  return { status: 201, body: { id: issue.id, key: issue.key, self: `${apiBase(site)}/issue/${issue.id}` } }
}

function getIssue(request: RestRequest): Answer {
  const { site, query } = request
  const issue = visibleIssue(site.state, param(request, 'issue'))
  return ok(
    issueBean(site, issue, {
      fields: queryList(query, 'fields'),
      properties: queryList(query, 'properties'),
      expand: expandList(query.get('expand')),
      fallback: '*all',
    }),
  )
}

function bulkFetch(request: RestRequest): Answer {
  const { site } = request
  const body = bodyRecord(request)
  const asked = bodyTexts(body, 'issueIdsOrKeys') ?? []
  if (asked.length === 0) throw invalid('At least one issue ID or key must be specified.')
  if (asked.length > 100) throw invalid('You can request up to 100 issues.')
  const found = asked.map((idOrKey) => ({ idOrKey, issue: findIssue(site.state, idOrKey) }))
  const visible = found.flatMap(({ issue }) =>
    issue && may(site.state, 'BROWSE_PROJECTS', issue.projectId) ? [issue] : [],
  )
  const selection = {
    fields: bodyTexts(body, 'fields'),
    properties: bodyTexts(body, 'properties'),
    expand: expandList(body['expand']),
    fallback: '*navigable',
    mostComments: embeddedComments,
  }
  const issues = [...new Set(visible)].sort((left, right) => Number(left.id) - Number(right.id))
  return ok({
    issues: issues.map((issue) => issueBean(site, issue, selection)),
    issueErrors: found
      .filter(({ issue }) => !issue || !visible.includes(issue))
      .map(({ idOrKey }) => ({ id: idOrKey, errorMessage: issueMissing().message })),
  })
}

function putIssue(request: RestRequest): Answer {
  const { site } = request
  const issue = visibleIssue(site.state, param(request, 'issue'))
  if (!may(site.state, 'EDIT_ISSUES', issue.projectId)) {
    throw forbidden('You do not have permission to edit issues in this project.')
  }
  editIssue(site, issue, { body: bodyRecord(request), actor: site.state.me })
  return noContent
}

function putAssignee(request: RestRequest): Answer {
  const { site } = request
  const issue = visibleIssue(site.state, param(request, 'issue'))
  if (!may(site.state, 'ASSIGN_ISSUES', issue.projectId)) {
    throw forbidden('You do not have permission to assign issues.')
  }
  const project = byId(site.state.projects, issue.projectId)
  const patch = readFields({ assignee: bodyRecord(request) }, { state: site.state, project })
  const { assigneeId } = patch
  changeIssue(site, issue, { patch: { assigneeId }, actor: site.state.me, eventType: 'issue_assigned' })
  return noContent
}

function deleteIssue(request: RestRequest): Answer {
  const { site } = request
  const issue = visibleIssue(site.state, param(request, 'issue'))
  if (!may(site.state, 'DELETE_ISSUES', issue.projectId)) {
    throw forbidden('You do not have permission to delete issues in this project.')
  }
  removeIssue(site, issue, site.state.me)
  return noContent
}

export const issueRoutes: Route[] = [
  { method: 'POST', path: '/issue', handle: postIssue },
  { method: 'POST', path: '/issue/bulkfetch', handle: bulkFetch },
  { method: 'GET', path: '/issue/:issue', handle: getIssue },
  { method: 'PUT', path: '/issue/:issue', handle: putIssue },
  { method: 'DELETE', path: '/issue/:issue', handle: deleteIssue },
  { method: 'PUT', path: '/issue/:issue/assignee', handle: putAssignee },
]
