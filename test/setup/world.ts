import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { startHub, type Hub, type StartOptions } from '../../src/main.ts'
import type { Config } from '../../src/config.ts'
import { createApi, type Api } from './api.ts'
import { createClock, type TestClock } from './clock.ts'
import { testCredentials } from './credentials.ts'
import type { OpenStore } from '../../src/store/open.ts'
import { openTestStore } from './store.ts'
import { refuseLeaks, watchedLog } from './watch.ts'

export const { adminToken } = testCredentials
export const { oidcClientSecret } = testCredentials
export const admin = { email: 'ada@example.com', password: testCredentials.adminPassword }

/** A hub, its database, its clock and a simulated Jira, in one process. */
export interface World {
  hub: Hub
  /** The database behind the hub. */
  database: OpenStore['db']
  jira: JiraSimulator
  clock: TestClock
  /** Calls the hub over HTTP as its administrator. */
  api: Api
  /** Does everything that is due, until nothing is left; also what the tracker still sends. */
  drain(): Promise<void>
  /** Connects the simulated Jira and makes it active; answers the connection's id. */
  connectJira(): Promise<string>
  /** Registers a webhook in the simulated Jira, as an administrator there would. */
  connectWebhook(connectionId: string): Promise<void>
  /** The same hub calls, with another token or none. */
  as(token: string | undefined): Api
  /** Stops the hub and starts it again on the same database. */
  restart(): Promise<void>
  close(): Promise<void>
}

interface WorldOptions {
  smtpUrl?: string
  alsoAllowed?: string[]
  config?: Partial<Config>
  limits?: StartOptions['limits']
}

/** The credentials that the simulated Jira accepts. */
export const jiraConfig = (jira: JiraSimulator) => ({
  site: jira.url,
  email: 'crosstie@example.com',
  token: testCredentials.jiraToken,
  defaultProjectKey: 'INFRA',
})

/**
 * @param options.smtpUrl a mail server, where a test looks at mail
 * @param options.alsoAllowed hosts of other trackers that the hub may call
 * @param options.config settings that are other than every test’s
 * @param options.limits how long callers may take
 */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const store = await openTestStore()
  const clock = createClock(store)
  const jira = await startJira({ now: () => clock.now() })
  const start = () =>
    startHub({
      ...settings(jira, options),
      ...(options.limits && { limits: options.limits }),
      store: keptOpen(store),
      ctx: clock.context,
      work: false,
    })
  let hub = await start()

  async function drain(): Promise<void> {
    await clock.advance(0)
    await jira.settle()
    const done = await hub.queue.drain(hub.handlers)
    if (done > 0) await drain()
  }

  const world: World = {
    get hub() {
      return hub
    },
    database: store.db,
    jira,
    clock,
    get api() {
      return createApi(hub.url, adminToken)
    },
    drain,
    async connectJira() {
      const { body } = await world.api.post('/v1/connections', {
        provider: 'jira',
        config: jiraConfig(jira),
        destination: {},
      })
      return body.id
    },
    async connectWebhook(connectionId) {
      const { body } = await world.api.post(`/v1/connections/${connectionId}/webhook-secret`)
      const url = body.url.replace(hub.deps.publicUrl, hub.url)
      jira.state.webhooks.push({ url, secret: body.secret })
      // The hub looks for new secrets every two seconds.
      await clock.advance(3_000)
    },
    as: (token) => createApi(hub.url, token),
    async restart() {
      await hub.close()
      hub = await start()
    },
    async close() {
      await hub.close()
      await jira.close()
      await store.close()
      refuseLeaks()
    },
  }
  return world
}

/** The database outlives the hub, as it does in a restart. */
export const keptOpen = (store: OpenStore): OpenStore => ({ ...store, close: async () => undefined })

/** The settings that every test's hub runs with; what it logs is searched for its own credentials (watch.ts). */
export function settings(
  jira: JiraSimulator,
  { smtpUrl, alsoAllowed = [], config = {} }: Omit<WorldOptions, 'limits'> = {},
): Required<Pick<StartOptions, 'config' | 'secrets' | 'logTo'>> {
  return {
    config: {
      port: 0,
      host: '127.0.0.1',
      dataDir: '',
      publicUrl: 'http://hub.example.com',
      allowedPrivateHosts: [new URL(jira.url).host, ...alsoAllowed],
      trustedProxies: [],
      rates: { perActor: 1_000_000, perStranger: 1_000_000 },
      supportAddress: 'support@example.com',
      mailFrom: 'Crosstie <hub@example.com>',
      logLevel: 'trace',
      adminEmail: admin.email,
      ...config,
    },
    secrets: {
      databaseUrl: undefined,
      secretKey: testCredentials.secretKey,
      adminPassword: admin.password,
      adminToken,
      smtpUrl,
      oidcClientSecret,
    },
    logTo: watchedLog,
  }
}
