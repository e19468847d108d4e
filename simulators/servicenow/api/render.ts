import type { Site } from '../site.ts'
import { columnAt, columnsOf, type TableName } from '../state/columns.ts'
import type { Row } from '../state/model.ts'
import { valueAt } from '../state/records.ts'
import { mayReadField, type Caller } from './access.ts'
import { displayAt } from './display.ts'

/** How the caller wants records: see `sysparm_display_value`, `sysparm_fields`, `sysparm_exclude_reference_link`. */
export interface Wish {
  display: 'false' | 'true' | 'all'
  fields: string[] | undefined
  links: boolean
}

export function wishOf(query: URLSearchParams): Wish {
  const display = query.get('sysparm_display_value')
  const fields = query.get('sysparm_fields')
  return {
    display: display === 'true' || display === 'all' ? display : 'false',
    fields: fields ? fields.split(',').map((name) => name.trim()) : undefined,
    links: query.get('sysparm_exclude_reference_link') !== 'true',
  }
}

function renderField(site: Site, table: TableName, of: { row: Row; field: string; wish: Wish }): unknown {
  const { row, field, wish } = of
  const column = columnAt(table, field)
  const stored = valueAt(site.state, table, { row, field })
  // The stored form of a journal is empty: its entries are in a table of their own.
  const value = column?.type === 'journal' ? '' : stored
  const shown = () => displayAt(site.state, table, { row, field })
  const link =
    column?.type === 'reference' && value !== '' && wish.links
      ? { link: `${site.url}/api/now/table/${column.table}/${value}` }
      : undefined
  if (wish.display === 'all') return { display_value: shown(), value, ...link }
  if (wish.display === 'true') return link ? { display_value: shown(), ...link } : shown()
  return link ? { ...link, value } : value
}

/** A record as it is answered. Fields that are unknown, or that the caller may not read, are left out. */
export function renderRow(
  site: Site,
  table: TableName,
  of: { row: Row; wish: Wish; caller: Caller },
): Record<string, unknown> {
  const { row, wish, caller } = of
  const wanted = wish.fields ?? Object.keys(columnsOf(table))
  const readable = wanted.filter(
    (field) => columnAt(table, field) && mayReadField(site.state, caller, `${table}.${field}`),
  )
  return Object.fromEntries(readable.map((field) => [field, renderField(site, table, { row, field, wish })]))
}
