import type { RequestListener } from 'node:http'
import { onTestFinished } from 'vitest'
import { createHttpClient } from '../../http.ts'
import type { Draft } from '../../provider.ts'
import { startServer } from '../../testing/server.ts'
import { createOceaneClient } from '../client.ts'
import { oceaneConfig, type OceaneConfig } from '../config.ts'
import { oceane } from '../index.ts'

export const draft: Draft = { title: 'A title', description: 'Words', facts: [] }
export const destination = { ticketType: 'incident' }
export const marker = '01994f3e-7a10-7c55-9d2e-0b6f0c1a2b3c'

export const credential = { clientId: 'crosstie-client', clientSecret: 'oceane-secret', userId: 'Crosstie' }
export const reading = { listPath: '/troubleTicket', readPath: '/troubleTicket/{id}' }

type Settings = Partial<OceaneConfig>

/** What the tests need of the simulator, which only they may import. */
interface SimulatedSite {
  url: string
  calls: { method: string; path: string; query: string; status: number }[]
  close(): Promise<void>
}

function http() {
  const client = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
  onTestFinished(() => client.close())
  return client
}

/** A simulated Oceane on a clock of its own, with a tracker for it. */
export async function simulated<Site extends SimulatedSite>(
  start: (options: { now: () => Date }) => Promise<Site>,
  settings: Settings = {},
) {
  const clock = { now: Date.UTC(2026, 2, 1, 10) }
  const now = () => new Date(clock.now)
  const site = await start({ now })
  onTestFinished(() => site.close())
  const deps = { http: http(), now, toldTime: now, memory: new Map<string, unknown>() }
  const config = oceaneConfig.parse({ host: site.url, ...credential, ...settings })
  /** A person's act on a ticket's page. */
  async function act(id: string, action: string, form: Record<string, string> = {}): Promise<void> {
    const init = { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' } as const
    const { status } = await fetch(`${site.url}/tickets/${id}/${action}`, init)
    if (status !== 303) throw new Error(`${action} of ${id}: ${status}`)
  }
  return {
    site,
    clock,
    now,
    deps,
    config,
    act,
    tracker: oceane.connect(config, deps),
    client: createOceaneClient(config, deps),
    connect: (more: Settings) => oceane.connect({ ...config, ...more }, deps),
    /** Calls while the work is done, such as `POST /troubleTicket`. */
    callsOf: async (work: () => Promise<unknown>) => {
      const before = site.calls.length
      await work()
      return site.calls.slice(before).map(({ method, path }) => `${method} ${path}`)
    },
  }
}

/** An Oceane that answers in ways that the simulator does not; tokens it gives all the same. */
export async function scripted(handler: RequestListener, settings: Settings = {}) {
  const server = await startServer((request, response) => {
    if (request.url !== '/oauth/token') return handler(request, response)
    response.end('{"access_token":"scripted-token","expires_in":3600}')
  })
  onTestFinished(() => server.close())
  const config = oceaneConfig.parse({ host: server.url, ...credential, ...settings })
  const deps = { http: http(), now: () => new Date('2026-03-01T10:00:00Z') }
  return {
    server,
    tracker: oceane.connect(config, deps),
    client: createOceaneClient(config, deps),
    /** Calls without those for tokens. */
    requests: () => server.requests.filter(({ url }) => url !== '/oauth/token'),
  }
}

export const answering =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
