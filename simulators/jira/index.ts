import { buildApp } from './app.ts'
import { noFaults, type Faults } from './faults/model.ts'
import { newSite, type SiteOptions } from './new-site.ts'
import type { Call, Site } from './site.ts'
import type { JiraState } from './state/model.ts'
import { defaultSeed, type JiraSeed } from './state/seed.ts'
import { newState, type Account } from './state/start.ts'
import { releaseHeld } from './webhooks/publish.ts'

export type { FaultEffect, FaultRule, Faults } from './faults/model.ts'
export type { Call } from './site.ts'
export type { Comment, Issue, JiraState, Project, Webhook } from './state/model.ts'
export { defaultSeed, type JiraSeed, type ProjectSeed } from './state/seed.ts'

export interface JiraOptions extends SiteOptions {
  /** 0 or absent: any free port. */
  port?: number
  host?: string
  seed?: JiraSeed
  user?: Account
}

export interface JiraSimulator {
  url: string
  state: JiraState
  faults: Faults
  /** Every call to /rest, in order. */
  calls: Call[]
  /** Waits until webhook deliveries (with their retries), late commits and slow calls are done. */
  settle: () => Promise<void>
  /** Back to the seed: no issues, webhooks, faults or calls. */
  reset: () => void
  close: () => Promise<void>
}

const defaultAccount: Account = {
  email: 'crosstie@example.com',
  token: 'jira-token',
  displayName: 'Crosstie',
}

/** Starts a simulated Jira Cloud site on loopback. */
export async function startJira(options: JiraOptions = {}): Promise<JiraSimulator> {
  const { port = 0, host = '127.0.0.1', seed = defaultSeed, user = defaultAccount } = options
  const site = newSite(newState(seed, user), options)
  const reset = () => resetSite(site, newState(seed, user))
  const app = buildApp(site, reset)
  site.url = await app.listen({ port, host })
  return {
    url: site.url,
    state: site.state,
    faults: site.faults,
    calls: site.calls,
    settle: () => settle(site),
    reset,
    close: async () => {
      site.closing.abort()
      await app.close()
      await Promise.allSettled(site.underWay)
    },
  }
}

/** In place, because callers hold on to the objects. */
function resetSite(site: Site, fresh: JiraState): void {
  Object.assign(site.state, fresh)
  Object.assign(site.faults, noFaults())
  Object.assign(site.rateWindow, { startedAt: 0, used: 0 })
  site.calls.length = 0
  site.held = []
}

async function settle(site: Site): Promise<void> {
  releaseHeld(site)
  while (site.underWay.size > 0) {
    await Promise.allSettled(site.underWay)
    releaseHeld(site)
  }
}
