import { indexedVersion } from '../../ground/search-index.ts'
import { may } from '../issues/find.ts'
import { invalid } from '../rest/answer.ts'
import type { Site } from '../site.ts'
import type { Issue } from '../state/model.ts'
import { clauseTest } from './clauses.ts'
import { comparison } from './order.ts'
import { parseJql } from './parse.ts'

interface SearchRequest {
  jql: string
  pageToken?: string | undefined
  pageSize: number
  /** Ids that are looked up fresh, past the index. */
  reconcile: string[]
}

/** One page of what the search index knows. */
export function search(site: Site, request: SearchRequest): { issues: Issue[]; nextPageToken?: string } {
  const found = matches(site, request)
  const start = readPageToken(request)
  const end = start + request.pageSize
  return {
    issues: found.slice(start, end).map((issue) => shown(site, issue)),
    ...(end < found.length && { nextPageToken: pageToken(request.jql, end) }),
  }
}

/** A page by its place, as a server counts. */
export function searchFrom(
  site: Site,
  request: { jql: string; startAt: number; pageSize: number },
): { issues: Issue[]; total: number } {
  const { jql, startAt, pageSize } = request
  const found = matches(site, { jql, reconcile: [] })
  const page = found.slice(startAt, startAt + pageSize)
  return { issues: page.map((issue) => shown(site, issue)), total: found.length }
}

function matches(site: Site, request: Pick<SearchRequest, 'jql' | 'reconcile'>): Issue[] {
  if (request.reconcile.length > 50) throw invalid('The maximum number of issues to reconcile is 50.')
  const { clauses, orders } = parseJql(request.jql)
  if (clauses.length === 0 && site.state.edition === 'cloud') {
    throw invalid(
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    )
  }
  const tests = clauses.map((clause) => clauseTest(site, clause))
  const fresh = new Set(request.reconcile)
  return [...site.state.issues.values()]
    .map((issue) => (fresh.has(issue.id) ? issue : indexedVersion(site, site.state.index, issue.id)))
    .filter((issue) => issue !== undefined)
    .filter(
      (issue) => may(site.state, 'BROWSE_PROJECTS', issue.projectId) && tests.every((test) => test(issue)),
    )
    .sort(comparison(orders, stepOf(site)))
}

/** A server's index keeps whole seconds. */
const stepOf = ({ state }: Site) => (state.edition === 'cloud' ? 1 : 1000)

function shown(site: Site, issue: Issue): Issue {
  return (site.faults.indexShowsFresh && site.state.issues.get(issue.id)) || issue
}

function pageToken(jql: string, start: number): string {
  return Buffer.from(JSON.stringify([start, jql])).toString('base64url')
}

/** A token belongs to its query. Like Jira's it is a place in the result, so issues that move in between can be missed. */
function readPageToken({ jql, pageToken: token }: SearchRequest): number {
  if (token === undefined) return 0
  const start = Number(/^\[(\d+),/.exec(Buffer.from(token, 'base64url').toString())?.[1])
  if (Number.isNaN(start) || pageToken(jql, start) !== token) {
    throw invalid('The provided next page token is invalid or has expired.')
  }
  return start
}
