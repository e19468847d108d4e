import { columnAt, type TableName } from '../state/columns.ts'
import type { Row, ServiceNowState } from '../state/model.ts'
import { rowsOf, userNamed, valueAt } from '../state/records.ts'

/** The field by which people know a record of a table. */
const shownBy: Partial<Record<TableName, string>> = {
  incident: 'number',
  sys_user: 'name',
  sys_user_group: 'name',
  sys_user_role: 'name',
}

/** The label of a choice in a language; the value itself where it is none of the choices. */
export function choiceLabel(state: ServiceNowState, element: string, value: string): string {
  const rows = rowsOf(state, 'sys_choice').filter(
    (row) => row['element'] === element && row['value'] === value,
  )
  return (rows.find((row) => row['language'] === state.language) ?? rows[0])?.['label'] ?? value
}

/** A stored time in the integration user's zone. */
export function localTime(state: ServiceNowState, stored: string): string {
  if (stored === '') return ''
  const moment = new Date(`${stored.replace(' ', 'T')}Z`)
  return moment.toLocaleString('sv-SE', { timeZone: state.timeZone })
}

const titles: Record<string, string> = { comments: 'Additional comments', work_notes: 'Work notes' }

/** All entries of a journal field in one text, the newest first, each under a line that says who wrote it. */
function journalText(state: ServiceNowState, row: Row, field: string): string {
  return rowsOf(state, 'sys_journal_field')
    .filter((entry) => entry['element_id'] === row['sys_id'] && entry['element'] === field)
    .toReversed()
    .map((entry) => {
      const author = userNamed(state, entry['sys_created_by'] ?? '')?.['name'] ?? entry['sys_created_by']
      const head = `${localTime(state, entry['sys_created_on'] ?? '')} - ${author} (${titles[field]})`
      return `${head}\n${entry['value']}\n\n`
    })
    .join('')
}

/** What people see of a field. */
export function displayAt(state: ServiceNowState, table: TableName, at: { row: Row; field: string }): string {
  const column = columnAt(table, at.field)
  const stored = valueAt(state, table, at)
  if (column?.type === 'journal') return journalText(state, at.row, at.field)
  if (column?.type === 'choice') return choiceLabel(state, at.field.split('.').at(-1) ?? '', stored)
  if (column?.type === 'datetime') return localTime(state, stored)
  if (column?.type !== 'reference') return stored
  const record = state.tables[column.table].get(stored)
  return record?.[shownBy[column.table] ?? 'sys_id'] ?? ''
}
