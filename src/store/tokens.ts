import type { Selectable } from 'kysely'
import type { Db } from './open.ts'
import type { ApiTokensTable } from './tables.ts'

export type ApiToken = Selectable<ApiTokensTable>

/** A token by the SHA-256 of its text, if it is neither revoked nor expired. */
export function findToken(db: Db, hash: string, now: Date): Promise<ApiToken | undefined> {
  return db
    .selectFrom('apiTokens')
    .selectAll()
    .where('hash', '=', hash)
    .where('revokedAt', 'is', null)
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .executeTakeFirst()
}

/** Stores a token; the same text twice is one. */
export async function insertToken(db: Db, row: Omit<ApiToken, 'lastUsedAt' | 'revokedAt'>): Promise<void> {
  await db
    .insertInto('apiTokens')
    .values({ ...row, lastUsedAt: null, revokedAt: null })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
}

/** Tokens that are in use, newest first. */
export function listTokens(db: Db, workspaceId: string): Promise<ApiToken[]> {
  return db
    .selectFrom('apiTokens')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('revokedAt', 'is', null)
    .orderBy('id', 'desc')
    .execute()
}

/** Answers whether there was such a token. */
export async function revokeToken(
  db: Db,
  of: { workspaceId: string; id: string; now: Date },
): Promise<boolean> {
  const row = await db
    .updateTable('apiTokens')
    .set({ revokedAt: of.now })
    .where('workspaceId', '=', of.workspaceId)
    .where('id', '=', of.id)
    .where('revokedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function touchToken(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('apiTokens').set({ lastUsedAt: now }).where('id', '=', id).execute()
}

/**
 * Forgets earlier tokens that the environment gave under this name; named again, one works again. One that a
 * person has withdrawn stays withdrawn.
 */
export async function forgetOtherTokens(
  db: Db,
  of: { workspaceId: string; name: string; hash: string },
): Promise<void> {
  await db
    .deleteFrom('apiTokens')
    .where('workspaceId', '=', of.workspaceId)
    .where('createdBy', '=', 'environment')
    .where('name', '=', of.name)
    .where('hash', '!=', of.hash)
    .where('revokedAt', 'is', null)
    .execute()
}
