import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '../../src/http/contract/session.ts'
import { hasStatus } from './problem.ts'
import { request } from './request.ts'
import { chosenWorkspace, forgetWorkspace } from './workspace-choice.ts'

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
  | 'members:manage'
  | 'logs:read'
  | 'audit:read'
  | 'workspace:manage'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => whoAsks(signal),
  staleTime: 60_000,
})

/** Whoever is no longer in the workspace that they chose goes on in another one of theirs. */
async function whoAsks(signal: AbortSignal): Promise<Me> {
  try {
    return await request<Me>('/v1/me', { signal })
  } catch (error) {
    if (!hasStatus(error, 401) || chosenWorkspace() === undefined) throw error
    forgetWorkspace()
    return request<Me>('/v1/me', { signal })
  }
}

/** The person signed in. Only below the shell, whose route has read it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

export function useAllowed(right: Right): boolean {
  return useMe().rights.includes(right)
}

export async function signOut(): Promise<void> {
  await request<unknown>('/auth/sign-out', { method: 'POST', body: {} })
  forgetWorkspace()
}
