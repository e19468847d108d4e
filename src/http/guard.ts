import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../domain/actor.ts'
import type { Right } from '../domain/rights.ts'
import { problem, sendProblem } from './problem.ts'
import type { Identify } from './auth/identify.ts'

/** What a route demands: nothing, being signed in, or a right. */
export type Demand = 'public' | 'signed-in' | Right

declare module 'fastify' {
  interface FastifyContextConfig {
    demands?: Demand
  }
  interface FastifyRequest {
    actor?: Actor
  }
}

/** Routes that a library adds for the built files; these can say nothing, and are public. */
const ofLibraries = /^\/assets\//u

/** Whatever an operator’s rights are called elsewhere: its token opens nothing but the partners’ own addresses. */
const forPartners = /^\/api\//u

/** Every route says what it demands; one that does not is a mistake found at start. */
export function guard(app: FastifyInstance, identify: Identify): void {
  app.addHook('onRoute', (route) => {
    if (ofLibraries.test(route.url)) route.config = { ...route.config, demands: 'public' }
    if (!route.config?.demands)
      throw new Error(`Route ${String(route.method)} ${route.url} does not say what it demands.`)
  })
  app.addHook('onRequest', async (request, reply) => {
    const demands = request.routeOptions.config.demands
    if (demands === undefined || demands === 'public') return undefined
    const actor = await identify(request)
    if (!actor) return unidentified(reply)
    request.actor = actor
    if (actor.operatorId !== undefined && !forPartners.test(request.routeOptions.url ?? '')) {
      return sendProblem(reply, problem(403, 'An operator’s token is good for /api/tickets/ only.'))
    }
    if (demands === 'signed-in' || actor.rights.includes(demands)) return undefined
    return sendProblem(
      reply,
      problem(403, `This needs the right ${demands}, which the role ${actor.role} does not have.`),
    )
  })
}

function unidentified(reply: FastifyReply): FastifyReply {
  const detail =
    'Sign in, or send `Authorization: Bearer <token>` with a token that is neither expired nor withdrawn.'
  return sendProblem(reply.header('www-authenticate', 'Bearer'), problem(401, detail))
}

/** The caller of a guarded route. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Error('A public route asked for its caller.')
  return request.actor
}
