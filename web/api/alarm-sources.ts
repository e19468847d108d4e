import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  AlarmSource,
  AlarmSourceDetail,
  PreviewWriteBack,
  SaveAlarmSource,
  TriedWriteBack,
  TryWriteBack,
  WriteBack,
  WriteBackRequest,
} from '../../src/http/contract/alarm-source.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { request, withQuery } from './request.ts'

export type {
  AlarmSource,
  AlarmSourceDetail,
  SaveAlarmSource,
  TriedWriteBack,
  WriteBack,
  WriteBackRequest,
} from '../../src/http/contract/alarm-source.ts'

const pathOf = (name: string, rest = '') => `/v1/alarm-sources/${encodeURIComponent(name)}${rest}`

export const alarmSourcesQuery = (after: string | undefined) =>
  queryOptions({
    queryKey: ['alarm-sources', 'list', after ?? ''],
    queryFn: ({ signal }) =>
      request<Page<AlarmSource>>(withQuery('/v1/alarm-sources', { after, limit: 50 }), { signal }),
    placeholderData: keepPreviousData,
  })

export const alarmSourceQuery = (name: string) =>
  queryOptions({
    queryKey: ['alarm-sources', 'source', name],
    queryFn: ({ signal }) => request<AlarmSourceDetail>(pathOf(name), { signal }),
  })

export const failedWriteBacksQuery = (name: string) =>
  queryOptions({
    queryKey: ['alarm-sources', 'failed', name],
    queryFn: ({ signal }) =>
      request<Page<WriteBack>>(withQuery(pathOf(name, '/write-backs'), { state: 'failed', limit: 20 }), {
        signal,
      }),
    placeholderData: keepPreviousData,
  })

export const saveAlarmSource = (name: string, body: SaveAlarmSource) =>
  request<AlarmSourceDetail>(pathOf(name), { method: 'PUT', body })

export const removeAlarmSource = (name: string) => request<void>(pathOf(name), { method: 'DELETE' })

export const previewWriteBack = (name: string, body: PreviewWriteBack) =>
  request<WriteBackRequest>(pathOf(name, '/preview'), { method: 'POST', body })

export const tryWriteBack = (name: string, body: TryWriteBack) =>
  request<TriedWriteBack>(pathOf(name, '/try'), { method: 'POST', body })

/** @param what all that failed, or the tickets that were there before the template was */
export const queueWriteBacks = (name: string, what: 'retry-failed' | 'write-back') =>
  request<{ queued: number }>(pathOf(name, `/${what}`), { method: 'POST' })

export const alarmWriteBackQuery = (alarmId: string) =>
  queryOptions({
    queryKey: ['alarms', 'write-back', alarmId],
    queryFn: async ({ signal }) =>
      (await request<{ writeBack: WriteBack | null }>(`/v1/alarms/${alarmId}/write-back`, { signal }))
        .writeBack,
  })

export const ticketWriteBacksQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['tickets', 'write-backs', ticketId],
    queryFn: ({ signal }) =>
      request<Page<WriteBack>>(`/v1/tickets/${ticketId}/write-backs?limit=20`, { signal }),
  })

export const retryWriteBack = (alarmId: string) =>
  request<unknown>(`/v1/alarms/${alarmId}/write-back/retry`, { method: 'POST' })
