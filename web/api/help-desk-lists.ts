import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  ActionType,
  Customer,
  Product,
  SupportField,
  SupportStatus,
  SupportType,
  Uses,
} from '../../src/http/contract/help-desk-lists.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { request, withQuery } from './request.ts'

export type {
  ActionType,
  Customer,
  Product,
  SupportField,
  SupportStatus,
  SupportType,
} from '../../src/http/contract/help-desk-lists.ts'

/** Lists that people put in order; they are short, so they are read whole. */
export interface OrderedLists {
  types: SupportType
  statuses: SupportStatus
  'action-types': ActionType
  fields: SupportField
}
export type OrderedList = keyof OrderedLists
/** By name, in pages. Versions are those of a product. */
export type Catalogue = 'customers' | 'products' | `products/${string}/versions`
/** As addresses name them. */
export type HelpDeskList = OrderedList | Catalogue

export type FieldKind = SupportField['kind']
export type StatusCategory = SupportStatus['category']

/** What an entry of any list may say; each list takes its own part. */
export interface EntryBody {
  name?: string
  category?: StatusCategory
  kind?: FieldKind
  options?: string[]
  position?: number
  projectKey?: string | null
  instanceId?: string | null
}

const noun = 'help-desk-lists'
const pathOf = (list: HelpDeskList, rest = '') => `/v1/help-desk/${list}${rest}`

/** Everything that is known of a list, for reading it again. */
export const keyOf = (list: HelpDeskList) => [noun, list]

export const orderedListQuery = <List extends OrderedList>(list: List) =>
  queryOptions({
    queryKey: [noun, list, 'all'],
    queryFn: async ({ signal }) =>
      (await request<{ items: OrderedLists[List][] }>(pathOf(list), { signal })).items,
  })

/** @param search.q a part of the name */
export const catalogueQuery = <List extends Catalogue>(
  list: List,
  search: { q?: string | undefined; after?: string | undefined; limit?: number },
) =>
  queryOptions({
    queryKey: [noun, list, 'page', search],
    queryFn: ({ signal }) =>
      request<Page<List extends 'customers' ? Customer : Product>>(
        withQuery(pathOf(list), { limit: 50, ...search }),
        { signal },
      ),
    placeholderData: keepPreviousData,
  })

/** On how many tickets, or of how many actions, an entry stands. */
export const usesQuery = (list: HelpDeskList, id: string) =>
  queryOptions({
    queryKey: [noun, list, 'uses', id],
    queryFn: async ({ signal }) => (await request<Uses>(pathOf(list, `/${id}/uses`), { signal })).count,
    staleTime: 0,
  })

/** @param id of the entry to change; without one it is a new one */
export const saveEntry = (list: HelpDeskList, id: string | undefined, body: EntryBody) =>
  id
    ? request<{ id: string; name: string }>(pathOf(list, `/${id}`), { method: 'PATCH', body })
    : request<{ id: string; name: string }>(pathOf(list), { method: 'POST', body })

export const removeEntry = (list: HelpDeskList, id: string) =>
  request<void>(pathOf(list, `/${id}`), { method: 'DELETE' })
