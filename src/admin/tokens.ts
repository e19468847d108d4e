import { createHash, randomBytes } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound } from '../domain/refusal.ts'
import { insertToken, revokeToken, type ApiToken } from '../store/tokens.ts'

/** How a token is looked up. It has 256 random bits, so a plain digest is enough. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex')

const shown = 10

/** Makes an API token. The answer is the only place where its text ever stands. */
export async function createToken(
  deps: Deps,
  actor: Actor,
  request: {
    name: string
    role: string
    expiresInDays: number | null
    /** With the role `operator`: whose it is, and where its author is written to. */
    operatorId?: string
    email?: string | null
  },
): Promise<Omit<ApiToken, 'hash'> & { token: string }> {
  const token = `ct_${randomBytes(32).toString('base64url')}`
  const now = deps.ctx.now()
  const { expiresInDays: days } = request
  const row = {
    id: deps.ctx.newId(),
    workspaceId: actor.workspaceId,
    name: request.name,
    role: request.role,
    operatorId: request.operatorId ?? null,
    email: request.email ?? null,
    prefix: token.slice(0, shown),
    createdBy: actor.name,
    createdAt: now,
    expiresAt: days === null ? null : new Date(now.getTime() + days * 86_400_000),
  }
  await insertToken(deps.store.db, { ...row, hash: tokenHash(token) })
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
  if (!(await revokeToken(deps.store.db, { workspaceId, now, ...of }))) throw notFound('token')
}
