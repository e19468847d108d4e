import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  AddedServiceEvent,
  ClearCode,
  NewServiceEvent,
  NewServiceTicket,
  ServiceTicket,
  ServiceTicketRow,
  ServiceTimelineEntry,
} from '../../src/http/contract/service-ticket.ts'
import type { DiagnosticRun, Service } from '../../src/http/contract/diagnostics.ts'
import type { Operator } from '../../src/http/contract/operator.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { request, withQuery } from './request.ts'

export type { DiagnosticRun, Service } from '../../src/http/contract/diagnostics.ts'
export type {
  ClearCode,
  NewServiceEvent,
  NewServiceTicket,
  PartyEntry,
  ServiceTicket,
  ServiceTicketRow,
  ServiceTimelineEntry,
} from '../../src/http/contract/service-ticket.ts'

/** As it stands in the address of the list. */
export type QueueSearch = Partial<
  Record<'q' | 'status' | 'category' | 'priority' | 'operator' | 'asks' | 'sort' | 'after', string>
>

const base = '/v1/service-tickets'
const pathOf = (ref: string) => `${base}/${encodeURIComponent(ref)}`

/** Partners’ tickets are kept below `tickets` too: whatever happens to one may change them. */
export const queueQuery = (search: QueueSearch) =>
  queryOptions({
    queryKey: ['tickets', 'service-list', search],
    queryFn: ({ signal }) =>
      request<Page<ServiceTicketRow>>(withQuery(base, { ...search, limit: 50 }), { signal }),
    placeholderData: keepPreviousData,
  })

export const serviceTicketQuery = (ref: string) =>
  queryOptions({
    queryKey: ['tickets', 'service', ref],
    queryFn: ({ signal }) => request<ServiceTicket>(pathOf(ref), { signal }),
  })

/** Newest first; each further page is older. */
export const serviceTimelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'service-timeline', id],
    queryFn: ({ signal, pageParam }) =>
      request<Page<ServiceTimelineEntry>>(
        withQuery(`${pathOf(id)}/timeline`, { limit: 30, after: pageParam || undefined }),
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

/** To choose from; as many as one page holds. */
export const operatorChoicesQuery = queryOptions({
  queryKey: ['operators', 'choices'],
  queryFn: ({ signal }) => request<Page<Operator>>('/v1/operators?limit=200', { signal }),
  staleTime: 60_000,
})

/** Registered services that fit some words; the first of them, since there may be thousands. */
export const servicesQuery = (q: string | undefined) =>
  queryOptions({
    queryKey: ['services', 'choices', q],
    queryFn: ({ signal }) => request<Page<Service>>(withQuery('/v1/services', { q, limit: 30 }), { signal }),
    placeholderData: keepPreviousData,
  })

/** The newest diagnostic runs of a service. */
export const runsQuery = (service: string) =>
  queryOptions({
    queryKey: ['runs', 'choices', service],
    queryFn: ({ signal }) =>
      request<Page<DiagnosticRun>>(withQuery('/v1/diagnostic-runs', { service, limit: 30 }), { signal }),
  })

export const clearCodesQuery = queryOptions({
  queryKey: ['clear-codes'],
  queryFn: ({ signal }) => request<ClearCode[]>(`${base}/clear-codes`, { signal }),
  staleTime: Infinity,
})

/** @param key the same key adds the same event, however often it is sent */
export function addServiceEvent(id: string, event: NewServiceEvent, key: string) {
  return request<AddedServiceEvent>(`${pathOf(id)}/events`, {
    method: 'POST',
    body: event,
    headers: { 'idempotency-key': key },
  })
}

/** Makes an issue of it in the active tracker. */
export function forwardServiceTicket(id: string) {
  return request<ServiceTicket>(`${pathOf(id)}/forward`, { method: 'POST', body: {} })
}

/** @param key the same key makes the same ticket, however often it is sent */
export function openServiceTicket(ticket: NewServiceTicket, key: string) {
  return request<ServiceTicket>(base, { method: 'POST', body: ticket, headers: { 'idempotency-key': key } })
}
