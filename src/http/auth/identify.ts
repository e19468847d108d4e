import type { FastifyRequest } from 'fastify'
import { isMistyped, tokenHash } from '../../admin/tokens.ts'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { rightsOf, rightsOfOperator, rightsOfScopes } from '../../domain/rights.ts'
import { touchMember } from '../../store/members.ts'
import { findToken, touchToken } from '../../store/tokens.ts'
import { membershipsOf } from '../../store/workspaces.ts'
import type { Auth, Person } from './auth.ts'
import { isForeign } from './foreign.ts'

/** A token that was looked up is believed for so long; a withdrawn one stops to work within it. */
const believedMs = 5_000
/** “Last used” is kept this exact. */
const touchedMs = 60_000

export interface Identify {
  (request: FastifyRequest): Promise<Actor | undefined>
  /** The person who has signed in, in whatever workspace, or in none. */
  person(request: FastifyRequest): Promise<Person | undefined>
}

/**
 * Tells who a request comes from: an API token in `Authorization: Bearer`, else a signed-in session whose
 * workspace is the header `x-crosstie-workspace` or the person's first.
 */
export function createIdentify(deps: Deps, auth: Auth): Identify {
  const byToken = createTokenLookup(deps)

  async function person(request: FastifyRequest): Promise<Person | undefined> {
    const { authorization, cookie } = request.headers
    if (authorization !== undefined || !cookie || isForeign(request, deps.publicUrl)) return undefined
    return (await auth.session(new Headers({ cookie }))) ?? undefined
  }

  async function actor(request: FastifyRequest): Promise<Actor | undefined> {
    const { authorization } = request.headers
    if (authorization !== undefined) {
      const token = /^Bearer (\S+)$/iu.exec(authorization)?.[1]
      const program = token && !isMistyped(token) ? await byToken(token) : undefined
      return program && { ...program, address: request.ip }
    }
    const who = await person(request)
    if (!who) return undefined
    const wanted = request.headers['x-crosstie-workspace']
    const memberships = await membershipsOf(deps.store.db, who.id)
    const there = wanted ? memberships.find((one) => one.id === wanted) : memberships[0]
    if (!there) return undefined
    await noteSeen(who, there)
    const needsTwoFactor = there.settings.twoFactorRequired && !who.twoFactor && !who.bySingleSignOn
    return {
      id: `user:${who.id}`,
      name: who.name,
      email: who.email,
      workspaceId: there.id,
      role: there.role,
      rights: needsTwoFactor ? [] : rightsOf(there.role),
      ...(needsTwoFactor && { needsTwoFactor }),
      address: request.ip,
    }
  }

  async function noteSeen({ id: userId }: Person, there: { id: string; lastSeenAt: Date | null }) {
    const now = deps.ctx.now()
    if (now.getTime() - (there.lastSeenAt?.getTime() ?? 0) < touchedMs) return
    await touchMember(deps.store.db, { workspaceId: there.id, userId, now })
  }

  return Object.assign(actor, { person })
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
      rights: role === 'operator' ? rightsOfOperator : rightsOfScopes(row.scopes),
      operatorId,
    }
    known.set(hash, { actor, until: now + believedMs, touched: touchNow ? now : touched })
    return actor
  }
}
