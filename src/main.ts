import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { newId } from './new-id.ts'
import { BadConfig, type Config, type Secrets } from './config.ts'
import type { Deps } from './deps.ts'
import type { Context } from './domain/context.ts'
import { ensureAdministrator } from './first-administrator.ts'
import { createApp } from './http/app.ts'
import { createAuth } from './http/auth/auth.ts'
import { recover } from './jobs/every-minute.ts'
import { createHandlers } from './jobs/handlers.ts'
import { startHeartbeat } from './jobs/heartbeat.ts'
import { createLease, type Lease } from './jobs/lease.ts'
import { openQueue, type Handlers, type RunningQueue } from './jobs/queue.ts'
import { createLive } from './live.ts'
import { createMail } from './mail.ts'
import { createHttpClient } from './providers/http.ts'
import { whileLeased } from './providers/while-leased.ts'
import { createPacer } from './providers/pace.ts'
import { checkSecretKey, ownSecretKey } from './secret-key.ts'
import { inTurn, migrate } from './store/migrate.ts'
import { openStore, type OpenStore } from './store/open.ts'
import { beat, forgetProcesses } from './store/processes.ts'
import { createSealer, deriveKey } from './store/seal.ts'
import { createTrackers } from './trackers.ts'

/** A hub that runs. */
export interface Hub {
  /** Where it listens. */
  url: string
  deps: Deps
  queue: RunningQueue
  handlers: Handlers
  /** Ends without losing anything: no new work, what is under way is finished. */
  close(): Promise<void>
}

export interface StartOptions {
  config: Config
  secrets: Secrets
  /** Tests bring a clock of their own, an open store, and do the jobs themselves (`work: false`). */
  ctx?: Partial<Context>
  store?: OpenStore
  work?: boolean
}

/** The composition root: settings → store → providers → jobs → HTTP. */
export async function startHub(options: StartOptions): Promise<Hub> {
  const { config, secrets } = options
  const http = httpClientFor(config)
  const store = options.store ?? (await openStore(locationOf(config, secrets)))
  await migrate(store)
  const secretKey = secrets.secretKey ?? (await ownSecretKey(config.dataDir))
  await checkSecretKey(store.db, secretKey)

  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  const ctx: Context = { ...realContext, log, ...options.ctx }
  const lease = createLease(() => ctx.now())
  const queue = await openQueue(store, ctx, { supervise: options.work ?? true })
  const deps: Deps = {
    ctx,
    store,
    sealer: createSealer(secretKey),
    jobs: queue,
    trackers: createTrackers({
      http: whileLeased(http, lease),
      pacer: createPacer(ctx),
      now: () => ctx.now(),
    }),
    http,
    live: createLive(),
    mail: secrets.smtpUrl ? await createMail(secrets.smtpUrl, config.mailFrom) : undefined,
    publicUrl: config.publicUrl ?? `http://localhost:${config.port}`,
    processId: ctx.newId(),
  }
  const auth = createAuth(store, {
    secret: deriveKey(secretKey, 'sessions').toString('hex'),
    publicUrl: deps.publicUrl,
    log: ctx.log,
  })
  await inTurn(store, async () => {
    await auth.migrate()
    await ensureAdministrator(deps, auth, options)
  })
  const app = await createApp(deps, {
    auth,
    supportAddress: config.supportAddress,
    log,
  })

  // Nobody else can have an embedded database open, so whoever was sending is dead.
  if (store.exclusive) await forgetProcesses(store.db, 'all')
  await beat(store.db, deps.processId, ctx.now())
  const handlers = createHandlers(deps)
  const stopHeart =
    (options.work ?? true) ? await startWork(deps, lease, { queue, handlers }) : async () => undefined
  const url = await app.listen({ port: config.port, host: config.host })

  return {
    url,
    deps,
    queue,
    handlers,
    async close() {
      await app.close()
      await stopHeart()
      await queue.stop()
      await forgetProcesses(store.db, { id: deps.processId })
      await http.close()
      await store.close()
    },
  }
}

async function startWork(
  deps: Deps,
  lease: Lease,
  { queue, handlers }: Pick<Hub, 'queue' | 'handlers'>,
): Promise<() => Promise<void>> {
  await recover(deps)
  await queue.work(handlers)
  return startHeartbeat(deps, lease)
}

function httpClientFor({ allowedPrivateHosts }: Config) {
  try {
    return createHttpClient({ allowedPrivateHosts })
  } catch (error) {
    throw new BadConfig([
      `CROSSTIE_ALLOWED_PRIVATE_HOSTS: ${error instanceof Error ? error.message : 'wrong'}`,
    ])
  }
}

function locationOf(config: Config, secrets: Secrets) {
  return secrets.databaseUrl ? { url: secrets.databaseUrl } : { folder: config.dataDir }
}

const realContext: Omit<Context, 'log'> = {
  now: () => new Date(),
  newId,
  random: () => Math.random(),
  sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
}
