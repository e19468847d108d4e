import type { Answer } from '../../ground/api.ts'
import { asRecord } from '../../ground/json.ts'
import type { ApiRoute } from '../../ground/routes.ts'
import type { Site } from '../site.ts'
import { isTable, type TableName } from '../state/columns.ts'
import type { Row } from '../state/model.ts'
import { maySee, type Caller } from './access.ts'
import { invalidTable, noRecord, ServiceNowError } from './answer.ts'

/** A request that has found its handler. */
export interface TableRequest {
  site: Site
  caller: Caller
  params: Record<string, string>
  query: URLSearchParams
  body: string
}

/** Paths are below `/api/now`. */
export type Route = ApiRoute<(request: TableRequest) => Answer>

export function tableOf({ params }: TableRequest): TableName {
  const name = params['table'] ?? ''
  if (!isTable(name)) throw invalidTable(name)
  return name
}

/** The record that the path names, if the caller may see it. */
export function rowOf(request: TableRequest): Row {
  const table = tableOf(request)
  const { state } = request.site
  const row = state.tables[table].get((request.params['id'] ?? '').toLowerCase())
  if (!row || !maySee(state, request.caller, { table, row })) throw noRecord()
  return row
}

/** Everything is stored as a text. */
function asStored(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** The values of a body. Of a list only the first entry counts. */
export function valuesOf({ body }: TableRequest): Row {
  const json = parsed(body)
  const record = asRecord(Array.isArray(json) ? json[0] : json)
  if (!record) {
    throw new ServiceNowError(400, 'Exception while reading request', 'The payload is not valid JSON.')
  }
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, asStored(value)]))
}
