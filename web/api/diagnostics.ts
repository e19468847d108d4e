import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DiagnosticRun, DiagnosticRunDetail, Service } from '../../src/http/contract/diagnostics.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { request, withQuery } from './request.ts'

export type { DiagnosticRun, DiagnosticRunDetail, Service } from '../../src/http/contract/diagnostics.ts'

/** What the address of the page says. */
export interface DiagnosticSearch {
  /** `services`, or the runs. */
  view?: string
  q?: string
  /** Of runs. */
  status?: string
  /** Of runs: the uuid or alias of a service. */
  service?: string
  /** Of services. */
  operator?: string
  after?: string
}

export const runsQuery = ({ q, status, service, after }: DiagnosticSearch) =>
  queryOptions({
    queryKey: ['diagnostic-runs', 'list', { q, status, service, after }],
    queryFn: ({ signal }) =>
      request<Page<DiagnosticRun>>(
        withQuery('/v1/diagnostic-runs', { q, status, service, after, limit: 50 }),
        { signal },
      ),
    placeholderData: keepPreviousData,
  })

export const runQuery = (alias: string) =>
  queryOptions({
    queryKey: ['diagnostic-runs', 'one', alias],
    queryFn: ({ signal }) =>
      request<DiagnosticRunDetail>(`/v1/diagnostic-runs/${encodeURIComponent(alias)}`, { signal }),
  })

export const servicesQuery = ({ q, operator: operatorId, after }: DiagnosticSearch) =>
  queryOptions({
    queryKey: ['services', 'list', { q, operatorId, after }],
    queryFn: ({ signal }) =>
      request<Page<Service>>(withQuery('/v1/services', { q, operatorId, after, limit: 50 }), { signal }),
    placeholderData: keepPreviousData,
  })
