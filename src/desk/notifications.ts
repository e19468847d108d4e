import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notificationActions, type NotificationAction } from '../domain/notification.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { addJob } from '../store/jobs.ts'
import { addLogEntry } from '../store/log.ts'
import { notificationView, type NotificationView } from '../store/notification-views.ts'
import { transact, type Db } from '../store/open.ts'
import { cappedCount, type CappedCount } from '../store/page.ts'
import {
  cancelNotification,
  countFailed,
  requeueFailed,
  requeueNotification,
  type FailedNotifications,
} from '../store/resend-notifications.ts'
import { clearHold } from '../store/webhook-subscriptions.ts'

/** Sends one again now that failed, waits or was given up. */
export const retryNotification = (deps: Deps, actor: Actor, id: string) =>
  again(deps, actor, { id, action: 'retry', states: ['waiting', 'failed', 'cancelled'] })

/** Sends a webhook once more that was taken, under the same id, by which the partner knows that it has it. */
export const replayNotification = (deps: Deps, actor: Actor, id: string) =>
  again(deps, actor, { id, action: 'replay', states: ['done'] })

async function again(
  deps: Deps,
  actor: Actor,
  of: { id: string; action: NotificationAction; states: string[] },
): Promise<void> {
  await transact(deps.store.db, async (tx) => {
    const view = await allowed(tx, actor, of)
    if (view.subscriptionId !== null && view.subscriptionActive !== true) {
      const why = view.subscriptionActive === null ? 'removed' : 'switched off; switch it on first'
      throw new Refusal('conflict', `The webhook was ${why}.`)
    }
    const done = await requeueNotification(tx, of.id, { states: of.states, now: deps.ctx.now() })
    if (!done) throw changed()
    await record(within(deps, tx), actor, {
      action: of.action === 'replay' ? 'notification.replayed' : 'notification.sent-again',
      target: { id: of.id, name: view.ticketAlias },
    })
    await ask(deps, tx, { actor, subscriptionIds: view.subscriptionId ? [view.subscriptionId] : [] })
  })
  tell(deps, actor, of.id)
}

/** Gives one up that was not taken. */
export async function giveUpNotification(deps: Deps, actor: Actor, id: string): Promise<void> {
  await transact(deps.store.db, async (tx) => {
    const { ticketAlias: name } = await allowed(tx, actor, { id, action: 'cancel' })
    if (!(await cancelNotification(tx, id, deps.ctx.now()))) throw changed()
    const deed = { action: 'notification.given-up', target: { id, name } }
    await record(within(deps, tx), actor, deed)
  })
  tell(deps, actor, id)
}

/** What sending failed ones again would send. */
export interface ResendPlan {
  mail: number
  webhook: number
  total: CappedCount
  leftOut: { reason: string; count: number }[]
}

export async function previewResend(deps: Deps, actor: Actor, of: FailedNotifications): Promise<ResendPlan> {
  const { mail, webhook, off, removed } = await countFailed(deps.store.db, actor.workspaceId, of)
  const leftOut = [
    { reason: 'Their webhook is switched off: switch it on first.', count: off },
    { reason: 'Their webhook was removed.', count: removed },
  ]
  return {
    mail,
    webhook,
    total: cappedCount(mail + webhook),
    leftOut: leftOut.filter(({ count }) => count > 0),
  }
}

/** Sends failed ones again, at most 1,000 a call, the oldest first. Answers how many. */
export async function resendFailed(deps: Deps, actor: Actor, of: FailedNotifications): Promise<number> {
  const queued = await transact(deps.store.db, async (tx) => {
    const now = deps.ctx.now()
    const done = await requeueFailed(tx, actor.workspaceId, { ...of, now })
    if (done.queued === 0) return 0
    await ask(deps, tx, { actor, subscriptionIds: done.subscriptionIds })
    await record(within(deps, tx), actor, {
      action: 'notification.failed-sent-again',
      after: { count: done.queued },
    })
    const { workspaceId } = actor
    const message = `${actor.name} had ${done.queued} failed ${done.queued === 1 ? 'notification' : 'notifications'} sent again.`
    await addLogEntry(tx, { id: deps.ctx.newId(), workspaceId, at: now, level: 'info', message })
    return done.queued
  })
  tell(deps, actor)
  return queued
}

/** @throws {Refusal} where there is no such notification, or this cannot be done with it now */
async function allowed(
  tx: Db,
  actor: Actor,
  { id, action }: { id: string; action: NotificationAction },
): Promise<NotificationView> {
  const view = await notificationView(tx, actor.workspaceId, id)
  if (!view) throw notFound('notification')
  const now = notificationActions(view)
  if (now.includes(action)) return view
  const instead = now.length > 0 ? `Possible now: ${now.join(', ')}.` : 'Wait until it is over.'
  throw new Refusal('conflict', `The notification is ${view.state}, so this is not possible. ${instead}`)
}

const changed = () => new Refusal('conflict', 'The notification has just changed. Look at it again.')

/** Nothing holds it back any more: a person wants it tried now. */
async function ask(
  deps: Deps,
  tx: Db,
  { actor, subscriptionIds }: { actor: Actor; subscriptionIds: string[] },
): Promise<void> {
  await clearHold(tx, subscriptionIds)
  await addJob(tx, deps.jobs, { name: 'notify', data: { workspaceId: actor.workspaceId } })
}

function tell(deps: Deps, { workspaceId }: Actor, id?: string): void {
  deps.jobs.wake('notify')
  deps.live.publish(workspaceId, { topic: 'notifications', ...(id && { id }) })
}
