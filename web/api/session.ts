import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '../../src/http/contract/session.ts'
import { request } from './request.ts'

export type { Me } from '../../src/http/contract/session.ts'

export type Right =
  | 'recommendations:read'
  | 'alarms:read'
  | 'sources:manage'
  | 'tickets:read'
  | 'tickets:create'
  | 'tickets:act'
  | 'projects:read'
  | 'projects:manage'
  | 'help-desk:read'
  | 'help-desk:write'
  | 'help-desk:manage'
  | 'service-tickets:read'
  | 'diagnostics:read'
  | 'operators:read'
  | 'operators:manage'
  | 'connections:read'
  | 'connections:manage'
  | 'tokens:manage'
  | 'logs:read'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => request<Me>('/v1/me', { signal }),
  staleTime: 60_000,
})

/** The person signed in. Only below the shell, whose route has read it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

export function useAllowed(right: Right): boolean {
  return useMe().rights.includes(right)
}

export function signIn(credentials: { email: string; password: string }) {
  return request<unknown>('/auth/sign-in/email', { method: 'POST', body: credentials })
}

export function signOut() {
  return request<unknown>('/auth/sign-out', { method: 'POST', body: {} })
}
