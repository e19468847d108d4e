import { insertIncident } from '../incidents/insert.ts'
import { removeIncident } from '../incidents/remove.ts'
import { updateIncident } from '../incidents/update.ts'
import { mayDelete, mayWriteField, mayWriteIncidents } from './access.ts'
import { notDeleted, notInserted, notUpdated, ok, type Answer } from './answer.ts'
import { renderRow, wishOf } from './render.ts'
import { rowOf, tableOf, valuesOf, type Route, type TableRequest } from './request.ts'

function answer(request: TableRequest, row: Record<string, string>) {
  const { site, caller, query } = request
  return renderRow(site, tableOf(request), { row, wish: wishOf(query), caller })
}

/** What the caller may write; the rest is left out without a word. */
function permitted(request: TableRequest): Record<string, string> {
  const { site, caller } = request
  const entries = Object.entries(valuesOf(request))
  return Object.fromEntries(entries.filter(([name]) => mayWriteField(site.state, caller, `incident.${name}`)))
}

function get(request: TableRequest): Answer {
  return ok(answer(request, rowOf(request)))
}

/** Only incidents are written over the API. */
function post(request: TableRequest): Answer {
  const { site, caller } = request
  if (tableOf(request) !== 'incident' || !mayWriteIncidents(caller)) throw notInserted()
  const row = insertIncident(site, permitted(request), caller)
  const location = `${site.url}/api/now/table/incident/${row['sys_id']}`
  return { status: 201, headers: { location }, body: { result: answer(request, row) } }
}

function patch(request: TableRequest): Answer {
  const { site, caller } = request
  const row = rowOf(request)
  if (tableOf(request) !== 'incident' || !mayWriteIncidents(caller)) throw notUpdated()
  return ok(answer(request, updateIncident(site, row, { values: permitted(request), actor: caller })))
}

function remove(request: TableRequest): Answer {
  const row = rowOf(request)
  if (tableOf(request) !== 'incident' || !mayDelete(request.caller)) throw notDeleted()
  removeIncident(request.site, row)
  return { status: 204 }
}

export const recordRoutes: Route[] = [
  { method: 'GET', path: '/table/:table/:id', handle: get },
  { method: 'POST', path: '/table/:table', handle: post },
  { method: 'PATCH', path: '/table/:table/:id', handle: patch },
  { method: 'PUT', path: '/table/:table/:id', handle: patch },
  { method: 'DELETE', path: '/table/:table/:id', handle: remove },
]
