import { parseQuery, fieldsOf } from '../query/parse.ts'
import { runQuery } from '../query/run.ts'
import { mayReadField, maySee } from './access.ts'
import { notQueried, ok, type Answer } from './answer.ts'
import { renderRow, wishOf } from './render.ts'
import { tableOf, type Route, type TableRequest } from './request.ts'

const usualLimit = 10_000

function count(query: URLSearchParams, name: string, usual: number): number {
  const asked = Number(query.get(name) ?? usual)
  return Number.isSafeInteger(asked) && asked >= 0 ? asked : usual
}

/** Addresses of the pages around this one; none where everything is on one page. */
function pageLinks(
  { site, params, query }: TableRequest,
  at: { offset: number; limit: number; total: number },
): string {
  const { offset, limit, total } = at
  const last = Math.floor(Math.max(0, total - 1) / limit) * limit
  const places: [string, number][] = [
    ['first', 0],
    ['prev', offset - limit],
    ['next', offset + limit],
    ['last', last],
  ]
  return places
    .filter(([, place]) => place >= 0 && place < total)
    .map(([rel, place]) => {
      const parameters = new URLSearchParams(query)
      parameters.set('sysparm_limit', String(limit))
      parameters.set('sysparm_offset', String(place))
      return `<${site.url}/api/now/table/${params['table']}?${parameters}>;rel="${rel}"`
    })
    .join(',')
}

/**
 * The limit counts before access rules, so a page can be short or empty and yet not be the last; what is counted in
 * `X-Total-Count` is likewise what the query matched.
 */
function list(request: TableRequest): Answer {
  const { site, caller, query } = request
  const table = tableOf(request)
  const asked = parseQuery(table, query.get('sysparm_query') ?? '')
  if (!fieldsOf(asked).every((field) => mayReadField(site.state, caller, `${table}.${field}`)))
    throw notQueried()
  const matched = runQuery(site.state, table, asked)
  const limit = Math.max(1, count(query, 'sysparm_limit', usualLimit))
  const offset = count(query, 'sysparm_offset', 0)
  const wish = wishOf(query)
  const result = matched
    .slice(offset, offset + limit)
    .filter((row) => maySee(site.state, caller, { table, row }))
    .map((row) => renderRow(site, table, { row, wish, caller }))
  const total = matched.length
  const links = total > limit ? pageLinks(request, { offset, limit, total }) : ''
  return ok(result, {
    ...(query.get('sysparm_no_count') !== 'true' && { 'x-total-count': String(total) }),
    ...(links !== '' && { link: links }),
  })
}

export const listRoutes: Route[] = [{ method: 'GET', path: '/table/:table', handle: list }]
