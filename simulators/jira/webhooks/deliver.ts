import { createHmac } from 'node:crypto'
import { pause, type Site } from '../site.ts'
import type { Delivery } from './model.ts'

const retried = new Set([408, 409, 425, 429])
const answerWithinMs = 10_000

/**
 * Posts an event until it is taken, refused for good, or the delays are used up.
 * https://developer.atlassian.com/cloud/jira/platform/webhooks/
 */
export async function deliver(site: Site, delivery: Delivery): Promise<void> {
  for (const wait of [...site.webhookRetryDelays, undefined]) {
    if (!(await mustRetry(site, delivery)) || wait === undefined) return
    await pause(site, wait)
  }
}

async function mustRetry(site: Site, { webhook, identifier, payload }: Delivery): Promise<boolean> {
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=UTF-8',
    'user-agent': 'Atlassian HttpClient (simulated)',
    'x-atlassian-webhook-identifier': identifier,
  }
  if (webhook.secret) {
    headers['x-hub-signature'] =
      `sha256=${createHmac('sha256', webhook.secret).update(payload).digest('hex')}`
  }
  try {
    const signal = AbortSignal.any([site.closing.signal, AbortSignal.timeout(answerWithinMs)])
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers,
      body: payload,
      signal,
      redirect: 'manual',
    })
    await response.body?.cancel()
    return response.status >= 500 || retried.has(response.status)
  } catch {
    return true
  }
}
