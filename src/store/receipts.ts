import { sql } from 'kysely'
import type { JobQueue } from '../domain/jobs.ts'
import { jobSql } from './jobs.ts'
import type { Db } from './open.ts'
import type { WebhookReceiptsTable } from './tables.ts'

/**
 * Stores a webhook and the job that will deal with it in one statement. A webhook whose identifier
 * was seen before is not stored again; answers whether it was new.
 */
export async function insertReceipt(
  db: Db,
  jobs: JobQueue,
  row: Omit<WebhookReceiptsTable, 'state'> & { dealWithAt: Date },
): Promise<boolean> {
  const job = jobSql(jobs, {
    name: 'webhooks',
    data: { connectionId: row.connectionId },
    key: row.connectionId,
    after: row.dealWithAt,
  })
  const { rows } = await sql<{ id: string }>`
    with job as (${job})
    insert into webhook_receipts (id, workspace_id, connection_id, identifier, body, state, received_at)
    values (${row.id}::uuid, ${row.workspaceId}::uuid, ${row.connectionId}::uuid, ${row.identifier}, ${row.body},
      'received', ${row.receivedAt}::timestamptz)
    on conflict (connection_id, identifier) do nothing
    returning id`.execute(db)
  return rows.length > 0
}

/** The oldest webhooks of a connection that are not dealt with. */
export function waitingReceipts(db: Db, connectionId: string, limit: number) {
  return db
    .selectFrom('webhookReceipts')
    .select(['id', 'body'])
    .where('connectionId', '=', connectionId)
    .where('state', '=', 'received')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function closeReceipts(
  db: Db,
  ids: string[],
  state: Exclude<WebhookReceiptsTable['state'], 'received'>,
): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('webhookReceipts').set({ state, body: '' }).where('id', 'in', ids).execute()
}

/** Connections that have webhooks waiting, in case their job was lost. */
export function connectionsWithReceipts(db: Db, before: Date) {
  return db
    .selectFrom('webhookReceipts')
    .select('connectionId')
    .distinct()
    .where('state', '=', 'received')
    .where('receivedAt', '<', before)
    .execute()
}
