import { sql } from 'kysely'
import type { Db } from './open.ts'

/** What is under way in the whole installation. */
export async function workload(db: Db) {
  const deliveries = await sql<{ state: string; count: number }>`
    select state, count(*) as count from deliveries
    where state in ('queued', 'sending', 'waiting', 'checking', 'parked', 'failed') group by state`.execute(
    db,
  )
  const notifications = await sql<{ channel: string; state: string; count: number }>`
    select channel, state, count(*) as count from notifications
    where state in ('queued', 'waiting', 'sending', 'failed') group by channel, state`.execute(db)
  const rest = await sql<{ pausedConnections: number; waitingWebhooks: number }>`
    select (select count(*) from connections where paused_since is not null) as paused_connections,
      (select count(*) from webhook_receipts where state = 'received') as waiting_webhooks`.execute(db)
  const { pausedConnections = 0, waitingWebhooks = 0 } = rest.rows[0] ?? {}
  return {
    deliveries: deliveries.rows,
    notifications: notifications.rows,
    pausedConnections,
    waitingWebhooks,
  }
}

/** Answers when the database does. */
export async function ping(db: Db): Promise<void> {
  await sql`select 1`.execute(db)
}
