import type { Answer } from '../../ground/api.ts'
import { asList, asText, asTexts } from '../../ground/json.ts'
import { asOf, findVisible } from '../items/find.ts'
import { itemBean } from '../wire/item.ts'
import { invalid, itemMissing, list } from './answer.ts'
import { bodyRecord, queryList, type RestRequest, type Route } from './request.ts'
import { readView } from './view.ts'

interface Batch {
  ids: number[]
  fields: string[] | undefined
  expand: string | undefined
  asOf: string | undefined
  errorPolicy: string | undefined
}

const most = 200

/** With `omit` a missing work item leaves a `null` in its place; otherwise it fails the whole request. */
function readMany(request: RestRequest, batch: Batch): Answer {
  const { site, project } = request
  if (batch.ids.length > most) {
    throw invalid(
      `VS403474: You requested ${batch.ids.length} work items which exceeds the limit of ${most}. Please reduce the number of work items you've requested and try again.`,
      'WorkItemPageSizeExceededException',
    )
  }
  const view = readView(site.state, batch)
  const at = batch.asOf === undefined ? undefined : Date.parse(batch.asOf)
  const items = batch.ids.map((id) => {
    const item = findVisible(site.state, id, project)
    const shown = item && at !== undefined ? asOf(site.state, item, at) : item
    if (!shown && batch.errorPolicy?.toLowerCase() !== 'omit') throw itemMissing(id)
    return shown ? itemBean(site, shown, view) : null
  })
  return list(items)
}

function readIds(values: unknown[] | undefined): number[] {
  const ids = values?.map(Number) ?? []
  if (ids.length === 0 || ids.some((id) => !Number.isInteger(id))) {
    throw invalid('Value cannot be null. Parameter name: ids')
  }
  return ids
}

function getItems(request: RestRequest): Answer {
  const { query } = request
  return readMany(request, {
    ids: readIds(queryList(query, 'ids')),
    fields: queryList(query, 'fields'),
    expand: query.get('$expand') ?? undefined,
    asOf: query.get('asOf') ?? undefined,
    errorPolicy: query.get('errorPolicy') ?? undefined,
  })
}

/** https://learn.microsoft.com/rest/api/azure/devops/wit/work-items/get-work-items-batch */
function postBatch(request: RestRequest): Answer {
  const body = bodyRecord(request)
  return readMany(request, {
    ids: readIds(asList(body['ids'])),
    fields: asTexts(body['fields']),
    expand: asText(body['$expand']),
    asOf: asText(body['asOf']),
    errorPolicy: asText(body['errorPolicy']),
  })
}

export const batchRoutes: Route[] = [
  { method: 'GET', path: '/wit/workitems', handle: { scope: 'workItemsRead', run: getItems } },
  { method: 'POST', path: '/wit/workitemsbatch', handle: { scope: 'workItemsRead', run: postBatch } },
]
