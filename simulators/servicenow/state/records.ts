import { createHash } from 'node:crypto'
import { columnAt, type TableName } from './columns.ts'
import type { Row, ServiceNowState } from './model.ts'

/** In no order, as real ones are, but the same in every run. */
export function newSysId(state: ServiceNowState): string {
  state.lastId += 1
  return createHash('sha256').update(`record ${state.lastId}`).digest('hex').slice(0, 32)
}

/** Writes a record as it is, with the columns that every one has. */
export function insertRow(
  state: ServiceNowState,
  table: TableName,
  { values, at, by = 'system' }: { values: Row; at: string; by?: string },
): Row {
  const row: Row = {
    ...values,
    sys_id: newSysId(state),
    sys_created_on: at,
    sys_created_by: by,
    sys_updated_on: at,
    sys_updated_by: by,
    sys_mod_count: '0',
  }
  state.tables[table].set(row['sys_id'] ?? '', row)
  return row
}

export function rowsOf(state: ServiceNowState, table: TableName): Row[] {
  return [...state.tables[table].values()]
}

/** The stored value; `a.b` is looked up through the reference `a`. */
export function valueAt(
  state: ServiceNowState,
  table: TableName,
  { row, field }: { row: Row; field: string },
): string {
  const [first = '', ...rest] = field.split('.')
  const value = row[first] ?? ''
  const column = columnAt(table, first)
  if (rest.length === 0 || column?.type !== 'reference') return value
  const next = state.tables[column.table].get(value)
  return next ? valueAt(state, column.table, { row: next, field: rest.join('.') }) : ''
}

export function userNamed(state: ServiceNowState, userName: string): Row | undefined {
  return rowsOf(state, 'sys_user').find((row) => row['user_name'] === userName)
}

/** The names of the roles that a user has. */
export function roleNames(state: ServiceNowState, userName: string): Set<string> {
  const user = userNamed(state, userName)?.['sys_id']
  const held = rowsOf(state, 'sys_user_has_role').filter((row) => row['user'] === user)
  return new Set(held.map((row) => state.tables.sys_user_role.get(row['role'] ?? '')?.['name'] ?? ''))
}
