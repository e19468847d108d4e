import type { Deps } from '../deps.ts'
import { connectionsToPoll } from '../store/connections.ts'
import { strandedDeliveries } from '../store/deliveries.ts'
import { forgetOldAnswers } from '../store/idempotency.ts'
import { addJob } from '../store/jobs.ts'
import { beat, leaseMs } from '../store/processes.ts'
import { connectionsWithReceipts, forgetOldReceipts } from '../store/receipts.ts'

const minuteMs = 60_000

/** Starts the polls that are due, picks up work that a dead process left, and forgets what is too old. */
export async function everyMinute(deps: Deps): Promise<void> {
  const { jobs, store, ctx } = deps
  const now = ctx.now()
  await beat(store.db, deps.processId, now)
  for (const { id } of await connectionsToPoll(store.db, now)) {
    await addJob(store.db, jobs, { name: 'poll', data: { connectionId: id }, key: id })
  }
  await recover(deps)
  await forgetOldAnswers(store.db, now)
  await forgetOldReceipts(store.db, now)
  jobs.wake('poll')
}

/** Gives work back that nobody is doing although somebody should. */
export async function recover(deps: Deps): Promise<void> {
  const { jobs, store, ctx } = deps
  const now = ctx.now()
  const alive = new Date(now.getTime() - leaseMs)
  for (const { id } of await strandedDeliveries(store.db, { now, alive })) {
    await addJob(store.db, jobs, { name: 'deliver', data: { deliveryId: id } })
  }
  const late = new Date(now.getTime() - minuteMs)
  for (const { connectionId } of await connectionsWithReceipts(store.db, late)) {
    await addJob(store.db, jobs, { name: 'webhooks', data: { connectionId }, key: connectionId })
  }
  jobs.wake('deliver')
  jobs.wake('webhooks')
}
