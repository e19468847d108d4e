import type { FastifyRequest } from 'fastify'
import { tokenHash } from '../../admin/tokens.ts'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { rightsOf } from '../../domain/rights.ts'
import { findToken, touchToken } from '../../store/tokens.ts'
import { membershipsOf } from '../../store/workspaces.ts'
import type { Auth } from './auth.ts'

/** A token that was looked up is believed for so long; a withdrawn one stops to work within it. */
const believedMs = 5_000
/** “Last used” is kept this exact. */
const touchedMs = 60_000

export type Identify = (request: FastifyRequest) => Promise<Actor | undefined>

/**
 * Tells who a request comes from: an API token in `Authorization: Bearer`, else a signed-in session whose
 * workspace is the header `x-crosstie-workspace` or the person's first.
 */
export function createIdentify(deps: Deps, auth: Auth): Identify {
  const byToken = createTokenLookup(deps)
  return async (request) => {
    const { authorization } = request.headers
    if (authorization !== undefined) {
      const token = /^Bearer (\S+)$/iu.exec(authorization)?.[1]
      return token ? byToken(token) : undefined
    }
    if (!request.headers.cookie || isForeign(request)) return undefined
    const person = await auth.session(new Headers({ cookie: request.headers.cookie }))
    if (!person) return undefined
    const wanted = request.headers['x-crosstie-workspace']
    const memberships = await membershipsOf(deps.store.db, person.id)
    const there = wanted ? memberships.find((one) => one.id === wanted) : memberships[0]
    if (!there) return undefined
    const { name, email } = person
    return {
      id: `user:${person.id}`,
      name,
      email,
      workspaceId: there.id,
      role: there.role,
      rights: rightsOf(there.role),
    }
  }
}

/** A page of another origin must not act with this person's cookie. */
function isForeign(request: FastifyRequest): boolean {
  const { origin } = request.headers
  if (request.method === 'GET' || request.method === 'HEAD' || origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.host
}

function createTokenLookup(deps: Deps): (token: string) => Promise<Actor | undefined> {
  const known = new Map<string, { actor: Actor; until: number; touched: number }>()
  return async (token) => {
    const hash = tokenHash(token)
    const now = deps.ctx.now().getTime()
    const cached = known.get(hash)
    if (cached && cached.until > now) return cached.actor
    const row = await findToken(deps.store.db, hash, deps.ctx.now())
    known.delete(hash)
    if (!row) return undefined
    const touched = cached?.touched ?? 0
    const touchNow = now - touched > touchedMs
    if (touchNow) await touchToken(deps.store.db, row.id, deps.ctx.now())
    const { name, email, workspaceId, role } = row
    const operatorId = row.operatorId ?? undefined
    const actor = {
      id: `token:${row.id}`,
      name,
      email,
      workspaceId,
      role,
      rights: rightsOf(role),
      operatorId,
    }
    known.set(hash, { actor, until: now + believedMs, touched: touchNow ? now : touched })
    return actor
  }
}
