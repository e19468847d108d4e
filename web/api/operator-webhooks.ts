import { queryOptions } from '@tanstack/react-query'
import type {
  ChangedOperatorWebhook,
  ChangeOperatorWebhook,
  CreatedOperatorWebhook,
  NewOperatorWebhook,
  OperatorWebhook,
  TriedOperatorWebhook,
} from '../../src/http/contract/operator-webhook.ts'
import { request } from './request.ts'

export type {
  NewOperatorWebhook,
  OperatorWebhook,
  TriedOperatorWebhook,
} from '../../src/http/contract/operator-webhook.ts'

const pathOf = (operatorId: string, rest = '') =>
  `/v1/operators/${encodeURIComponent(operatorId)}/webhooks${rest}`

/** Names one webhook. */
export interface WebhookOf {
  operatorId: string
  id: string
}
const one = ({ operatorId, id }: WebhookOf, rest = '') =>
  pathOf(operatorId, `/${encodeURIComponent(id)}${rest}`)

export const operatorWebhooksQuery = (operatorId: string) =>
  queryOptions({
    queryKey: ['operator-webhooks', operatorId],
    queryFn: async ({ signal }) =>
      (await request<{ items: OperatorWebhook[] }>(pathOf(operatorId), { signal })).items,
  })

export const addWebhook = (operatorId: string, body: NewOperatorWebhook) =>
  request<CreatedOperatorWebhook>(pathOf(operatorId), { method: 'POST', body })

export const changeWebhook = (of: WebhookOf, body: ChangeOperatorWebhook) =>
  request<ChangedOperatorWebhook>(one(of), { method: 'PATCH', body })

export const removeWebhook = (of: WebhookOf) => request<void>(one(of), { method: 'DELETE' })

export const rotateSecret = (of: WebhookOf) =>
  request<CreatedOperatorWebhook>(one(of, '/rotate'), { method: 'POST', body: {} })

export const tryWebhook = (of: WebhookOf) =>
  request<TriedOperatorWebhook>(one(of, '/test'), { method: 'POST', body: {} })
