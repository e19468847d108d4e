import { chainAudit } from '../audit/chain.ts'
import { tellExpiry } from '../connections/expiry.ts'
import { follows } from '../connections/follows.ts'
import type { Deps } from '../deps.ts'
import { expiryWarnings } from '../domain/expiry.ts'
import { forgetGroups } from '../store/alarm-groups.ts'
import { connectionsEnding, connectionsToPoll } from '../store/connections.ts'
import { lanesToRun, strandedDeliveries } from '../store/deliveries.ts'
import { forgetOldAnswers } from '../store/idempotency.ts'
import { forgetOldAttempts } from '../store/attempts.ts'
import { addJob, addJobs, addRuleJobs, addWriteBackJobs } from '../store/jobs.ts'
import { beat, leaseMs } from '../store/processes.ts'
import { connectionsWithReceipts, forgetOldReceipts } from '../store/receipts.ts'
import { connectionsToCheck } from '../store/routes.ts'
import { overdueWaits } from '../store/rule-waits.ts'
import { lostWriteBacks } from '../store/write-backs.ts'
import { recoverNotifications } from './recover-notifications.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
/** A route that holds tickets may have been put right in the tracker, which nobody tells the hub. */
const heldMs = 15 * minuteMs

/** Starts the polls and checks that are due, picks up work that a dead process left, and forgets what is too old. */
export async function everyMinute(deps: Deps): Promise<void> {
  const { jobs, store, ctx } = deps
  const now = ctx.now()
  await beat(store.db, { id: deps.processId, keyId: deps.sealer.keyId() }, now)
  for (const { id, ...connection } of await connectionsToPoll(store.db, now)) {
    if (!follows(deps, connection)) continue
    await addJob(store.db, jobs, { name: 'poll', data: { connectionId: id }, key: id })
  }
  const ago = (ms: number) => new Date(now.getTime() - ms)
  for (const { id } of await connectionsToCheck(store.db, { before: ago(dayMs), held: ago(heldMs) })) {
    await addJob(store.db, jobs, { name: 'preflight', data: { connectionId: id }, key: id })
  }
  const soon = new Date(now.getTime() + expiryWarnings[0] * dayMs)
  for (const connection of await connectionsEnding(store.db, soon)) await tellExpiry(deps, connection)
  await recover(deps)
  await forgetOldAnswers(store.db, now)
  await forgetOldReceipts(store.db, now)
  await forgetOldAttempts(store.db, now)
  await forgetGroups(store.db, ago(dayMs))
  jobs.wake('poll')
  jobs.wake('preflight')
  jobs.wake('alert')
}

/** Gives work back that nobody is doing although somebody should. */
export async function recover(deps: Deps): Promise<void> {
  const { jobs, store, ctx } = deps
  const now = ctx.now()
  const alive = new Date(now.getTime() - leaseMs)
  const stranded = await strandedDeliveries(store.db, { now, alive })
  const rescues = stranded.map(({ id }) => ({ name: 'rescue' as const, data: { deliveryId: id }, key: id }))
  await addJobs(store.db, jobs, rescues)
  for (const data of await lanesToRun(store.db, now)) await addJob(store.db, jobs, { name: 'lane', data })
  await addWriteBackJobs(store.db, jobs, await lostWriteBacks(store.db, { now, alive }))
  await recoverNotifications(deps, { now, alive })
  await chainAudit(deps)
  const late = new Date(now.getTime() - minuteMs)
  for (const workspaceId of await overdueWaits(store.db, late)) {
    await addRuleJobs(store.db, jobs, { workspaceId, at: [now] })
  }
  for (const { connectionId } of await connectionsWithReceipts(store.db, late)) {
    await addJob(store.db, jobs, { name: 'webhooks', data: { connectionId }, key: connectionId })
  }
  jobs.wake('rescue')
  jobs.wake('write-back')
  jobs.wake('notify')
  jobs.wake('alarm-rules')
  jobs.wake('webhooks')
}
