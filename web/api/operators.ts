import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ChangeDeskSettings, DeskSettings } from '../../src/http/contract/desk-settings.ts'
import type {
  ChangeOperator,
  CreatedOperatorToken,
  NewOperator,
  NewOperatorToken,
  Operator,
  OperatorToken,
  RemovedOperator,
} from '../../src/http/contract/operator.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { request, withQuery } from './request.ts'

export type { Operator, OperatorToken } from '../../src/http/contract/operator.ts'
export type { DeskSettings } from '../../src/http/contract/desk-settings.ts'

const pathOf = (id: string, rest = '') => `/v1/operators/${encodeURIComponent(id)}${rest}`

export const operatorsQuery = (search: { q?: string | undefined; after?: string | undefined }) =>
  queryOptions({
    queryKey: ['operators', 'list', search],
    queryFn: ({ signal }) =>
      request<Page<Operator>>(withQuery('/v1/operators', { ...search, limit: 50 }), { signal }),
    placeholderData: keepPreviousData,
  })

/** For a filter box: those whose names come first. */
export const operatorChoicesQuery = queryOptions({
  queryKey: ['operators', 'choices'],
  queryFn: async ({ signal }) =>
    (await request<Page<Operator>>(withQuery('/v1/operators', { limit: 200 }), { signal })).items,
  staleTime: 60_000,
})

export const operatorQuery = (id: string) =>
  queryOptions({
    queryKey: ['operators', 'one', id],
    queryFn: ({ signal }) => request<Operator>(pathOf(id), { signal }),
  })

/** @param id absent for a new one */
export const saveOperator = (id: string | undefined, body: NewOperator & ChangeOperator) =>
  request<Operator>(id === undefined ? '/v1/operators' : pathOf(id), {
    method: id === undefined ? 'POST' : 'PATCH',
    body,
  })

/** @param of.force also while it has open tickets */
export const removeOperator = (id: string, of: { force: boolean }) =>
  request<RemovedOperator>(`${pathOf(id)}${of.force ? '?force=true' : ''}`, { method: 'DELETE' })

export const operatorTokensQuery = (id: string) =>
  queryOptions({
    queryKey: ['operators', 'tokens', id],
    queryFn: ({ signal }) => request<Page<OperatorToken>>(pathOf(id, '/tokens?limit=200'), { signal }),
  })

export const createOperatorToken = (id: string, body: NewOperatorToken) =>
  request<CreatedOperatorToken>(pathOf(id, '/tokens'), { method: 'POST', body })

export const withdrawOperatorToken = (id: string, tokenId: string) =>
  request<void>(pathOf(id, `/tokens/${encodeURIComponent(tokenId)}`), { method: 'DELETE' })

export const deskSettingsQuery = queryOptions({
  queryKey: ['desk-settings'],
  queryFn: ({ signal }) => request<DeskSettings>('/v1/desk-settings', { signal }),
})

export const changeDeskSettings = (body: ChangeDeskSettings) =>
  request<DeskSettings>('/v1/desk-settings', { method: 'PATCH', body })
