import { may, visibleIssue } from '../issues/find.ts'
import { checkProperty } from '../issues/properties.ts'
import { storeIssue } from '../issues/write.ts'
import { apiBase, type Site } from '../site.ts'
import type { Comment, Issue } from '../state/model.ts'
import { forbidden, noContent, notFound, ok, type Answer } from './answer.ts'
import { param, type RestRequest, type Route } from './request.ts'

/*
 * Entity properties: https://developer.atlassian.com/cloud/jira/platform/jira-entity-properties/
 * Setting one neither counts as an update of the issue nor sends a webhook.
 */

type Properties = Record<string, unknown>

/** Something that has properties, and how to put changed ones back. */
interface Holder {
  address: string
  properties: Properties
  replace: (properties: Properties) => void
}

function issueHolder(request: RestRequest): Holder {
  const { site } = request
  const issue = visibleIssue(site.state, param(request, 'issue'))
  return {
    address: `${apiBase(site)}/issue/${issue.id}/properties`,
    properties: issue.properties,
    replace: (properties) => {
      if (!may(site.state, 'EDIT_ISSUES', issue.projectId)) {
        throw forbidden('You do not have permission to edit issues in this project.')
      }
      storeIssue(site, { ...issue, properties })
    },
  }
}

function commentHolder(request: RestRequest): Holder {
  const { site } = request
  const id = param(request, 'comment')
  const found = findComment(site, id)
  if (!found) throw notFound(`Can not find a comment for the id: ${id}.`)
  const { issue, comment } = found
  return {
    address: `${apiBase(site)}/comment/${id}/properties`,
    properties: comment.properties,
    replace: (properties) => {
      const comments = issue.comments.map((entry) => (entry.id === id ? { ...entry, properties } : entry))
      storeIssue(site, { ...issue, comments })
    },
  }
}

function findComment(site: Site, id: string): { issue: Issue; comment: Comment } | undefined {
  for (const issue of site.state.issues.values()) {
    const comment = issue.comments.find((candidate) => candidate.id === id)
    if (comment && may(site.state, 'BROWSE_PROJECTS', issue.projectId)) return { issue, comment }
  }
  return undefined
}

function listKeys({ address, properties }: Holder): Answer {
  const keys = Object.keys(properties).map((key) => ({ self: `${address}/${encodeURIComponent(key)}`, key }))
  return ok({ keys })
}

function getProperty({ properties }: Holder, key: string): Answer {
  if (!(key in properties)) throw notFound(`Entity property with key '${key}' does not exist.`)
  return ok({ key, value: properties[key] })
}

function putProperty({ properties, replace }: Holder, key: string, value: unknown): Answer {
  replace({ ...properties, [key]: checkProperty(key, value) })
  return { status: key in properties ? 200 : 201 }
}

function deleteProperty({ properties, replace }: Holder, key: string): Answer {
  if (!(key in properties)) throw notFound(`Entity property with key '${key}' does not exist.`)
  const { [key]: _gone, ...rest } = properties
  replace(rest)
  return noContent
}

function routesFor(path: string, holder: (request: RestRequest) => Holder): Route[] {
  const one = `${path}/:key`
  return [
    { method: 'GET', path, handle: (request) => listKeys(holder(request)) },
    { method: 'GET', path: one, handle: (request) => getProperty(holder(request), param(request, 'key')) },
    {
      method: 'PUT',
      path: one,
      handle: (request) => putProperty(holder(request), param(request, 'key'), request.body),
    },
    {
      method: 'DELETE',
      path: one,
      handle: (request) => deleteProperty(holder(request), param(request, 'key')),
    },
  ]
}

export const propertyRoutes: Route[] = [
  ...routesFor('/issue/:issue/properties', issueHolder),
  ...routesFor('/comment/:comment/properties', commentHolder),
]
