import { record } from '../audit/record.ts'
import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound } from '../domain/refusal.ts'
import type { Scope } from '../domain/rights.ts'
import { transact } from '../store/open.ts'
import { insertToken, revokeToken, type ApiToken } from '../store/tokens.ts'

/** How a token is looked up. It has 256 random bits, so a plain digest is enough. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex')

const shown = 10

const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0')

/** `ct_`, 256 random bits and a checksum, so that scanners know a token that got into the wrong place. */
function newToken(): string {
  const text = `ct_${randomBytes(32).toString('base64url')}`
  return `${text}_${checksum(text)}`
}

/** Whether a text has the form of a token and cannot be one. The settings may name a token of any form. */
export function isMistyped(token: string): boolean {
  const [, text, sum] = /^(ct_[\w-]{43})_([\da-f]{8})$/u.exec(token) ?? []
  return text !== undefined && checksum(text) !== sum
}

/** Makes an API token. The answer is the only place where its text ever stands. */
export async function createToken(
  deps: Deps,
  actor: Actor,
  request: {
    name: string
    scopes: readonly Scope[]
    expiresInDays: number | null
    /** Of a partner’s program: whose it is, and where its author is written to. */
    operatorId?: string
    email?: string | null
  },
): Promise<Omit<ApiToken, 'hash'> & { token: string }> {
  const token = newToken()
  const now = deps.ctx.now()
  const { expiresInDays: days } = request
  const row = {
    id: deps.ctx.newId(),
    workspaceId: actor.workspaceId,
    name: request.name,
    role: request.operatorId === undefined ? ('program' as const) : ('operator' as const),
    scopes: [...request.scopes],
    operatorId: request.operatorId ?? null,
    email: request.email ?? null,
    prefix: token.slice(0, shown),
    createdBy: actor.name,
    createdAt: now,
    expiresAt: days === null ? null : new Date(now.getTime() + days * 86_400_000),
  }
  await transact(deps.store.db, async (tx) => {
    await insertToken(tx, { ...row, hash: tokenHash(token) })
    await record(within(deps, tx), actor, {
      action: 'token.created',
      target: row,
      after: { prefix: row.prefix, scopes: row.scopes, operatorId: row.operatorId, expiresAt: row.expiresAt },
    })
  })
  return { ...row, lastUsedAt: null, revokedAt: null, token }
}

/**
 * Takes a token out of use at once.
 * @param of.operatorId of an operator’s token, and only of one
 */
export async function withdrawToken(
  deps: Deps,
  actor: Actor,
  of: { id: string; operatorId?: string },
): Promise<void> {
  const { workspaceId } = actor
  const now = deps.ctx.now()
  await transact(deps.store.db, async (tx) => {
    const revoked = await revokeToken(tx, { workspaceId, now, ...of })
    if (!revoked) throw notFound('token')
    await record(within(deps, tx), actor, { action: 'token.withdrawn', target: revoked })
  })
}
