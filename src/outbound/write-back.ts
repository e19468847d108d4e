import { tellConsole, templateOf, valuesFor } from '../connections/console.ts'
import { unreadable } from '../connections/unreadable.ts'
import type { Deps } from '../deps.ts'
import type { Fault } from '../domain/fault.ts'
import { nextWriteBackStep, type WriteBackStep } from '../domain/write-back-retry.ts'
import { findAlarmSource, type AlarmSource } from '../store/alarm-sources.ts'
import { addJob } from '../store/jobs.ts'
import { CannotOpen } from '../store/seal.ts'
import { transact } from '../store/open.ts'
import { toldAbout } from '../store/write-back-views.ts'
import { cancelWriteBacks, claimWriteBacks, holdWriteBacks, type WriteBack } from '../store/write-backs.ts'
import { settleTold, settleUntold } from './settle-write-back.ts'

/** Requests to one console at the same time. */
const atOnce = 4

/** After so many batches the job makes room for other sources. */
const mostBatches = 50

/** Sources that this process is at, and whether somebody rang meanwhile. */
const running = new WeakMap<Deps['live'], Map<string, { again: boolean }>>()

/**
 * Tells a source’s console what is due, the oldest first and a few at a time. Safe to be called at any time: the rows decide
 * what is sent, and a request that was sent twice has set the same properties to the same values.
 */
export async function runWriteBacks(deps: Deps, sourceId: string): Promise<void> {
  const all = running.get(deps.live) ?? new Map<string, { again: boolean }>()
  running.set(deps.live, all)
  const other = all.get(sourceId)
  if (other) {
    other.again = true
    return
  }
  const own = { again: false }
  all.set(sourceId, own)
  try {
    for (let batch = 0; batch < mostBatches && !deps.jobs.closing; batch += 1) {
      own.again = false
      if (!(await runBatch(deps, sourceId)) && !own.again) return
    }
  } finally {
    all.delete(sourceId)
  }
  await addJob(deps.store.db, deps.jobs, { name: 'write-back', data: { sourceId } })
}

/** Answers whether there may be more to do now. */
async function runBatch(deps: Deps, sourceId: string): Promise<boolean> {
  const { db } = deps.store
  const now = deps.ctx.now()
  const source = await findAlarmSource(db, sourceId)
  if (!source?.writeBack) {
    await cancelWriteBacks(db, sourceId, now)
    return false
  }
  const due = await transact(db, (tx) =>
    claimWriteBacks(tx, { sourceId, processId: deps.processId, now, limit: atOnce }),
  )
  const steps = await Promise.all(due.map((row) => tell(deps, source, row)))
  await holdWhereDown(deps, source, steps)
  return due.length > 0
}

/** What follows where the console did not take it. */
async function tell(deps: Deps, source: AlarmSource, row: WriteBack): Promise<WriteBackStep | undefined> {
  const fault = await faultOf(deps, source, row)
  if (!fault) {
    await settleTold(deps, source, row)
    return undefined
  }
  const at = { now: deps.ctx.now(), random: deps.ctx.random() }
  const step = nextWriteBackStep(fault, row.attempts, at)
  await settleUntold(deps, source, { row, fault, step })
  return step
}

async function faultOf(deps: Deps, source: AlarmSource, row: WriteBack): Promise<Fault | undefined> {
  try {
    const { workspaceId, findingId } = row
    const told = await toldAbout(deps.store.db, { workspaceId, findingId, source: source.name })
    const template = templateOf(deps, source)
    if (!told || !template) return { kind: 'not-found', detail: 'The ticket has no issue any more.' }
    return (await tellConsole(deps, template, valuesFor(deps, told, template))).fault
  } catch (error) {
    if (error instanceof CannotOpen) return unreadable(error)
    // A mistake of our own must not leave it behind.
    deps.ctx.log.error({ err: error }, 'A write-back failed inside the hub')
    return { kind: 'bad-answer', detail: 'An internal error; the hub’s log has the details.' }
  }
}

/** Where a whole batch met the same end, the console is down for all: what is due waits for the first to be tried again. */
async function holdWhereDown(
  deps: Deps,
  source: AlarmSource,
  steps: (WriteBackStep | undefined)[],
): Promise<void> {
  const retries = steps.flatMap((step) => (step?.step === 'retry' ? [step.at.getTime()] : []))
  if (steps.length < atOnce || retries.length < steps.length) return
  await holdWriteBacks(deps.store.db, {
    sourceId: source.id,
    until: new Date(Math.min(...retries)),
    because: `The console of ${source.name} takes nothing at the moment.`,
    now: deps.ctx.now(),
  })
}
