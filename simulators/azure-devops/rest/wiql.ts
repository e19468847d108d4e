import type { Answer } from '../../ground/api.ts'
import { asText } from '../../ground/json.ts'
import { organizationUrl } from '../site.ts'
import { fieldReference } from '../wire/type.ts'
import { serviceTime } from '../wire/time.ts'
import { runQuery } from '../wiql/run.ts'
import { invalid, ok } from './answer.ts'
import { bodyRecord, isTrue, wholeNumber, type RestRequest, type Route } from './request.ts'

/** https://learn.microsoft.com/rest/api/azure/devops/wit/wiql/query-by-wiql */
function postQuery(request: RestRequest): Answer {
  const { site, project, query } = request
  const text = asText(bodyRecord(request)['query'])
  if (!text) throw invalid('Value cannot be null. Parameter name: wiql')
  const timePrecision = isTrue(query, 'timePrecision')
  const { columns, sorting, items } = runQuery({ site, project, timePrecision }, text)
  const top = wholeNumber(query, 'top')
  const { wiqlLimit } = site.state
  if (top === undefined && items.length > wiqlLimit) {
    throw invalid(
      `VS402337: The number of work items returned exceeds the size limit of ${wiqlLimit}. Change the query to return fewer items.`,
      'WorkItemTrackingQueryResultSizeLimitExceededException',
    )
  }
  return ok({
    queryType: 'flat',
    queryResultType: 'workItem',
    asOf: serviceTime(site.now().getTime()),
    columns: columns.map((field) => fieldReference(site, field)),
    sortColumns: sorting.map(({ field, descending }) => ({ field: fieldReference(site, field), descending })),
    workItems: items.slice(0, Math.min(top ?? wiqlLimit, wiqlLimit)).map(({ id }) => ({
      id,
      url: `${organizationUrl(site)}/_apis/wit/workItems/${id}`,
    })),
  })
}

export const wiqlRoutes: Route[] = [
  { method: 'POST', path: '/wit/wiql', handle: { scope: 'workItemsRead', run: postQuery } },
]
