import { indexedVersion } from '../../ground/search-index.ts'
import { isDeleted } from '../state/lookup.ts'
import type { FieldDefinition, WorkItem } from '../state/model.ts'
import { queriedField, testOf, type QueryContext } from './compare.ts'
import { parseWiql } from './parse.ts'

export interface Result {
  columns: FieldDefinition[]
  sorting: { field: FieldDefinition; descending: boolean }[]
  items: WorkItem[]
}

/** What the queries' index knows: deleted work items are not in it, nor those that lag behind. */
export function runQuery(context: QueryContext, query: string): Result {
  const { state } = context.site
  const { columns, where, order } = parseWiql(query)
  const test = where ? testOf(context, where) : () => true
  const sorting = order.map(({ field, descending }) => ({ field: queriedField(context, field), descending }))
  const items = [...state.items.values()]
    .map((item) => indexedVersion(context.site, state.index, item.id))
    .filter((item) => item !== undefined)
    .filter((item) => !isDeleted(item) && test(item))
    .sort((left, right) => compare(sorting, left, right))
  return { columns: columns.map((name) => queriedField(context, name)), sorting, items }
}

function compare(sorting: Result['sorting'], left: WorkItem, right: WorkItem): number {
  for (const { field, descending } of sorting) {
    const [one, other] = [left, right].map((item) => sortable(field, item))
    if (one !== undefined && other !== undefined && one !== other) {
      return one < other === descending ? 1 : -1
    }
  }
  return left.id - right.id
}

function sortable({ referenceName, type }: FieldDefinition, item: WorkItem): string | number {
  const value = item.fields[referenceName] ?? ''
  if (type === 'dateTime') return Date.parse(String(value))
  return typeof value === 'number' ? value : String(value).toLowerCase()
}
