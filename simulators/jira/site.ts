import { setTimeout as delay } from 'node:timers/promises'
import type { Faults } from './faults/model.ts'
import type { RateWindow } from './faults/rate-limit.ts'
import type { JiraState } from './state/model.ts'
import type { Delivery } from './webhooks/model.ts'

/** One call to /rest. `status` is what the client saw: 0 when it got no answer. */
export interface Call {
  method: string
  path: string
  query: string
  at: string
  status: number
  /** The effect of the fault rule that hit it, in words. */
  fault?: string
}

/** Everything that one simulated site consists of. */
export interface Site {
  url: string
  state: JiraState
  faults: Faults
  calls: Call[]
  now: () => Date
  random: () => number
  webhookRetryDelays: number[]
  rateWindow: RateWindow
  /** Deliveries kept back to be overtaken by the next one. */
  held: Delivery[]
  /** Work that goes on after an answer: late commits, webhook deliveries. */
  underWay: Set<Promise<void>>
  closing: AbortController
}

/** The root that links in answers point to. */
export function apiBase(site: Site): string {
  return `${site.url}/rest/api/3`
}

/** Remembers work that `settle()` must wait for. Work cut short by `close()` is not an error. */
export function inBackground(site: Site, work: Promise<void>): void {
  const tracked = work
    .catch((error: unknown) => {
      if (!site.closing.signal.aborted) throw error
    })
    .finally(() => site.underWay.delete(tracked))
  site.underWay.add(tracked)
}

export async function pause(site: Site, milliseconds: number): Promise<void> {
  await delay(milliseconds, undefined, { signal: site.closing.signal })
}
