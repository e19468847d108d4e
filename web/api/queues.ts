import { queryOptions } from '@tanstack/react-query'
import type { Queues, RetentionCount } from '../../src/http/contract/queue.ts'
import { request } from './request.ts'

export type { Pending, Queue } from '../../src/http/contract/queue.ts'

/** Often, because a creation that takes a second is to be seen. */
const everyMs = 2_000

export const queuesQuery = queryOptions({
  queryKey: ['queues'],
  queryFn: ({ signal }) => request<Queues>('/v1/queues', { signal }),
  refetchInterval: everyMs,
})

export const retentionQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ['retention', connectionId],
    queryFn: ({ signal }) => request<RetentionCount>(`/v1/connections/${connectionId}/retention`, { signal }),
    // While something is removed, the number falls.
    refetchInterval: ({ state }) => ((state.data?.due ?? 0) > 0 ? everyMs : false),
  })

export function removeNow(connectionId: string) {
  return request<RetentionCount>(`/v1/connections/${connectionId}/retention`, { method: 'POST', body: {} })
}
