import { asList, asRecord, asText } from '../../ground/json.ts'
import { search } from '../search/run.ts'
import type { Site } from '../site.ts'
import { embeddedComments } from '../wire/fields.ts'
import { issueBean, type Selection } from '../wire/issue.ts'
import { invalid, ok, type Answer } from './answer.ts'
import { wholeNumber } from './paging.ts'
import { bodyRecord, bodyTexts, expandList, queryList, type RestRequest, type Route } from './request.ts'

interface Asked {
  jql: string
  pageToken: string | undefined
  maxResults: number
  fields: string[]
  properties: string[] | undefined
  expand: string[]
  reconcile: string[]
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/ */
function searchByGet({ site, query }: RestRequest): Answer {
  return answerSearch(site, {
    jql: query.get('jql') ?? '',
    pageToken: query.get('nextPageToken') ?? undefined,
    maxResults: wholeNumber(query.get('maxResults'), 50),
    fields: queryList(query, 'fields') ?? [],
    properties: queryList(query, 'properties'),
    expand: expandList(query.get('expand')),
    reconcile: queryList(query, 'reconcileIssues') ?? [],
  })
}

function searchByPost(request: RestRequest): Answer {
  const body = bodyRecord(request)
  const { maxResults = 50 } = asRecord(body) ?? {}
  if (!Number.isInteger(maxResults)) throw invalid('maxResults must be a whole number.')
  return answerSearch(request.site, {
    jql: asText(body['jql']) ?? '',
    pageToken: asText(body['nextPageToken']),
    maxResults: Number(maxResults),
    fields: bodyTexts(body, 'fields') ?? [],
    properties: bodyTexts(body, 'properties'),
    expand: expandList(body['expand']),
    reconcile: (asList(body['reconcileIssues']) ?? []).map(String),
  })
}

/** Large pages are given only for bare ids and keys: with fields Jira cuts them to 100. */
function answerSearch(site: Site, asked: Asked): Answer {
  const { jql, pageToken, maxResults, fields, reconcile } = asked
  const pageSize = Math.max(1, Math.min(maxResults, isBare(fields) ? 5000 : 100))
  const { issues, nextPageToken } = search(site, { jql, pageToken, pageSize, reconcile })
  const selection: Selection = { ...asked, fallback: 'id', mostComments: embeddedComments }
  return ok({
    issues: issues.map((issue) => trimmed(issueBean(site, issue, selection), fields)),
    ...(nextPageToken && { nextPageToken }),
    isLast: nextPageToken === undefined,
  })
}

function isBare(fields: string[]): boolean {
  return fields.every((field) => field === 'id' || field === 'key')
}

/** Without fields only the id is shown, with `key` the key and the link as well. */
function trimmed(bean: Record<string, unknown>, fields: string[]): Record<string, unknown> {
  if (!isBare(fields)) return bean
  const { fields: _fields, expand: _expand, self, key, ...rest } = bean
  return fields.includes('key') ? { ...rest, self, key } : rest
}

export const searchRoutes: Route[] = [
  { method: 'GET', path: '/search/jql', handle: searchByGet },
  { method: 'POST', path: '/search/jql', handle: searchByPost },
]
