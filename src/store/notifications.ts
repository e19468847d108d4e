import { sql, type Selectable, type SqlBool } from 'kysely'
import type { Fault } from '../domain/fault.ts'
import { webhookOff, type NotificationAnswer, type NotificationChannel } from '../domain/notification.ts'
import { keepable } from './keepable.ts'
import { json, type Db } from './open.ts'
import type { NotificationsTable } from './service-tables.ts'

export type Notification = Selectable<NotificationsTable>

/** Whom it is for: so many at once go to each. */
const laneColumn = sql`coalesce(n.subscription_id::text, lower(n.recipient))`

/** As the index of what is due says it. */
const mayBeDue = sql<SqlBool>`(n.state = 'queued' or (n.state = 'waiting' and n.next_attempt_at is not null))`
const dueAt = sql`coalesce(n.next_attempt_at, n.created_at)`

/** The first part is for the index; clocks may differ by a little, and a new one is due at once whatever they say. */
const isDue = (
  now: Date,
) => sql<SqlBool>`${mayBeDue} and ${dueAt} <= ${now}::timestamptz + interval '5 minutes'
  and coalesce(n.next_attempt_at <= ${now}::timestamptz, true)`

export interface DueNotification {
  id: string
  channel: NotificationChannel
  lane: string
}

/** Locks the oldest that are due, passing over channels and recipients that have enough under way. */
export async function lockDue(
  tx: Db,
  of: {
    workspaceId: string
    now: Date
    channels: NotificationChannel[]
    fullLanes: string[]
    limit: number
  },
): Promise<DueNotification[]> {
  const { rows } = await sql<DueNotification>`
    select n.id, n.channel, ${laneColumn} as lane from notifications n
    where n.workspace_id = ${of.workspaceId}::uuid and ${isDue(of.now)}
      and n.channel = any(${of.channels}::text[]) and ${laneColumn} <> all(${of.fullLanes}::text[])
    order by ${dueAt}, n.id limit ${of.limit} for update of n skip locked`.execute(tx)
  return rows
}

/** Takes them for this process. A webhook’s goes to the address that it has now. */
export async function claimNotifications(
  tx: Db,
  of: { ids: string[]; processId: string; now: Date },
): Promise<Notification[]> {
  if (of.ids.length === 0) return []
  const { rows } = await sql<Notification>`
    update notifications n set state = 'sending', attempts = n.attempts + 1, claimed_by = ${of.processId}::uuid,
      next_attempt_at = null, waiting_for = null, updated_at = ${of.now}::timestamptz,
      recipient = coalesce((select s.url from webhook_subscriptions s where s.id = n.subscription_id), n.recipient)
    where n.id = any(${of.ids}::uuid[]) and n.state in ('queued', 'waiting') returning n.*`.execute(tx)
  return rows
}

/** Stores what became of one that was being sent. False where that was meanwhile decided otherwise: its webhook was removed. */
export async function settleNotification(
  tx: Db,
  id: string,
  change: Pick<Notification, 'state' | 'waitingFor' | 'nextAttemptAt' | 'updatedAt'> & {
    fault: Fault | null
    answer: NotificationAnswer | null
  },
): Promise<boolean> {
  const waitingFor = change.waitingFor === null ? null : keepable(change.waitingFor)
  const row = await tx
    .updateTable('notifications')
    .set({
      ...change,
      waitingFor,
      fault: json(change.fault),
      answer: json(change.answer),
      claimedBy: null,
    })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .returning('state')
    .executeTakeFirst()
  return row !== undefined
}

/** What is due for webhooks that are held, switched off or removed waits, and says so. Answers until when some wait. */
export async function holdForSubscriptions(tx: Db, of: { workspaceId: string; now: Date }): Promise<Date[]> {
  const { rows } = await sql<{ until: Date | null }>`
    update notifications n set updated_at = ${of.now}::timestamptz,
      state = case when s.removed_at is null then 'waiting' else 'cancelled' end,
      next_attempt_at = case when s.removed_at is null and s.is_active then s.held_until end,
      waiting_for = case when s.removed_at is not null then null
        when not s.is_active then ${webhookOff} else s.held_because end
    from webhook_subscriptions s
    where s.id = n.subscription_id and n.workspace_id = ${of.workspaceId}::uuid and ${isDue(of.now)}
      and (s.removed_at is not null or not s.is_active or s.held_until > ${of.now}::timestamptz)
    returning n.next_attempt_at as until`.execute(tx)
  return moments(rows)
}

/** What mail is due waits; for nobody knows how long where `until` is null. */
export async function holdMail(
  tx: Db,
  of: { workspaceId: string; now: Date; until: Date | null; because: string },
): Promise<Date[]> {
  const { rows } = await sql<{ until: Date | null }>`
    update notifications n set updated_at = ${of.now}::timestamptz, state = 'waiting',
      next_attempt_at = ${of.until}::timestamptz, waiting_for = ${keepable(of.because)}
    where n.workspace_id = ${of.workspaceId}::uuid and n.channel = 'mail' and ${isDue(of.now)}
    returning n.next_attempt_at as until`.execute(tx)
  return moments(rows)
}

/** The different moments of rows, each once. */
const moments = (rows: { until: Date | null }[]): Date[] =>
  [...new Set(rows.flatMap(({ until }) => until?.getTime() ?? []))].map((time) => new Date(time))

/** What waits for a webhook waits until somebody switches it on. */
export async function parkForSubscription(tx: Db, subscriptionId: string, now: Date): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({ state: 'waiting', nextAttemptAt: null, waitingFor: webhookOff, updatedAt: now })
    .where('subscriptionId', '=', subscriptionId)
    .where('state', 'in', ['queued', 'waiting'])
    .execute()
}

/** Queues what waits for a webhook that a person has put right: as if it were new. */
export async function releaseSubscription(tx: Db, subscriptionId: string, now: Date): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({
      state: 'queued',
      attempts: 0,
      nextAttemptAt: null,
      waitingFor: null,
      againAt: now,
      updatedAt: now,
    })
    .where('subscriptionId', '=', subscriptionId)
    .where('state', '=', 'waiting')
    .execute()
}

/** Gives up what a webhook has not been told. */
export async function cancelForSubscription(tx: Db, subscriptionId: string, now: Date): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({ state: 'cancelled', nextAttemptAt: null, waitingFor: null, claimedBy: null, updatedAt: now })
    .where('subscriptionId', '=', subscriptionId)
    .where('state', 'in', ['queued', 'waiting', 'sending', 'failed'])
    .execute()
}
