import type { Deps } from '../deps.ts'
import { ping } from '../store/workload.ts'
import { problem, sendProblem } from './problem.ts'
import type { Api } from './v1/api.ts'

/** `/healthz`: the process runs. `/readyz`: it can reach its database. */
export function healthRoutes(app: Api, deps: Deps): void {
  const config = { demands: 'public' as const }
  app.get('/healthz', { config, schema: { hide: true }, handler: async () => ({ status: 'ok' }) })
  app.get('/readyz', {
    config,
    schema: { hide: true },
    handler: async (request, reply) => {
      try {
        await ping(deps.store.db)
        return await reply.send({ status: 'ready' })
      } catch (error) {
        request.log.error({ err: error }, 'The database does not answer')
        return sendProblem(reply, problem(503, 'The database does not answer.', { title: 'Not ready' }))
      }
    },
  })
}
