import { queryOptions } from '@tanstack/react-query'
import type { ProviderInfo } from '../../src/http/contract/connection.ts'
import { request } from './request.ts'

export type { FormField, ProviderInfo } from '../../src/http/contract/connection.ts'

export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: async ({ signal }) =>
    (await request<{ items: ProviderInfo[] }>('/v1/providers', { signal })).items,
  staleTime: Infinity,
})
