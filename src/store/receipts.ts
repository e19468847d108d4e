import type { JobQueue } from '../domain/jobs.ts'
import type { Db, OpenStore } from './open.ts'
import type { WebhookReceiptsTable } from './tables.ts'

/**
 * Stores a webhook and the job that will deal with it in one statement. A webhook whose identifier
 * was seen before is not stored again; answers whether it was new.
 */
export async function insertReceipt(
  { pool }: Pick<OpenStore, 'pool'>,
  jobs: JobQueue,
  row: Omit<WebhookReceiptsTable, 'state'> & { dealWithAt: Date },
): Promise<boolean> {
  const { connectionId } = row
  const statement = jobs.statement({
    name: 'webhooks',
    data: { connectionId },
    key: connectionId,
    after: row.dealWithAt,
  })
  const values = [
    statement.parameter,
    row.id,
    row.workspaceId,
    connectionId,
    row.identifier,
    row.body,
    row.receivedAt,
  ]
  const { rows } = await pool.prepared('insert-receipt', receiptText(statement.text), values)
  return rows.length > 0
}

/** @param jobText the queue's own insert, whose parameter is $1 */
const receiptText = (jobText: string) => `
  with job as (${jobText})
  insert into webhook_receipts (id, workspace_id, connection_id, identifier, body, state, received_at)
  values ($2::uuid, $3::uuid, $4::uuid, $5, $6, 'received', $7::timestamptz)
  on conflict (connection_id, identifier) do nothing
  returning id`

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
