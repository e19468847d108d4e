import { setTimeout as wait } from 'node:timers/promises'
import { createAuditSeal } from './audit/chain.ts'
import { newId } from './new-id.ts'
import { BadConfig, type Config, type Secrets } from './config.ts'
import type { Deps } from './deps.ts'
import type { Context } from './domain/context.ts'
import { ensureAdministrator } from './first-administrator.ts'
import { createApp } from './http/app.ts'
import { createAuth } from './http/auth/auth.ts'
import { createOpenIdProvider } from './http/auth/openid-provider.ts'
import type { ServerLimits } from './http/server-limits.ts'
import { recover } from './jobs/every-minute.ts'
import { createHandlers } from './jobs/handlers.ts'
import { startHeartbeat } from './jobs/heartbeat.ts'
import { createLease, type Lease } from './jobs/lease.ts'
import { openQueue, type Handlers, type RunningQueue } from './jobs/queue.ts'
import { checkKeys, openKeyRing } from './key-ring.ts'
import { createLive } from './live.ts'
import { createLog } from './log.ts'
import { createMail } from './mail.ts'
import { createHttpClient } from './providers/http.ts'
import { whileLeased } from './providers/while-leased.ts'
import { createPacer } from './providers/pace.ts'
import { hubSecret } from './store/hub-secrets.ts'
import { inTurn, migrate } from './store/migrate.ts'
import { openStore, type OpenStore } from './store/open.ts'
import { beat, forgetProcesses } from './store/processes.ts'
import { createSealer } from './store/seal.ts'
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
  /** How long callers may take; shorter in tests. */
  limits?: Partial<ServerLimits>
  /** Where the log goes instead of standard output. */
  logTo?: { write(line: string): void }
}

/** The composition root: settings → store → providers → jobs → HTTP. */
export async function startHub(options: StartOptions): Promise<Hub> {
  const { config, secrets } = options
  const http = httpClientFor(config)
  const store = options.store ?? (await openStore(locationOf(config, secrets)))
  await migrate(store)
  const log = createLog(config.logLevel, options.logTo)
  const ring = await openKeyRing(config, secrets, (error) =>
    log.warn({ err: error }, 'The key file has changed and cannot be read; the keys read before are used'),
  )
  await checkKeys(store.db, ring)
  const sealer = createSealer(ring)

  const ctx: Context = { ...realContext, log, ...options.ctx }
  const lease = createLease(() => ctx.now())
  const queue = await openQueue(store, ctx, { supervise: options.work ?? true })
  const deps: Deps = {
    ctx,
    store,
    sealer,
    sealAudit: createAuditSeal(await hubSecret({ db: store.db, sealer }, 'audit')),
    jobs: queue,
    trackers: createTrackers({
      http: whileLeased(http, lease),
      pacer: createPacer(ctx),
      now: () => ctx.now(),
    }),
    http,
    refusalOf: (url) => http.refusalOf(url),
    live: createLive(),
    mail: secrets.smtpUrl ? await createMail(secrets.smtpUrl, config.mailFrom) : undefined,
    publicUrl: config.publicUrl ?? `http://localhost:${config.port}`,
    processId: ctx.newId(),
    accounts: { passwordReset: (userId) => auth.passwordReset(userId, 'mail') },
  }
  const auth = createAuth(store, {
    secret: (await hubSecret({ db: store.db, sealer }, 'sessions')).toString('hex'),
    publicUrl: deps.publicUrl,
    log: ctx.log,
    now: () => ctx.now(),
    oidc: openIdProviderFor(options, { http, log: ctx.log }),
  })
  await inTurn(store, async () => {
    await auth.migrate()
    await ensureAdministrator(deps, auth, options)
  })
  const app = await createApp(deps, {
    auth,
    oidcName: config.oidc?.name,
    supportAddress: config.supportAddress,
    rates: config.rates,
    trustedProxies: config.trustedProxies,
    limits: options.limits,
    log,
  })

  // Nobody else can have an embedded database open, so whoever was sending is dead.
  if (store.exclusive) await forgetProcesses(store.db, 'all')
  await beat(store.db, { id: deps.processId, keyId: sealer.keyId() }, ctx.now())
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

function openIdProviderFor(
  { config, secrets }: StartOptions,
  needs: Parameters<typeof createOpenIdProvider>[1],
) {
  const { oidc } = config
  const { oidcClientSecret: clientSecret } = secrets
  return oidc && clientSecret ? createOpenIdProvider({ ...oidc, clientSecret }, needs) : undefined
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
