import { noFaults } from './faults/model.ts'
import type { Site } from './site.ts'
import type { JiraState } from './state/model.ts'

export interface SiteOptions {
  now?: () => Date
  /** Decides about faults with a probability; give your own for runs that can be repeated. */
  random?: () => number
  /** Milliseconds before each further try of a webhook delivery. */
  webhookRetryDelays?: number[]
}

export function newSite(state: JiraState, options: SiteOptions): Site {
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
