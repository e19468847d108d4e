import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Page } from '../../src/http/contract/shared.ts'
import type { NewTicket, Ticket, TicketEvent } from '../../src/http/contract/ticket.ts'
import { request, withQuery } from './request.ts'

export type { Delivery, NewTicket, Ticket, TicketEvent } from '../../src/http/contract/ticket.ts'

export interface TicketSearch {
  /** `alarms`: the table of alarms’ tickets. */
  view?: string
  type?: string
  q?: string
  status?: string
  delivery?: string
  project?: string
  unmapped?: string
  sort?: string
  after?: string
}

const pathOf = (idOrAlias: string) => `/v1/tickets/${encodeURIComponent(idOrAlias)}`

export const ticketsQuery = (search: TicketSearch) =>
  queryOptions({
    queryKey: ['tickets', 'list', search],
    queryFn: ({ signal }) => {
      const { view, ...filters } = search
      const type = view === 'alarms' ? 'alarm' : filters.type
      return request<Page<Ticket>>(withQuery('/v1/tickets', { ...filters, type, limit: 50 }), { signal })
    },
    placeholderData: keepPreviousData,
  })

/** The few tickets that fit best: by alias, issue key, or words of their title. */
export const foundTicketsQuery = (words: string) =>
  queryOptions({
    queryKey: ['tickets', 'found', words],
    queryFn: ({ signal }) =>
      request<Page<Ticket>>(withQuery('/v1/tickets', { q: words, limit: 8 }), { signal }),
    placeholderData: keepPreviousData,
  })

export const ticketQuery = (idOrAlias: string) =>
  queryOptions({
    queryKey: ['tickets', 'one', idOrAlias],
    queryFn: ({ signal }) => request<Ticket>(pathOf(idOrAlias), { signal }),
  })

/** Newest first; each further page is older. */
export const eventsQuery = (ticketId: string) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'events', ticketId],
    queryFn: ({ signal, pageParam }) =>
      request<Page<TicketEvent>>(
        withQuery(`${pathOf(ticketId)}/events`, { limit: 30, after: pageParam || undefined }),
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

/** @param key the same key makes the same ticket, however often it is sent */
export function createTicket(ticket: NewTicket, key: string) {
  return request<Ticket>('/v1/tickets', {
    method: 'POST',
    body: ticket,
    headers: { 'idempotency-key': key },
  })
}

type TicketAction = 'sync' | 'retry' | 'cancel' | 'create-again'

export function actOnTicket(id: string, action: TicketAction) {
  return request<Ticket>(`${pathOf(id)}/${action}`, { method: 'POST', body: {} })
}

export function linkExisting(id: string, issue: string) {
  return request<Ticket>(`${pathOf(id)}/link-existing`, { method: 'POST', body: { issue } })
}

export function addComment(id: string, text: string) {
  return request<Ticket>(`${pathOf(id)}/comments`, { method: 'POST', body: { text } })
}

export function changeRootCause(id: string, rootCause: string) {
  return request<Ticket>(`${pathOf(id)}/attributes`, { method: 'PATCH', body: { rootCause } })
}

/** Values for what the ticket's route lacks, by the field's id. */
export function fillMissing(id: string, values: Record<string, string>) {
  return request<Ticket>(`${pathOf(id)}/fill`, { method: 'POST', body: { values } })
}
