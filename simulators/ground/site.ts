import { setTimeout as delay } from 'node:timers/promises'
import { noFaults, type Faults } from './faults/model.ts'
import type { RateWindow } from './faults/rate-limit.ts'
import type { Delivery } from './webhooks.ts'

/** One call to the API. `status` is what the client saw: 0 when it got no answer. */
export interface Call {
  method: string
  path: string
  query: string
  at: string
  status: number
  /** The effect of the fault rule that hit it, in words. */
  fault?: string
}

/** What every tracker's state holds besides its own. */
export interface SiteState {
  webhooks: { url: string }[]
}

/** Everything that one simulated site consists of. */
export interface Site<S extends SiteState = SiteState> {
  url: string
  state: S
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

export interface SiteOptions {
  now?: () => Date
  /** Decides about faults with a probability; give your own for runs that can be repeated. */
  random?: () => number
  /** Milliseconds before each further try of a webhook delivery. */
  webhookRetryDelays?: number[]
}

export function newSite<S extends SiteState>(state: S, options: SiteOptions): Site<S> {
  const { now = () => new Date(), random = Math.random, webhookRetryDelays = [500, 2000, 5000] } = options
  return {
    url: '',
    state,
    faults: noFaults(),
    calls: [],
    now,
    random,
    webhookRetryDelays,
    rateWindow: { startedAt: 0, used: 0 },
    held: [],
    underWay: new Set(),
    closing: new AbortController(),
  }
}

/** Back to a fresh state; in place, because callers hold on to the objects. */
export function resetSite<S extends SiteState>(site: Site<S>, fresh: S): void {
  Object.assign(site.state, fresh)
  setFaults(site, noFaults())
  Object.assign(site.rateWindow, { startedAt: 0, used: 0 })
  site.calls.length = 0
  site.held = []
}

/** Replaces all switches at once; in place, because tests hold on to the object. */
export function setFaults(site: Site, faults: Faults): Faults {
  return Object.assign(site.faults, noFaults(), faults)
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
