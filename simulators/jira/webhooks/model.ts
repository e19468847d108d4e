import type { Webhook } from '../state/model.ts'

/** One event on its way to one webhook. */
export interface Delivery {
  webhook: Webhook
  /** Stays the same over retries and duplicates. */
  identifier: string
  payload: string
}
