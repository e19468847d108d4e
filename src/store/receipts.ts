import type { JobQueue } from '../domain/jobs.ts'
import type { Db, OpenStore } from './open.ts'
import type { WebhookReceiptsTable } from './tables.ts'

/**
 * Stores a webhook and the job that will deal with it in one statement. A webhook whose identifier
 * was seen before is not stored again; answers whether it was new.
 *
 * @param row.dealWithAt when the job is due; absent where one is known to be due soon enough
 */
export async function insertReceipt(
  { pool }: Pick<OpenStore, 'pool'>,
  jobs: JobQueue,
  row: Omit<WebhookReceiptsTable, 'state'> & { dealWithAt?: Date },
): Promise<boolean> {
  const { connectionId, dealWithAt } = row
  const values = [row.id, row.workspaceId, connectionId, row.identifier, row.body, row.receivedAt]
  if (!dealWithAt) return wasNew(await pool.prepared('insert-receipt', receiptText, values))
  const job = { name: 'webhooks' as const, data: { connectionId }, key: connectionId, after: dealWithAt }
  const { text, parameter } = jobs.statement([job])
  const whole = `with job as (${text.replace('$1', '$7')}) ${receiptText}`
  return wasNew(await pool.prepared('insert-receipt-and-job', whole, [...values, parameter]))
}

const wasNew = ({ rows }: { rows: unknown[] }) => rows.length > 0

const receiptText = `
  insert into webhook_receipts (id, workspace_id, connection_id, identifier, body, state, received_at)
  values ($1::uuid, $2::uuid, $3::uuid, $4, $5, 'received', $6::timestamptz)
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

/** Longer than any tracker repeats a webhook. */
const keptMs = 7 * 24 * 3_600_000

export async function forgetOldReceipts(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('webhookReceipts')
    .where('receivedAt', '<', new Date(now.getTime() - keptMs))
    .where('state', '!=', 'received')
    .execute()
}
