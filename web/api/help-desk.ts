import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  ChangeSupportTicket,
  NewSupportTicket,
  SupportTicket,
  SupportTicketRow,
} from '../../src/http/contract/help-desk.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { request, withQuery } from './request.ts'

export type {
  ChangeSupportTicket,
  ChosenName,
  NewSupportTicket,
  SupportTicket,
  SupportTicketRow,
} from '../../src/http/contract/help-desk.ts'
export type FieldValue = SupportTicket['fields'][number]['value']

/** As it stands in the address of the list, and in a saved filter. */
export type DeskSearch = Partial<
  Record<
    | 'q'
    | 'category'
    | 'statusId'
    | 'typeId'
    | 'productId'
    | 'customerId'
    | 'assignee'
    | 'linked'
    | 'sort'
    | 'after',
    string
  >
>

const base = '/v1/support-tickets'
export const deskPath = (ref: string) => `${base}/${encodeURIComponent(ref)}`

/** All of a ticket’s parts are kept below `tickets`: whatever happens to it may change them. */
export const deskTicketsQuery = (search: DeskSearch) =>
  queryOptions({
    queryKey: ['tickets', 'desk-list', search],
    queryFn: ({ signal }) =>
      request<Page<SupportTicketRow>>(withQuery(base, { ...search, limit: 50 }), { signal }),
    placeholderData: keepPreviousData,
  })

export const deskTicketQuery = (ref: string) =>
  queryOptions({
    queryKey: ['tickets', 'desk', ref],
    queryFn: ({ signal }) => request<SupportTicket>(deskPath(ref), { signal }),
  })

/** @param key the same key makes the same ticket, however often it is sent */
export function createDeskTicket(ticket: NewSupportTicket, key: string) {
  return request<SupportTicket>(base, { method: 'POST', body: ticket, headers: { 'idempotency-key': key } })
}

export function changeDeskTicket(id: string, change: ChangeSupportTicket) {
  return request<SupportTicket>(deskPath(id), { method: 'PATCH', body: change })
}
