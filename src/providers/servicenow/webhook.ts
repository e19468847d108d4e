import { createHash, timingSafeEqual } from 'node:crypto'
import { ProviderError, type WebhookDeclaration, type WebhookHint } from '../provider.ts'
import { businessRule, deliveryHeader, secretHeader } from './script.ts'
import { wireWebhook } from './wire.ts'

function parsed(rawBody: string): unknown {
  try {
    return JSON.parse(rawBody)
  } catch (cause) {
    throw new ProviderError({ kind: 'bad-answer', detail: 'The webhook’s body is not JSON.' }, { cause })
  }
}

/** Of one length whatever comes in, so that the comparison takes one time. */
const digest = (text: string) => createHash('sha256').update(text).digest()

const operations: Record<string, WebhookHint['what']> = { insert: 'created', delete: 'deleted' }

/** What the Business Rule of script.ts sends. */
export const serviceNowWebhook: WebhookDeclaration = {
  path: 'snowStatus',

  verify(request, secret) {
    const given = request.headers[secretHeader.toLowerCase()]
    if (given === undefined || secret === '') return false
    return timingSafeEqual(digest(given), digest(secret))
  },

  identifier(request) {
    return request.headers[deliveryHeader.toLowerCase()] || undefined
  },

  parse(rawBody) {
    const read = wireWebhook.safeParse(parsed(rawBody))
    if (!read.success) {
      const detail = 'The webhook’s body is not one that the hub’s Business Rule sends.'
      throw new ProviderError({ kind: 'bad-answer', detail })
    }
    const { sys_id: issueId, operation } = read.data
    return [{ issueId: issueId.toLowerCase(), what: operations[operation ?? ''] ?? 'updated' }]
  },

  script: businessRule,
}
