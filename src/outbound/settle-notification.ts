import type { Deps } from '../deps.ts'
import type { Fault } from '../domain/fault.ts'
import { goneCode, notificationRemedy } from '../domain/notification-remedies.ts'
import {
  mayPass,
  nextNotificationStep,
  webhookHold,
  type NotificationStep,
} from '../domain/notification-retry.ts'
import { addJob } from '../store/jobs.ts'
import { addLogEntry } from '../store/log.ts'
import { parkForSubscription, settleNotification, type Notification } from '../store/notifications.ts'
import { transact, type Db } from '../store/open.ts'
import {
  changeSubscription,
  clearHold,
  countFailure,
  holdSubscription,
} from '../store/webhook-subscriptions.ts'
import type { Sent } from './send-notification.ts'

/** Stores what became of a notification that was sent, what follows, and what that means for the others of its webhook. */
export async function settleSent(deps: Deps, row: Notification, sent: Sent): Promise<void> {
  await transact(deps.store.db, (tx) =>
    sent.fault ? untaken(deps, tx, { row, ...sent, fault: sent.fault }) : taken(deps, tx, { row, ...sent }),
  )
  deps.live.publish(row.workspaceId, { topic: 'notifications', id: row.id })
}

async function taken(deps: Deps, tx: Db, { row, answer }: { row: Notification } & Sent): Promise<void> {
  const updatedAt = deps.ctx.now()
  const change = { waitingFor: null, nextAttemptAt: null, fault: null, answer, updatedAt }
  await settleNotification(tx, row.id, { state: 'done', ...change })
  if (row.subscriptionId) await clearHold(tx, [row.subscriptionId])
}

interface Untaken extends Sent {
  row: Notification
  fault: Fault
}

async function untaken(deps: Deps, tx: Db, of: Untaken): Promise<void> {
  const { row, fault, answer } = of
  const { ctx } = deps
  const now = ctx.now()
  const step = nextNotificationStep(fault, row, { now, random: ctx.random() })
  const nextAttemptAt = step.step === 'retry' ? step.at : null
  const change =
    step.step === 'retry'
      ? { state: 'waiting' as const, waitingFor: step.because }
      : { state: 'failed' as const, waitingFor: null }
  if (!(await settleNotification(tx, row.id, { ...change, nextAttemptAt, fault, answer, updatedAt: now })))
    return
  if (nextAttemptAt) {
    const data = { workspaceId: row.workspaceId }
    await addJob(tx, deps.jobs, { name: 'notify', data, after: nextAttemptAt })
  }
  if (row.subscriptionId) await followInWebhook(deps, tx, { ...of, id: row.subscriptionId })
  if (step.step === 'fail') await log(deps, tx, { ...of, step })
}

/** Many failures in a row make what is due wait together; 410 Gone ends it. */
async function followInWebhook(deps: Deps, tx: Db, { id, fault }: Untaken & { id: string }): Promise<void> {
  const now = deps.ctx.now()
  if (fault.code === goneCode) {
    const offBecause = 'Its server said 410 Gone: it wants no more events.'
    await changeSubscription(tx, id, { isActive: false, offBecause, updatedAt: now })
    await parkForSubscription(tx, id, now)
    return
  }
  if (!mayPass(fault, 'webhook')) return
  const failures = await countFailure(tx, id)
  const until = webhookHold(fault, failures, { now, random: deps.ctx.random() })
  if (!until) return
  const because =
    fault.retryAfterMs === undefined
      ? `The webhook’s server has taken nothing ${failures} times in a row: what is due waits together.`
      : 'The webhook’s server asked for a pause.'
  await holdSubscription(tx, id, { until, because })
}

function log(deps: Deps, tx: Db, of: Untaken & { step: NotificationStep }): Promise<void> {
  const { row, fault, step } = of
  const { workspaceId, ticketId, channel, recipient } = row
  // An address may hold a partner’s secret in its path.
  const to = channel === 'mail' ? recipient : new URL(recipient).host
  const what = `${channel === 'mail' ? 'Mail' : 'Webhook'} to ${to}: ${fault.detail}`
  return addLogEntry(tx, {
    id: deps.ctx.newId(),
    workspaceId,
    at: deps.ctx.now(),
    ticketId,
    level: 'error',
    message: `${what} ${step.because} ${notificationRemedy(channel, fault)}`,
  })
}
