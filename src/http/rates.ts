import rateLimit from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problem, sendProblem } from './problem.ts'
import type { Api } from './v1/api.ts'

/** How many requests a minute; each hub process counts for itself. */
export interface Rates {
  /** One token or one signed-in person. */
  perActor: number
  /** One address whose requests name nobody: no credential, a wrong one, a webhook without a right signature. */
  perStranger: number
}

/** Answers 429 and says when to come back, or nothing where the caller may go on. */
export interface Limiter {
  actor(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>
  stranger(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>
}

const minute = 60_000

/** IPv6 callers have whole networks of addresses. */
const perNetwork = 64

/**
 * The limits of @fastify/rate-limit, asked by hand: who asks is known only after the look at the credential, and right ones from
 * the same address are never held up by wrong ones.
 */
export async function createLimiter(app: Api, { perActor, perStranger }: Rates): Promise<Limiter> {
  await app.register(rateLimit, { global: false, cache: 10_000, ipv6Subnet: perNetwork })
  const ofActor = app.createRateLimit({
    timeWindow: minute,
    max: perActor,
    keyGenerator: ({ actor }) => actor?.id ?? '',
  })
  const ofStranger = app.createRateLimit({ timeWindow: minute, max: perStranger })

  const limit = (counter: typeof ofActor) => async (request: FastifyRequest, reply: FastifyReply) => {
    const counted = await counter(request)
    if (counted.isAllowed || !counted.isExceeded) return undefined
    const { max, ttlInSeconds } = counted
    const detail = `More than ${max.toLocaleString('en')} requests within a minute. Try again in ${ttlInSeconds} seconds.`
    return sendProblem(reply.header('retry-after', String(ttlInSeconds)), problem(429, detail))
  }
  return { actor: limit(ofActor), stranger: limit(ofStranger) }
}
