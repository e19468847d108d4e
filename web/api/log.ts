import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { LogEntry, LogFilters } from '../../src/http/contract/log.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { request, withQuery } from './request.ts'

export type { LogEntry } from '../../src/http/contract/log.ts'
export type FaultKind = NonNullable<LogFilters['fault']>

/** `from` and `to` are days of the reader’s own calendar, the last one taken in: `2026-01-31`. */
export type LogSearch = Partial<
  Record<'q' | 'level' | 'connectionId' | 'ticket' | 'fault' | 'concerns' | 'from' | 'to' | 'after', string>
>

/** Everything, or what went wrong. */
export type Report = '/v1/logs' | '/v1/sync-errors'

export const logQuery = (report: Report, search: LogSearch) =>
  queryOptions({
    queryKey: ['log', report, search],
    queryFn: ({ signal }) =>
      request<Page<LogEntry>>(withQuery(report, { ...filtersOf(search), after: search.after, limit: 50 }), {
        signal,
      }),
    placeholderData: keepPreviousData,
  })

/** Where the same entries, of all pages, are one file. */
export const fileOf = (report: Report, search: LogSearch): string =>
  withQuery(`${report}.csv`, filtersOf(search))

function filtersOf({ from, to, after: _after, ...same }: LogSearch) {
  return { ...same, from: startOf(from, 0), until: startOf(to, 1) }
}

/** The moment at which a day begins here, or one so many days later; what is no day is left for the hub to refuse. */
export function startOf(day: string | undefined, later: number): string | undefined {
  if (!day) return undefined
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(day) ?? []
  if (!year || !month || !date) return day
  return new Date(Number(year), Number(month) - 1, Number(date) + later).toISOString()
}
