import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  Explanation as ExplanationShape,
  Preview as PreviewShape,
  PreviewTicket,
} from '../../src/http/contract/ticket.ts'
import { request } from './request.ts'

export type { Explained, NeededField } from '../../src/http/contract/shared.ts'
export type { PreviewTicket } from '../../src/http/contract/ticket.ts'
export type Preview = z.infer<typeof PreviewShape>
type Explanation = z.infer<typeof ExplanationShape>

/** What was sent for a ticket and taken over from its issue, value by value. */
export const explanationQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['tickets', 'explain', ticketId],
    queryFn: ({ signal }) =>
      request<Explanation>(`/v1/tickets/${encodeURIComponent(ticketId)}/explain`, { signal }),
  })

/** What would be sent; nothing is. Looked up anew each time, since routes and words change meanwhile. */
export const previewQuery = (wanted: PreviewTicket) =>
  queryOptions({
    queryKey: ['preview', wanted],
    queryFn: ({ signal }) =>
      request<Preview>('/v1/tickets/preview', { method: 'POST', body: wanted, signal }),
    staleTime: 0,
    gcTime: 0,
  })
