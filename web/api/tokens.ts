import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CreatedToken, NewToken, Token } from '../../src/http/contract/session.ts'
import { request } from './request.ts'

export type { Token } from '../../src/http/contract/session.ts'

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => (await request<{ items: Token[] }>('/v1/tokens', { signal })).items,
})

export function createToken(token: z.infer<typeof NewToken>) {
  return request<z.infer<typeof CreatedToken>>('/v1/tokens', { method: 'POST', body: token })
}

export function revokeToken(id: string) {
  return request<void>(`/v1/tokens/${id}`, { method: 'DELETE' })
}
