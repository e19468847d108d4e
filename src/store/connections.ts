import { sql, type Selectable } from 'kysely'
import type { Db } from './open.ts'
import { json } from './open.ts'
import type { Sealer } from './seal.ts'
import { connectionSecrets } from './secret-places.ts'
import type { ConnectionsTable } from './connection-tables.ts'

export type Connection = Selectable<ConnectionsTable>

/** The configuration with its secrets, for the provider only. Throws when they were erased or the host changed. */
export function configWithSecrets(sealer: Sealer, connection: Connection): Record<string, unknown> {
  if (!connection.sealedSecrets) return connection.config
  const opened = sealer.open(connection.sealedSecrets, connectionSecrets(connection))
  const secrets = JSON.parse(opened) as Record<string, unknown>
  return { ...connection.config, ...secrets }
}

export function findConnection(db: Db, id: string) {
  return db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Locks a connection until the transaction ends. */
export function lockConnection(tx: Db, id: string) {
  return tx.selectFrom('connections').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export function connectionOf(db: Db, workspaceId: string, id: string) {
  return db
    .selectFrom('connections')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The one that findings' tickets go to. */
export function activeConnection(db: Db, workspaceId: string) {
  return db
    .selectFrom('connections')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('state', '=', 'active')
    .where('isPrimary', '=', true)
    .executeTakeFirst()
}

/** All that issues are created in, the primary one first. */
export function activeConnections(db: Db, workspaceId: string) {
  return db
    .selectFrom('connections')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('state', '=', 'active')
    .orderBy('isPrimary', 'desc')
    .orderBy('id')
    .execute()
}

export function listConnections(db: Db, workspaceId: string) {
  return db
    .selectFrom('connections')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .orderBy('id', 'desc')
    .execute()
}

/** All of all workspaces, whatever their state: a disconnected one has tickets too. */
export const allConnections = (db: Db) => db.selectFrom('connections').selectAll().orderBy('id').execute()

/** Connections of these providers that can receive webhooks, of all workspaces. */
export function webhookConnections(db: Db, providers: string[]) {
  return db
    .selectFrom('connections')
    .select(['id', 'workspaceId', 'provider', 'config', 'sealedWebhookSecret'])
    .where('provider', 'in', providers)
    .where('state', 'in', ['active', 'following'])
    .where('sealedWebhookSecret', 'is not', null)
    .execute()
}

/** Connections whose poll is due, of all workspaces. */
export function connectionsToPoll(db: Db, now: Date) {
  return db
    .selectFrom('connections')
    .select(['id', 'provider', 'config'])
    .where('state', 'in', ['active', 'following'])
    .where((eb) => eb.or([eb('nextPollAt', 'is', null), eb('nextPollAt', '<=', now)]))
    .execute()
}

/** Connections in use whose credential ends before that moment, of all workspaces. */
export function connectionsEnding(db: Db, before: Date) {
  const endsAt = sql<Date>`coalesce((account ->> 'expiresAt')::timestamptz, credential_ends_at)`
  return db
    .selectFrom('connections')
    .selectAll()
    .where('state', 'in', ['active', 'following'])
    .where(endsAt, '<', before)
    .execute()
}

const jsonColumns = ['config', 'account', 'settings', 'pauseFault', 'cursor', 'syncFault'] as const

function written(change: Partial<Connection>): Record<string, unknown> {
  const row: Record<string, unknown> = { ...change }
  for (const column of jsonColumns) {
    if (column in change) row[column] = change[column] === null ? null : json(change[column])
  }
  return row
}

export async function insertConnection(
  tx: Db,
  row: Pick<Connection, 'id' | 'workspaceId' | 'provider' | 'name' | 'state' | 'config' | 'createdAt'> &
    Partial<Connection>,
): Promise<void> {
  await tx
    .insertInto('connections')
    .values(written({ settings: {}, updatedAt: row.createdAt, ...row }) as never)
    .execute()
}

export async function changeConnection(db: Db, id: string, change: Partial<Connection>): Promise<void> {
  await db.updateTable('connections').set(written(change)).where('id', '=', id).execute()
}

/** Only for one that no ticket has ever met. */
export async function removeConnection(tx: Db, id: string): Promise<void> {
  await tx.updateTable('logEntries').set({ connectionId: null }).where('connectionId', '=', id).execute()
  await tx.deleteFrom('routes').where('connectionId', '=', id).execute()
  await tx.deleteFrom('anchors').where('connectionId', '=', id).execute()
  await tx.deleteFrom('connections').where('id', '=', id).execute()
}

/** The last known place in each of a tracker's sequences. */
export async function anchorsOf(db: Db, connectionId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('anchors')
    .select(['scope', 'position'])
    .where('connectionId', '=', connectionId)
    .execute()
  return new Map(rows.map(({ scope, position }) => [scope, position]))
}

export async function saveAnchor(
  db: Db,
  connection: { id: string; workspaceId: string },
  anchor: { scope: string; position: string },
): Promise<void> {
  await db
    .insertInto('anchors')
    .values({ connectionId: connection.id, workspaceId: connection.workspaceId, ...anchor })
    .onConflict((conflict) =>
      conflict.columns(['connectionId', 'scope']).doUpdateSet({ position: anchor.position }),
    )
    .execute()
}
