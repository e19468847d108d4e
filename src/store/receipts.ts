import type { JobQueue, JobStatement } from '../domain/jobs.ts'
import type { Db, OpenStore } from './open.ts'
import type { WebhookReceiptsTable } from './tables.ts'

/** `dealWithAt`: when the job for it is due; absent where one is known to be due soon enough. */
export type NewReceipt = Omit<WebhookReceiptsTable, 'state'> & { dealWithAt?: Date }

/**
 * Stores webhooks and the jobs that will deal with them in one statement. A webhook whose identifier was seen
 * before is not stored again; answers for each, in order, whether it was new.
 */
export async function insertReceipts(
  { pool }: Pick<OpenStore, 'pool'>,
  jobs: JobQueue,
  rows: NewReceipt[],
): Promise<boolean[]> {
  const due = rows.flatMap(({ connectionId, dealWithAt }) =>
    dealWithAt
      ? [{ name: 'webhooks' as const, data: { connectionId }, key: connectionId, after: dealWithAt }]
      : [],
  )
  const given = JSON.stringify(rows.map(flat))
  const stored = due.length > 0 ? await withJobs(pool, jobs.statement(due), given) : await alone(pool, given)
  const ids = new Set(stored.rows.map((row) => row.id))
  return rows.map((row) => ids.has(row.id))
}

const alone = (pool: OpenStore['pool'], given: string) =>
  pool.prepared('insert-receipts', receiptText, [given])

function withJobs(pool: OpenStore['pool'], { text, parameter }: JobStatement, given: string) {
  const whole = `with job as (${text.replace('$1', '$2')}) ${receiptText}`
  return pool.prepared('insert-receipts-and-jobs', whole, [given, parameter])
}

const flat = (row: NewReceipt) => ({
  id: row.id,
  workspace_id: row.workspaceId,
  connection_id: row.connectionId,
  identifier: row.identifier,
  body: row.body,
  received_at: row.receivedAt,
})

const receiptText = `
  insert into webhook_receipts (id, workspace_id, connection_id, identifier, body, state, received_at)
  select id, workspace_id, connection_id, identifier, body, 'received', received_at
  from json_to_recordset($1::text::json) as given (
    id uuid, workspace_id uuid, connection_id uuid, identifier text, body text, received_at timestamptz)
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
