import { sql, type SqlBool } from 'kysely'
import type { NotificationState, RunInMail } from '../domain/notification.ts'
import type { Notification } from './notifications.ts'
import type { Db } from './open.ts'
import { cappedCount, countCap, pageFrom, positionOf, type CappedCount, type PageOf } from './page.ts'
import { ticketOf, type FailedNotifications } from './resend-notifications.ts'

/** A notification as people see it. */
export interface NotificationView extends Omit<Notification, 'payload' | 'claimedBy'> {
  ticketAlias: string
  operatorName: string
  /** Null where it is no webhook’s, or that was removed. */
  subscriptionActive: boolean | null
}

export interface NotificationFilter extends Omit<FailedNotifications, 'ids'> {
  states?: NotificationState[] | undefined
}

const columns = sql`n.id, n.workspace_id, n.operator_id, n.ticket_id, n.topic, n.channel, n.recipient, n.subscription_id, n.state,
  n.attempts, n.next_attempt_at, n.waiting_for, n.fault, n.answer, n.again_at, n.created_at, n.updated_at,
  st.alias as ticket_alias, o.display_name as operator_name,
  case when s.removed_at is null then s.is_active end as subscription_active`
const beside = sql`
  join service_tickets st on st.ticket_id = n.ticket_id
  join operators o on o.id = n.operator_id
  left join webhook_subscriptions s on s.id = n.subscription_id`

function conditionsOf(workspaceId: string, of: NotificationFilter) {
  const all = [sql<SqlBool>`n.workspace_id = ${workspaceId}::uuid`]
  if (of.states?.length === 1) all.push(sql`n.state = ${sql.lit(of.states[0])}`)
  else if (of.states) all.push(sql`n.state = any(${of.states}::text[])`)
  if (of.channel) all.push(sql`n.channel = ${of.channel}`)
  if (of.topic) all.push(sql`n.topic = ${of.topic}`)
  if (of.operatorId) all.push(sql`n.operator_id = ${of.operatorId}::uuid`)
  if (of.ticketAlias) all.push(sql`n.ticket_id = ${ticketOf(workspaceId, of.ticketAlias)}`)
  return sql.join(all, sql` and `)
}

/** A page of notifications, the newest first, and how many there are in all. */
export async function listNotifications(
  db: Db,
  workspaceId: string,
  filter: NotificationFilter & { limit: number; after?: string | undefined },
): Promise<PageOf<NotificationView> & { total: CappedCount }> {
  const at = positionOf(filter.after)
  const where = conditionsOf(workspaceId, filter)
  const keyset = at ? sql`n.id < ${String(at[0])}::uuid` : sql`true`
  const { rows } = await sql<NotificationView>`
    select ${columns} from notifications n ${beside} where ${where} and ${keyset}
    order by n.id desc limit ${filter.limit + 1}`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*) as count from (select from notifications n where ${where} limit ${countCap + 1}) x`.execute(
    db,
  )
  const page = pageFrom(rows, filter.limit, ({ id }) => [id])
  return { ...page, total: cappedCount(counted.rows[0]?.count ?? 0) }
}

/** One, with what it tells. */
export async function notificationView(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<(NotificationView & Pick<Notification, 'payload'>) | undefined> {
  const { rows } = await sql<NotificationView & Pick<Notification, 'payload'>>`
    select ${columns}, n.payload from notifications n ${beside}
    where n.workspace_id = ${workspaceId}::uuid and n.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** What a ticket’s mail tells beside the ticket: its run, as it is now, and the desk’s name (D16). */
export async function besideMail(
  db: Db,
  ticketId: string,
): Promise<{ run: RunInMail | undefined; deskName: string } | undefined> {
  const { rows } = await sql<{ deskName: string; alias: string | null } & Omit<RunInMail, 'alias'>>`
    select coalesce(w.settings ->> 'deskName', w.name) as desk_name, r.alias, r.number, r.kind, r.status, r.started_at,
      r.ended_at, r.findings
    from service_tickets st join workspaces w on w.id = st.workspace_id
    left join diagnostic_runs r on r.id = st.run_id
    where st.ticket_id = ${ticketId}::uuid`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { deskName, alias, ...run } = row
  return { deskName, run: alias === null ? undefined : { alias, ...run } }
}
