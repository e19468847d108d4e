import { levelsOf } from './check-field-value.ts'
import type { FieldKind } from './field-value.ts'

/** The help desk's lists, as addresses name them. */
export const listNames = [
  'types',
  'statuses',
  'action-types',
  'fields',
  'customers',
  'products',
  'versions',
] as const
export type ListName = (typeof listNames)[number]

/** Lists that people put in order. They are short, so they are read whole. */
export const orderedLists = ['types', 'statuses', 'action-types', 'fields'] as const
export type OrderedList = (typeof orderedLists)[number]

export const isOrdered = (list: ListName): list is OrderedList => orderedLists.some((one) => one === list)

/** An ordered list has so many entries at most. */
export const mostEntries = 100
export const mostOptions = 500
export const longestName = 200

/** What one entry is called. */
export const nounOf: Record<ListName, string> = {
  types: 'ticket type',
  statuses: 'status',
  'action-types': 'action type',
  fields: 'field',
  customers: 'customer',
  products: 'product',
  versions: 'version',
}

/** Without one of these, no ticket or action could be made. */
export const neverEmpty = (list: ListName) =>
  list === 'types' || list === 'statuses' || list === 'action-types'

/** What is wrong with a field's options, or undefined. */
export function optionsProblem(kind: FieldKind, options: string[]): string | undefined {
  const isChosen = kind === 'option' || kind === 'options' || kind === 'cascading'
  if (!isChosen) return options.length > 0 ? `none: a field of the kind ${kind} has no options` : undefined
  if (options.length === 0) return `at least one option for a field of the kind ${kind}`
  const folded = options.map((option) => levelsOf(option).join(' > ').toLowerCase())
  const doubled = options.find((_, place) => folded.indexOf(folded[place] ?? '') !== place)
  if (doubled !== undefined) return `each option once; “${doubled}” is there twice`
  if (kind !== 'cascading') return undefined
  const wrong = options.find((option) => {
    const levels = levelsOf(option)
    return levels.length > 2 || levels.includes('')
  })
  return wrong === undefined ? undefined : `“Parent > Child” or “Parent”; “${wrong}” is neither`
}
