import { sql, type SqlBool } from 'kysely'
import type { NotificationChannel, NotificationTopic } from '../domain/notification.ts'
import type { Db } from './open.ts'
import { countCap } from './page.ts'

/** Which failed ones: some, or all of a filter. */
export interface FailedNotifications {
  ids?: string[] | undefined
  channel?: NotificationChannel | undefined
  topic?: NotificationTopic | undefined
  operatorId?: string | undefined
  ticketAlias?: string | undefined
}

function failedOf(workspaceId: string, of: FailedNotifications) {
  const all = [sql<SqlBool>`n.workspace_id = ${workspaceId}::uuid and n.state = 'failed'`]
  if (of.ids) all.push(sql`n.id = any(${of.ids}::uuid[])`)
  if (of.channel) all.push(sql`n.channel = ${of.channel}`)
  if (of.topic) all.push(sql`n.topic = ${of.topic}`)
  if (of.operatorId) all.push(sql`n.operator_id = ${of.operatorId}::uuid`)
  if (of.ticketAlias) all.push(sql`n.ticket_id = ${ticketOf(workspaceId, of.ticketAlias)}`)
  return sql.join(all, sql` and `)
}

export const ticketOf = (workspaceId: string, alias: string) =>
  sql`(select ticket_id from service_tickets where workspace_id = ${workspaceId}::uuid and alias = ${alias})`

const subscription = sql`left join webhook_subscriptions s on s.id = n.subscription_id`
const isUsable = sql<SqlBool>`(s.id is null or (s.is_active and s.removed_at is null))`

/** What a repetition would send, counted up to a limit; and what not, because its webhook is switched off or removed. */
export async function countFailed(
  db: Db,
  workspaceId: string,
  of: FailedNotifications,
): Promise<{ mail: number; webhook: number; off: number; removed: number }> {
  const { rows } = await sql<{ mail: number; webhook: number; off: number; removed: number }>`
    select count(*) filter (where channel = 'mail') as mail, count(*) filter (where channel = 'webhook' and usable) as webhook,
      count(*) filter (where off) as off, count(*) filter (where removed) as removed
    from (select n.channel, ${isUsable} as usable, s.removed_at is not null as removed,
        s.removed_at is null and not s.is_active as off
      from notifications n ${subscription} where ${failedOf(workspaceId, of)} order by n.id limit ${countCap + 1}) x`.execute(
    db,
  )
  return rows[0] ?? { mail: 0, webhook: 0, off: 0, removed: 0 }
}

/** Queues those anew, at most so many a call, the oldest first. Answers how many, and their webhooks. */
export async function requeueFailed(
  tx: Db,
  workspaceId: string,
  of: FailedNotifications & { now: Date },
): Promise<{ queued: number; subscriptionIds: string[] }> {
  const { rows } = await sql<{ subscriptionId: string | null }>`
    update notifications q set ${anew(of.now)}
    where q.id in (select n.id from notifications n ${subscription}
      where ${failedOf(workspaceId, of)} and ${isUsable} order by n.id limit ${countCap} for update of n skip locked)
    returning q.subscription_id`.execute(tx)
  const ids = rows.flatMap(({ subscriptionId }) => subscriptionId ?? [])
  return { queued: rows.length, subscriptionIds: [...new Set(ids)] }
}

const anew = (now: Date) => sql`state = 'queued', attempts = 0, next_attempt_at = null, waiting_for = null,
  again_at = ${now}::timestamptz, updated_at = ${now}::timestamptz`

/** Queues one anew. False where it is not in one of these states any more. */
export async function requeueNotification(
  tx: Db,
  id: string,
  { states, now }: { states: string[]; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update notifications set ${anew(now)} where id = ${id}::uuid and state = any(${states}::text[])`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0) > 0
}

/** Gives one up that was not taken. False where it is under way or over. */
export async function cancelNotification(tx: Db, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update notifications set state = 'cancelled', next_attempt_at = null, waiting_for = null,
      updated_at = ${now}::timestamptz
    where id = ${id}::uuid and state in ('queued', 'waiting', 'failed')`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}
