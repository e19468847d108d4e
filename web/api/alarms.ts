import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  Alarm,
  AlarmDialog,
  AlarmFilters as FiltersShape,
  AlarmLink,
  AlarmsTaken,
  HyperlinkEntry as EntryShape,
  TicketAlarm,
} from '../../src/http/contract/alarm.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import type { Ticket } from '../../src/http/contract/ticket.ts'
import { request, withQuery } from './request.ts'

export type { Alarm, AlarmDialog, AlarmsTaken, TicketAlarm } from '../../src/http/contract/alarm.ts'

export interface AlarmSearch {
  q?: string
  state?: string
  source?: string
  severity?: string
  ticket?: string
  after?: string
}

const pathOf = (id: string) => `/v1/alarms/${encodeURIComponent(id)}`

export const alarmsQuery = (search: AlarmSearch) =>
  queryOptions({
    queryKey: ['alarms', 'list', search],
    queryFn: ({ signal }) =>
      request<Page<Alarm>>(withQuery('/v1/alarms', { ...search, limit: 50 }), { signal }),
    placeholderData: keepPreviousData,
  })

export const alarmQuery = (id: string) =>
  queryOptions({
    queryKey: ['alarms', 'one', id],
    queryFn: ({ signal }) => request<Alarm>(pathOf(id), { signal }),
  })

export const alarmFiltersQuery = queryOptions({
  queryKey: ['alarms', 'filters'],
  queryFn: ({ signal }) => request<z.infer<typeof FiltersShape>>('/v1/alarms/filters', { signal }),
  staleTime: 60_000,
})

/** Not below `alarms`: it depends on the active tracker, and must not change under somebody's hands. */
export const alarmDialogQuery = queryOptions({
  queryKey: ['alarm-dialog'],
  queryFn: ({ signal }) => request<AlarmDialog>('/v1/alarms/dialog', { signal }),
  staleTime: 0,
  refetchOnWindowFocus: false,
})

/** @param id the number of the entry in the console's file */
export const hyperlinkQuery = (id: number) =>
  queryOptions({
    queryKey: ['alarm-hyperlink', id],
    queryFn: ({ signal }) =>
      request<z.infer<typeof EntryShape>>(withQuery('/v1/alarms/hyperlink', { id }), { signal }),
    placeholderData: keepPreviousData,
  })

/** @param of.key the same key makes the same ticket, however often it is sent */
export function ticketAlarm(id: string, of: { body: TicketAlarm; key: string }) {
  return request<Ticket>(`${pathOf(id)}/ticket`, {
    method: 'POST',
    body: of.body,
    headers: { 'idempotency-key': of.key },
  })
}

/** Brings in the alarm of a console's link; the same link again brings the same alarm. */
export const linkedAlarmQuery = (parameters: string) =>
  queryOptions({
    queryKey: ['alarm-link', parameters],
    queryFn: ({ signal }) => {
      const body: AlarmLink = { parameters }
      return request<AlarmsTaken>('/v1/alarms/from-link', { method: 'POST', body, signal })
    },
    staleTime: Infinity,
    gcTime: 0,
  })
