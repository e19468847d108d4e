import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../domain/actor.ts'
import type { Right } from '../domain/rights.ts'
import { problem, sendProblem } from './problem.ts'
import type { Person } from './auth/auth.ts'
import type { Identify } from './auth/identify.ts'
import type { Limiter } from './rates.ts'

/** What a route demands: nothing, to be a person who has signed in, to be somebody in a workspace, or a right there. */
export type Demand = 'public' | 'person' | 'signed-in' | Right

declare module 'fastify' {
  interface FastifyContextConfig {
    demands?: Demand
    /** Also for people from whom their workspace still waits for two-factor. */
    alsoWithoutTwoFactor?: boolean
  }
  interface FastifyRequest {
    actor?: Actor
    person?: Person
  }
}

/** Routes that a library adds for the built files; these can say nothing, and are public. */
const ofLibraries = /^\/assets\//u

/** Whatever an operator’s rights are called elsewhere: its token opens nothing but the partners’ own addresses. */
const forPartners = /^\/api\//u

/** Every route says what it demands; one that does not is a mistake found at start. */
export function guard(app: FastifyInstance, identify: Identify, limiter: Limiter): void {
  app.addHook('onRoute', (route) => {
    if (ofLibraries.test(route.url)) route.config = { ...route.config, demands: 'public' }
    if (!route.config?.demands)
      throw new Error(`Route ${String(route.method)} ${route.url} does not say what it demands.`)
  })
  app.addHook('onRequest', async (request, reply) => {
    const demands = request.routeOptions.config.demands
    if (demands === undefined || demands === 'public') return undefined
    if (demands === 'person') {
      const person = await identify.person(request)
      if (!person) return (await limiter.stranger(request, reply)) ?? unidentified(reply)
      request.person = person
      return undefined
    }
    const actor = await identify(request)
    if (!actor) return (await limiter.stranger(request, reply)) ?? unidentified(reply)
    request.actor = actor
    const tooMany = await limiter.actor(request, reply)
    if (tooMany) return tooMany
    if (actor.operatorId !== undefined && !forPartners.test(request.routeOptions.url ?? '')) {
      return forbidden(reply, 'An operator’s token is good for /api/tickets/ only.')
    }
    if (actor.needsTwoFactor && !request.routeOptions.config.alsoWithoutTwoFactor) {
      return forbidden(reply, withoutTwoFactor)
    }
    if (demands === 'signed-in' || actor.rights.includes(demands)) return undefined
    return forbidden(reply, `This needs the right ${demands}, which ${givenBy(actor)}.`)
  })
}

const withoutTwoFactor =
  'This workspace asks for two-factor. Switch it on under your account, then everything is open again.'

const givenBy = ({ role }: Actor) =>
  role === 'program' ? 'no scope of this token gives' : `the role ${role} does not have`

/** For whoever watches the log: who was refused what, and from where. */
function note({ request }: FastifyReply, message: string): void {
  const { method, routeOptions, actor, ip } = request
  request.log.warn({ method, route: routeOptions.url, actor: actor?.id, address: ip }, message)
}

function forbidden(reply: FastifyReply, detail: string): FastifyReply {
  note(reply, 'A call was refused: its caller has no right to it')
  return sendProblem(reply, problem(403, detail))
}

function unidentified(reply: FastifyReply): FastifyReply {
  note(reply, 'A call was refused: it came without a credential that is good')
  const detail =
    'Sign in, or send `Authorization: Bearer <token>` with a token that is neither expired nor withdrawn.'
  return sendProblem(reply.header('www-authenticate', 'Bearer'), problem(401, detail))
}

/** The person who has signed in, for a route about their own account. */
export function personFrom(request: FastifyRequest): Person {
  if (!request.person) throw new Error('A route that is not about an account asked for its person.')
  return request.person
}

/** The caller of a guarded route. */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.actor) throw new Error('A public route asked for its caller.')
  return request.actor
}
