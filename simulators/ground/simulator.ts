import type { FastifyInstance } from 'fastify'
import type { Api } from './api.ts'
import { buildApp } from './app.ts'
import { addControl, type Control } from './control.ts'
import type { Faults } from './faults/model.ts'
import { newSite, resetSite, type Call, type Site, type SiteOptions, type SiteState } from './site.ts'
import { releaseHeld } from './webhooks.ts'

export interface SimulatorOptions extends SiteOptions {
  /** 0 or absent: any free port. */
  port?: number
  host?: string
}

export interface Simulator<S> {
  url: string
  state: S
  faults: Faults
  /** Every call to the API, in order. */
  calls: Call[]
  /** Waits until webhook deliveries (with their retries), late commits and slow calls are done. */
  settle: () => Promise<void>
  /** Back to the seed: no issues, webhooks, faults or calls. */
  reset: () => void
  close: () => Promise<void>
}

/** Everything that makes a site a certain tracker's. */
export interface Tracker<S extends SiteState> {
  /** A fresh state, the same every time. */
  newState: () => S
  api: Api<S>
  issues: (state: S) => unknown[]
  readWebhook: (state: S, body: unknown) => ReturnType<Control['readWebhook']>
  /** Its own switches. */
  addSettings: (app: FastifyInstance, site: Site<S>) => void
  /** Its pages for people. */
  addPages: (app: FastifyInstance, site: Site<S>) => void
}

/** Starts a simulated tracker on loopback. */
export async function startSimulator<S extends SiteState>(
  tracker: Tracker<S>,
  options: SimulatorOptions,
): Promise<Simulator<S>> {
  const { port = 0, host = '127.0.0.1' } = options
  const site = newSite(tracker.newState(), options)
  const reset = () => resetSite(site, tracker.newState())
  const app = buildApp(site, tracker.api)
  addControl(app, site, {
    issues: () => tracker.issues(site.state),
    readWebhook: (body) => tracker.readWebhook(site.state, body),
    reset,
  })
  tracker.addSettings(app, site)
  tracker.addPages(app, site)
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

async function settle(site: Site): Promise<void> {
  releaseHeld(site)
  while (site.underWay.size > 0) {
    await Promise.allSettled(site.underWay)
    releaseHeld(site)
  }
}
