import { columnAt, type TableName } from '../state/columns.ts'
import type { Row, ServiceNowState } from '../state/model.ts'
import { rowsOf, valueAt } from '../state/records.ts'
import type { Condition, Query } from './parse.ts'

const fold = (text: string) => text.toLowerCase()

/** Numbers by size, all else by the alphabet without case, as the database sorts. */
function compare(type: string | undefined, a: string, b: string): number {
  if (type === 'integer') return Number(a) - Number(b)
  return fold(a) < fold(b) ? -1 : Number(fold(a) > fold(b))
}

type Test = (order: number, stored: string, asked: string) => boolean

const tests: Record<string, Test> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>': (order, stored) => stored !== '' && order > 0,
  '<': (order, stored) => stored !== '' && order < 0,
  '>=': (order, stored) => stored !== '' && order >= 0,
  '<=': (order, stored) => stored !== '' && order <= 0,
  IN: (_order, stored, asked) => asked.split(',').some((one) => fold(one) === fold(stored)),
  'NOT IN': (_order, stored, asked) => !asked.split(',').some((one) => fold(one) === fold(stored)),
  LIKE: (_order, stored, asked) => fold(stored).includes(fold(asked)),
  'NOT LIKE': (_order, stored, asked) => !fold(stored).includes(fold(asked)),
  STARTSWITH: (_order, stored, asked) => fold(stored).startsWith(fold(asked)),
  ENDSWITH: (_order, stored, asked) => fold(stored).endsWith(fold(asked)),
  ISEMPTY: (_order, stored) => stored === '',
  ISNOTEMPTY: (_order, stored) => stored !== '',
}

/** Every row that the query matches, in its order; access rules come later. */
export function runQuery(state: ServiceNowState, table: TableName, query: Query): Row[] {
  if (query.dropped.length > 0 && state.invalidQueryReturnsNoRows) return []
  const stored = (row: Row, field: string) => valueAt(state, table, { row, field })
  const holds = (row: Row, { field, operator, value }: Condition) => {
    const present = stored(row, field)
    return tests[operator]?.(compare(columnAt(table, field)?.type, present, value), present, value) === true
  }
  const matches = (row: Row) =>
    query.groups.some((group) => group.every((either) => either.some((one) => holds(row, one))))
  const sorted = (a: Row, b: Row) => {
    for (const { field, descending } of query.order) {
      const order = compare(columnAt(table, field)?.type, stored(a, field), stored(b, field))
      if (order !== 0) return descending ? -order : order
    }
    return 0
  }
  return rowsOf(state, table).filter(matches).toSorted(sorted)
}
