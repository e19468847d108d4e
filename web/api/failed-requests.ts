import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  FailedRequest,
  FailureCauses,
  Replayed,
  ReplayPlan,
  Replays,
  ReplayWhich,
  Stopped,
} from '../../src/http/contract/failed-request.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { request, withQuery } from './request.ts'

export type {
  FailedRequest,
  FailureCause,
  Replay,
  Replayed,
  ReplayPlan,
  ReplayWhich,
} from '../../src/http/contract/failed-request.ts'

export interface FailedSearch {
  q?: string
  connectionId?: string
  cause?: string
  alarms?: string
  after?: string
}

/** All below `tickets`: whatever happens to a ticket may change them. */
export const failedQuery = (search: FailedSearch) =>
  queryOptions({
    queryKey: ['tickets', 'failed', search],
    queryFn: ({ signal }) =>
      request<Page<FailedRequest>>(withQuery('/v1/failed-requests', { ...search, limit: 50 }), { signal }),
    placeholderData: keepPreviousData,
  })

export const failedCountQuery = queryOptions({
  queryKey: ['tickets', 'failed-count'],
  queryFn: async ({ signal }) => {
    const { total } = await request<Page<FailedRequest>>('/v1/failed-requests?limit=1', { signal })
    return total
  },
})

export const failureCausesQuery = queryOptions({
  queryKey: ['tickets', 'failure-causes'],
  queryFn: ({ signal }) => request<FailureCauses>('/v1/failed-requests/causes', { signal }),
})

export const replaysQuery = queryOptions({
  queryKey: ['tickets', 'replays'],
  queryFn: ({ signal }) => request<z.infer<typeof Replays>>('/v1/failed-requests/replays', { signal }),
})

/** Not kept: what would happen changes with every moment. */
export const replayPreviewQuery = (which: ReplayWhich) =>
  queryOptions({
    queryKey: ['replay-preview', which],
    queryFn: ({ signal }) =>
      request<ReplayPlan>('/v1/failed-requests/preview', { method: 'POST', body: which, signal }),
    staleTime: 0,
    gcTime: 0,
  })

export function replay(which: ReplayWhich) {
  return request<Replayed>('/v1/failed-requests/replay', { method: 'POST', body: which })
}

export function stopReplay(id: string) {
  return request<z.infer<typeof Stopped>>(`/v1/failed-requests/replays/${encodeURIComponent(id)}/stop`, {
    method: 'POST',
    body: {},
  })
}
