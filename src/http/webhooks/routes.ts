import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { receiveWebhook, type Received } from '../../inbound/receive-webhook.ts'
import { Id } from '../contract/shared.ts'
import { problem, sendProblem } from '../problem.ts'
import type { Limiter } from '../rates.ts'
import type { Api } from '../v1/api.ts'

/**
 * The trackers' webhooks (A58–A60), with or without a connection's id behind the address. The body is kept as
 * it came, because the signature is over its bytes.
 */
export function webhookRoutes(app: Api, deps: Deps, limiter: Limiter): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    for (const url of ['/v1/ticket/update/:path', '/v1/ticket/update/:path/:id']) {
      scope.post(url, {
        config: { demands: 'public' },
        schema: { hide: true, params: z.object({ path: z.string().max(50), id: Id.optional() }) },
        handler: async (request, reply) => {
          const { path, id } = request.params as { path: string; id?: string }
          const headers = Object.fromEntries(
            Object.entries(request.headers).map(([name, value]) => [
              name,
              Array.isArray(value) ? value[0] : value,
            ]),
          )
          const rawBody = typeof request.body === 'string' ? request.body : ''
          const query = Object.fromEntries(new URL(request.url, 'http://hub').searchParams)
          const received = await receiveWebhook(deps, { headers, rawBody, query }, { path, connectionId: id })
          const tooMany = received === 'refused' ? await limiter.stranger(request, reply) : undefined
          if (tooMany) return tooMany
          return answers[received] ? sendProblem(reply, answers[received]) : reply.status(202).send()
        },
      })
    }
  })
}

const answers: Record<Received, ReturnType<typeof problem> | undefined> = {
  stored: undefined,
  repeated: undefined,
  refused: problem(401, 'The signature matches no connection’s webhook secret.'),
  'unknown-path': problem(404, 'No tracker sends its webhooks here.'),
}
