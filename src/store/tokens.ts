import type { Selectable } from 'kysely'
import type { Db } from './open.ts'
import { countCap, countOf, pageFrom, positionOf } from './page.ts'
import type { ApiTokensTable } from './people-tables.ts'

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
export async function insertToken(
  db: Db,
  row: Omit<ApiToken, 'lastUsedAt' | 'revokedAt' | 'operatorId' | 'email'> &
    Partial<Pick<ApiToken, 'operatorId' | 'email'>>,
): Promise<void> {
  await db
    .insertInto('apiTokens')
    .values({ operatorId: null, email: null, ...row, lastUsedAt: null, revokedAt: null })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
}

/** Tokens that are in use, newest first; those of operators stand at their operator. */
export function listTokens(db: Db, workspaceId: string): Promise<ApiToken[]> {
  return db
    .selectFrom('apiTokens')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('operatorId', 'is', null)
    .where('revokedAt', 'is', null)
    .orderBy('id', 'desc')
    .execute()
}

/** An operator's tokens that are in use, newest first. */
export async function operatorTokens(
  db: Db,
  of: { operatorId: string; limit: number; after?: string | undefined },
) {
  const at = positionOf(of.after)
  const inUse = db
    .selectFrom('apiTokens')
    .where('operatorId', '=', of.operatorId)
    .where('revokedAt', 'is', null)
  const rows = await inUse
    .selectAll()
    .$if(at !== undefined, (query) => query.where('id', '<', String(at?.[0])))
    .orderBy('id', 'desc')
    .limit(of.limit + 1)
    .execute()
  const total = await countOf(db, inUse.select('id').limit(countCap + 1))
  return { ...pageFrom(rows, of.limit, (row) => [row.id]), total }
}

/**
 * Answers the token, if there was such a one in use.
 * @param of.operatorId of an operator's token, and only of one
 */
export async function revokeToken(
  db: Db,
  of: { workspaceId: string; id: string; operatorId?: string | undefined; now: Date },
): Promise<{ id: string; name: string } | undefined> {
  return db
    .updateTable('apiTokens')
    .set({ revokedAt: of.now })
    .where('workspaceId', '=', of.workspaceId)
    .where('id', '=', of.id)
    .where('operatorId', 'is not distinct from', of.operatorId ?? null)
    .where('revokedAt', 'is', null)
    .returning(['id', 'name'])
    .executeTakeFirst()
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
