import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  Choices,
  ChoicesQuery,
  Connection,
  ConnectionSettings as SettingsShape,
  ConnectionTest,
  ConnectionTestResult,
  Disconnect,
  SaveConnection,
  WebhookSecret as SecretShape,
} from '../../src/http/contract/connection.ts'
import { request } from './request.ts'

export type { Connection, ConnectionTestResult } from '../../src/http/contract/connection.ts'
export type ConnectionSettings = z.infer<typeof SettingsShape>
export type OldTickets = z.infer<typeof Disconnect>['oldTickets']
type Trial = z.infer<typeof ConnectionTest>
type ChoicesWanted = z.infer<typeof ChoicesQuery>
type Saving = z.input<typeof SaveConnection>
export type WebhookSecret = z.infer<typeof SecretShape>

const base = '/v1/connections'

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: async ({ signal }) => (await request<{ items: Connection[] }>(base, { signal })).items,
})

export function testConnection(trial: Trial) {
  return request<ConnectionTestResult>(`${base}/test`, { method: 'POST', body: trial })
}

/** @param stamp stands for `wanted.config` in the cache's key, where no credential belongs */
export const choicesQuery = ({ config, ...wanted }: ChoicesWanted, stamp: number) =>
  queryOptions({
    queryKey: ['choices', wanted, stamp],
    queryFn: async ({ signal }) => {
      const body = { ...wanted, config }
      const path = `${base}/choices`
      return (await request<z.infer<typeof Choices>>(path, { method: 'POST', body, signal })).items
    },
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })

/** @param id absent for a new connection */
export function saveConnection(saving: Saving, id?: string) {
  return id
    ? request<Connection>(`${base}/${id}`, { method: 'PUT', body: saving })
    : request<Connection>(base, { method: 'POST', body: saving })
}

export function discardDraft(id: string) {
  return request<void>(`${base}/${id}`, { method: 'DELETE' })
}

export function changeSettings(id: string, settings: ConnectionSettings) {
  return request<Connection>(`${base}/${id}/settings`, { method: 'PATCH', body: settings })
}

export function testStored(id: string) {
  return request<ConnectionTestResult>(`${base}/${id}/test`, { method: 'POST', body: {} })
}

export function actOnConnection(id: string, action: 'sync' | 'resume') {
  return request<unknown>(`${base}/${id}/${action}`, { method: 'POST', body: {} })
}

export function disconnect(id: string, oldTickets: OldTickets) {
  return request<unknown>(`${base}/${id}/disconnect`, { method: 'POST', body: { oldTickets } })
}

export function createWebhookSecret(id: string) {
  return request<WebhookSecret>(`${base}/${id}/webhook-secret`, { method: 'POST', body: {} })
}
