import { asRecord, asText } from '../../ground/json.ts'
import { may, visibleIssue } from '../issues/find.ts'
import { storeIssue } from '../issues/write.ts'
import { apiBase } from '../site.ts'
import type { Issue, RemoteLink } from '../state/model.ts'
import { nextId } from '../state/start.ts'
import { forbidden, invalid, invalidFields, noContent, notFound, ok, type Answer } from './answer.ts'
import { bodyRecord, param, type RestRequest, type Route } from './request.ts'

/* https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-remote-links/ */

/** Neither counts as an update of the issue nor sends a webhook here. */
function keep({ site }: RestRequest, issue: Issue, remoteLinks: RemoteLink[]): void {
  storeIssue(site, { ...issue, remoteLinks })
}

function linkable(request: RestRequest): Issue {
  const { state } = request.site
  const issue = visibleIssue(state, param(request, 'issue'))
  if (!state.issueLinkingEnabled) throw forbidden('Issue linking is currently disabled.')
  if (!may(state, 'LINK_ISSUES', issue.projectId)) {
    throw forbidden('You do not have permission to link issues in this project.')
  }
  return issue
}

function addressOf({ site }: RestRequest, issue: Issue, id: number): string {
  return `${apiBase(site)}/issue/${issue.id}/remotelink/${id}`
}

function listLinks(request: RestRequest): Answer {
  const issue = visibleIssue(request.site.state, param(request, 'issue'))
  const globalId = request.query.get('globalId')
  const wanted = issue.remoteLinks.filter((link) => globalId === null || link.globalId === globalId)
  if (globalId !== null && wanted.length === 0) throw notFound(missing(globalId))
  return ok(wanted.map((link) => Object.assign({ self: addressOf(request, issue, link.id) }, link)))
}

/** A global id that is there already is written over; Cloud then says 200 instead of 201, a server always. */
function postLink(request: RestRequest): Answer {
  const issue = linkable(request)
  const body = bodyRecord(request)
  const object = asRecord(body['object'])
  const [title, url] = [asText(object?.['title']), asText(object?.['url'])]
  if (!object || !title?.trim() || !url || !URL.canParse(url)) {
    throw invalidFields({
      ...(!title?.trim() && { title: "'title' is required." }),
      url: "'url' is required.",
    })
  }
  const globalId = asText(body['globalId'])
  if (globalId !== undefined && globalId.length > 255) {
    throw invalidFields({ globalId: 'The global ID is longer than 255 characters.' })
  }
  const before = issue.remoteLinks.find((link) => globalId !== undefined && link.globalId === globalId)
  const link: RemoteLink = {
    id: before?.id ?? Number(nextId(request.site.state)),
    globalId,
    relationship: asText(body['relationship']),
    application: asRecord(body['application']) ?? {},
    object,
  }
  keep(request, issue, [...issue.remoteLinks.filter(({ id }) => id !== link.id), link])
  const isNew = !before && request.site.state.edition === 'cloud'
  return { status: isNew ? 201 : 200, body: { id: link.id, self: addressOf(request, issue, link.id) } }
}

function deleteLink(request: RestRequest): Answer {
  const issue = linkable(request)
  const globalId = request.query.get('globalId')
  if (!globalId) throw invalid("The query parameter 'globalId' is required.")
  const left = issue.remoteLinks.filter((link) => link.globalId !== globalId)
  if (left.length === issue.remoteLinks.length) throw notFound(missing(globalId))
  keep(request, issue, left)
  return noContent
}

const missing = (globalId: string) => `A remote link with the global id '${globalId}' does not exist.`

export const remoteLinkRoutes: Route[] = [
  { method: 'GET', path: '/issue/:issue/remotelink', handle: listLinks },
  { method: 'POST', path: '/issue/:issue/remotelink', handle: postLink },
  { method: 'DELETE', path: '/issue/:issue/remotelink', handle: deleteLink },
]
