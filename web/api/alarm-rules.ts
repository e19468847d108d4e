import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  AlarmRule,
  AlarmRulePreview,
  PreviewAlarmRule,
  SaveAlarmRule,
} from '../../src/http/contract/alarm-rule.ts'
import { request } from './request.ts'

export type {
  AlarmRule,
  AlarmRulePreview,
  PreviewAlarmRule,
  SaveAlarmRule,
} from '../../src/http/contract/alarm-rule.ts'

const base = '/v1/alarm-rules'

export const alarmRulesQuery = queryOptions({
  queryKey: ['alarm-rules', 'list'],
  queryFn: async ({ signal }) => (await request<{ items: AlarmRule[] }>(base, { signal })).items,
})

export const alarmRuleQuery = (id: string) =>
  queryOptions({
    queryKey: ['alarm-rules', 'rule', id],
    queryFn: ({ signal }) => request<AlarmRule>(`${base}/${id}`, { signal }),
  })

export const alarmLabelsQuery = queryOptions({
  queryKey: ['alarm-labels'],
  queryFn: async ({ signal }) => (await request<{ labels: string[] }>(`${base}/labels`, { signal })).labels,
  staleTime: 60_000,
})

/** What a rule would do now. Below `alarms`, so that it follows what is raised and cleared. */
export const rulePreviewQuery = (body: PreviewAlarmRule) =>
  queryOptions({
    queryKey: ['alarms', 'rule-preview', body],
    queryFn: ({ signal }) => request<AlarmRulePreview>(`${base}/preview`, { method: 'POST', body, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })

/** @param id of the rule to change; without one it is a new rule */
export const saveAlarmRule = (id: string | undefined, body: SaveAlarmRule) =>
  id
    ? request<AlarmRule>(`${base}/${id}`, { method: 'PUT', body })
    : request<AlarmRule>(base, { method: 'POST', body })

export const deleteAlarmRule = (id: string) => request<void>(`${base}/${id}`, { method: 'DELETE' })

export const orderAlarmRules = async (ids: string[]) =>
  (await request<{ items: AlarmRule[] }>(`${base}/order`, { method: 'POST', body: { ids } })).items

/** Lets a rule act on what is raised already; answers how many alarms wait for it now. */
export const applyAlarmRule = (id: string) =>
  request<{ waiting: number }>(`${base}/${id}/apply`, { method: 'POST' })
