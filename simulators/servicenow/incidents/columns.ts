import { columnsOf, type TableName } from '../state/columns.ts'
import type { Row, ServiceNowState } from '../state/model.ts'
import { rowsOf } from '../state/records.ts'

/** Set by the instance alone. */
const kept = new Set(['number', 'opened_by', 'resolved_by', 'resolved_at', 'closed_at', 'active', 'priority'])

/** A reference given by sys_id is taken as it is, without a look whether it exists; a name is looked up, or lost. */
function referenceTo(state: ServiceNowState, table: TableName, given: string): string {
  if (given === '' || /^[0-9a-f]{32}$/iu.test(given)) return given.toLowerCase()
  const named = rowsOf(state, table).find((row) => row['name'] === given || row['user_name'] === given)
  return named?.['sys_id'] ?? ''
}

/** What of the given values an incident stores. Unknown columns are dropped, long texts cut, both without a word. */
export function storable(state: ServiceNowState, values: Row): Row {
  const columns = columnsOf('incident')
  const stored: Row = {}
  for (const [name, given] of Object.entries(values)) {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined
    if (!column || column.type === 'journal' || name.startsWith('sys_') || kept.has(name)) continue
    if (column.type === 'reference') stored[name] = referenceTo(state, column.table, given)
    else stored[name] = column.maxLength === undefined ? given : given.slice(0, column.maxLength)
  }
  return stored
}

const lookup: Record<string, string> = {
  '1/1': '1',
  '1/2': '2',
  '1/3': '3',
  '2/1': '2',
  '2/2': '3',
  '2/3': '4',
  '3/1': '3',
  '3/2': '4',
  '3/3': '5',
}

/** https://www.servicenow.com/docs/r/it-service-management/incident-management/def-prio-lookup-rules.html */
export function priorityOf(row: Row): string {
  return lookup[`${row['impact']}/${row['urgency']}`] ?? '5'
}
