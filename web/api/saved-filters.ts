import { queryOptions } from '@tanstack/react-query'
import type { ChangeSavedFilter, NewSavedFilter, SavedFilter } from '../../src/http/contract/saved-filter.ts'
import { request } from './request.ts'

export type { SavedFilter } from '../../src/http/contract/saved-filter.ts'

const base = '/v1/help-desk/saved-filters'

export const savedFiltersQuery = queryOptions({
  queryKey: ['saved-filters'],
  queryFn: async ({ signal }) => (await request<{ items: SavedFilter[] }>(base, { signal })).items,
})

export function saveFilter(filter: NewSavedFilter) {
  return request<SavedFilter>(base, { method: 'POST', body: filter })
}

export function changeFilter(id: string, change: ChangeSavedFilter) {
  return request<SavedFilter>(`${base}/${encodeURIComponent(id)}`, { method: 'PATCH', body: change })
}

export function deleteFilter(id: string) {
  return request<void>(`${base}/${encodeURIComponent(id)}`, { method: 'DELETE' })
}
