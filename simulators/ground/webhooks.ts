import { inBackground, pause, type Site } from './site.ts'

/** One event on its way to one webhook. */
export interface Delivery {
  /** Whom it goes to: only deliveries to the same one overtake each other. */
  webhook: { url: string }
  headers: Record<string, string>
  payload: string
  /** Whether an answer of this status, or none at all, asks for another try. */
  isRetried: (status: number | undefined) => boolean
}

const answerWithinMs = 10_000

/** Sends one event, or what the webhook faults make of it. */
export function send(site: Site, delivery: Delivery): void {
  const { drop, duplicate, outOfOrder } = site.faults.webhooks
  if (site.random() < drop) return
  if (site.random() < outOfOrder && !site.held.some(({ webhook }) => webhook === delivery.webhook)) {
    site.held.push(delivery)
    return
  }
  const overtaken = takeHeld(site, delivery.webhook)
  const copies = site.random() < duplicate ? [delivery, delivery] : [delivery]
  inBackground(site, sendInTurn(site, [...copies, ...overtaken]))
}

/** Lets go what was kept back and never overtaken. */
export function releaseHeld(site: Site): void {
  const deliveries = takeHeld(site)
  if (deliveries.length > 0) inBackground(site, sendInTurn(site, deliveries))
}

function takeHeld(site: Site, webhook?: Delivery['webhook']): Delivery[] {
  const taken = site.held.filter((delivery) => !webhook || delivery.webhook === webhook)
  site.held = site.held.filter((delivery) => !taken.includes(delivery))
  return taken
}

/** One after the other, so that a held event surely arrives after the one that overtook it. */
async function sendInTurn(site: Site, deliveries: Delivery[]): Promise<void> {
  const { lateMs } = site.faults.webhooks
  if (lateMs > 0) await pause(site, lateMs)
  for (const delivery of deliveries) await deliver(site, delivery)
}

/** Posts an event until it is taken, refused for good, or the delays are used up. */
async function deliver(site: Site, delivery: Delivery): Promise<void> {
  for (const wait of [...site.webhookRetryDelays, undefined]) {
    const status = await post(site, delivery)
    if (!delivery.isRetried(status) || wait === undefined) return
    await pause(site, wait)
  }
}

async function post(site: Site, { webhook, headers, payload }: Delivery): Promise<number | undefined> {
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
    return response.status
  } catch {
    return undefined
  }
}
