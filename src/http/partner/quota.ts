import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { findOperator } from '../../store/operators.ts'
import type { Api } from '../v1/api.ts'

/** A quota that was looked up is believed for so long. */
const believedMs = 5_000

/**
 * Each operator has so many requests a minute, with all its tokens together; how many are left stands in the `x-ratelimit-` headers. Each hub
 * process counts for itself. The desk has no quota.
 */
export async function limitOperators(scope: Api, deps: Deps): Promise<void> {
  const known = new Map<string, { perMinute: number; until: number }>()

  async function quotaOf(workspaceId: string, operatorId: string): Promise<number> {
    const now = deps.ctx.now().getTime()
    const cached = known.get(operatorId)
    if (cached && cached.until > now) return cached.perMinute
    const operator = await findOperator(deps.store.db, workspaceId, operatorId)
    const perMinute = operator?.requestsPerMinute ?? 1
    known.set(operatorId, { perMinute, until: now + believedMs })
    return perMinute
  }

  await scope.register(rateLimit, {
    timeWindow: 60_000,
    keyGenerator: ({ actor }) => actor?.operatorId ?? '',
    allowList: ({ actor }) => actor?.operatorId === undefined,
    max: async ({ actor }: FastifyRequest) =>
      actor?.operatorId ? quotaOf(actor.workspaceId, actor.operatorId) : 1,
    errorResponseBuilder: (_request, { max, ttl }) =>
      Object.assign(
        new Error(
          `More than ${max} requests within a minute. Try again in ${Math.ceil(ttl / 1_000)} seconds.`,
        ),
        { statusCode: 429 },
      ),
  })
}
