import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { LogEntry } from '../../src/http/contract/log.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { request, withQuery } from './request.ts'

export type { LogEntry } from '../../src/http/contract/log.ts'

export interface LogSearch {
  level?: string
  connectionId?: string
  ticketId?: string
  after?: string
}

export const logQuery = (search: LogSearch) =>
  queryOptions({
    queryKey: ['log', search],
    queryFn: ({ signal }) =>
      request<Page<LogEntry>>(withQuery('/v1/logs', { ...search, limit: 50 }), { signal }),
    placeholderData: keepPreviousData,
  })
