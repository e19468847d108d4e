import { PgBoss } from 'pg-boss'
import type { Context } from '../domain/context.ts'
import type { Job, JobData, JobName, JobQueue, JobStatement } from '../domain/jobs.ts'
import type { OpenStore } from '../store/open.ts'
import { bells } from './bells.ts'

/** What is done for each kind of job. A handler that throws is tried again by the queue. */
export type Handlers = { [N in JobName]: (data: JobData[N]) => Promise<void> }

export interface RunningQueue extends JobQueue {
  /** Starts to take jobs. */
  work(handlers: Handlers): Promise<void>
  /** Takes and does everything that is due now, one after the other; answers how many there were. For tests. */
  drain(handlers: Handlers): Promise<number>
  stop(): Promise<void>
}

/**
 * `short` keeps at most one waiting job a key and drops a second one; `standard` keeps all,
 * so that a retry pressed now is not swallowed by the one that waits until later. A worker takes `atOnce` of them together and
 * does them at the same time; it looks again after two seconds, or when it is woken.
 */
const queues: Record<JobName, { workers: number; policy: 'short' | 'standard'; atOnce?: number }> = {
  lane: { workers: 1, policy: 'standard', atOnce: 100 },
  deliver: { workers: 2, policy: 'standard', atOnce: 8 },
  // Apart, so that a dead process's thousand deliveries hold up no new ones; once each, however often they are found.
  rescue: { workers: 1, policy: 'short', atOnce: 16 },
  poll: { workers: 1, policy: 'short' },
  refresh: { workers: 2, policy: 'short' },
  'fetch-file': { workers: 1, policy: 'short' },
  webhooks: { workers: 1, policy: 'short' },
  'write-back': { workers: 2, policy: 'standard' },
  notify: { workers: 1, policy: 'standard', atOnce: 100 },
  'alarm-rules': { workers: 1, policy: 'short' },
  preflight: { workers: 1, policy: 'short' },
  alert: { workers: 1, policy: 'standard' },
  'account-mail': { workers: 1, policy: 'standard' },
  retention: { workers: 1, policy: 'short' },
  night: { workers: 1, policy: 'short' },
  minute: { workers: 1, policy: 'short' },
}
const names = Object.keys(queues) as JobName[]

/** Their work goes on after the job: a slow tracker or recipient of one must not keep the others waiting. */
const doorbells: ReadonlySet<JobName> = new Set(['lane', 'notify'])

/** A handler gets this long before its job counts as lost and is given out again. */
const expireInSeconds = 600

/**
 * Opens the queue, in the same database as everything else (pg-boss, schema `pgboss`).
 *
 * @param options.seconds how often an idle worker looks for work
 */
export async function openQueue(
  store: OpenStore,
  ctx: Context,
  options: { seconds?: number; supervise?: boolean } = {},
): Promise<RunningQueue> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => store.pool.query(text, values) },
    backend: store.exclusive ? 'pglite' : 'postgres',
    supervise: options.supervise ?? true,
    schedule: options.supervise ?? true,
  })
  boss.on('error', (error) => ctx.log.error({ err: error }, 'The queue reported an error'))
  await boss.start()
  for (const name of names) await openOne(boss, name)
  const templates = await statementTemplates(boss)
  const workers = new Map<string, string[]>()
  const detached = new Set<Promise<void>>()
  let closing = false
  const bell = bells((name) => {
    for (const id of workers.get(name) ?? []) boss.notifyWorker(id)
  })

  /** What may run for long: its doorbell is done when it has been heard. */
  function detach(handlers: Handlers, name: JobName, jobs: { data: unknown }[]): void {
    for (const job of jobs) {
      const work: Promise<void> = run(handlers, name, [job])
        .catch((error: unknown) => ctx.log.error({ err: error }, `The work of ${name} broke off`))
        .finally(() => detached.delete(work))
      detached.add(work)
    }
  }

  return {
    get closing() {
      return closing
    },
    statement: (jobs) => fill(templates, jobs, ctx.now()),
    wake(name) {
      // Who makes deliveries due does not know whether they are creations.
      for (const one of name === 'deliver' ? [name, 'lane'] : [name]) bell(one)
    },
    async work(handlers) {
      for (const name of names) {
        const started = Array.from({ length: queues[name].workers }, () =>
          boss.work(
            name,
            { pollingIntervalSeconds: options.seconds ?? 2, batchSize: queues[name].atOnce ?? 1 },
            async (jobs) => (doorbells.has(name) ? detach(handlers, name, jobs) : run(handlers, name, jobs)),
          ),
        )
        workers.set(name, await Promise.all(started))
      }
      await boss.schedule('minute', '* * * * *')
      await boss.schedule('night', '17 2 * * *')
    },
    drain: (handlers) => drain(boss, () => dueQueues(store), handlers),
    async stop() {
      closing = true
      await boss.stop({ graceful: true, timeout: 10_000 })
      await Promise.all(detached)
    },
  }
}

async function openOne(boss: PgBoss, name: JobName): Promise<void> {
  await boss.createQueue(name, {
    policy: queues[name].policy,
    retryLimit: 5,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds,
    deleteAfterSeconds: 3_600,
  })
}

/** pg-boss's own insert for each queue, caught instead of run: it becomes a part of our statements. */
async function statementTemplates(boss: PgBoss): Promise<Map<string, string>> {
  const templates = new Map<string, string>()
  for (const name of names) {
    const db = {
      executeSql: async (text: string) => {
        templates.set(name, text)
        return { rows: [] }
      },
    }
    await boss.insert(name, [{ data: {} }], { db })
  }
  return templates
}

function fill(templates: Map<string, string>, jobs: Job[], now: Date): JobStatement {
  const name = jobs[0]?.name ?? ''
  const text = templates.get(name)
  if (!text) throw new Error(`There is no queue named ${name}.`)
  return { text, parameter: JSON.stringify(jobs.map((job) => rowOf(job, now))) }
}

function rowOf(job: Job, now: Date) {
  // Relative, so that a difference between this machine's clock and the database's does not matter.
  const waitMs = Math.max(0, (job.after?.getTime() ?? 0) - now.getTime())
  return { data: job.data, singletonKey: job.key ?? null, startAfter: `${waitMs} milliseconds` }
}

async function run(handlers: Handlers, name: JobName, jobs: { data: unknown }[]): Promise<void> {
  const handle = handlers[name] as (data: unknown) => Promise<void>
  await Promise.all(jobs.map((job) => handle(job.data)))
}

async function drain(boss: PgBoss, due: () => Promise<JobName[]>, handlers: Handlers): Promise<number> {
  let done = 0
  for (const name of await due()) {
    const jobs = await boss.fetch(name, { batchSize: 100 })
    for (const job of jobs) {
      await run(handlers, name, [job])
      await boss.complete(name, job.id)
      done += 1
    }
  }
  return done > 0 ? done + (await drain(boss, due, handlers)) : 0
}

/** The queues that have something to do now, in their order. */
async function dueQueues({ pool }: OpenStore): Promise<JobName[]> {
  const { rows } = await pool.query(
    `select distinct name from pgboss.job where state < 'active' and start_after <= pgboss.job_now()`,
  )
  const due = new Set(rows.map((row) => (row as { name: string }).name))
  return names.filter((name) => due.has(name))
}
