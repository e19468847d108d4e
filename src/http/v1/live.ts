import type { FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import type { Identify } from '../auth/identify.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'

/** Keeps proxies from closing an idle stream. */
const beatMs = 25_000
/** Whoever is removed or signed out hears nothing more after so long. */
const believedMs = 5_000

/** `GET /v1/live`: server-sent events, one LiveMessage each. */
export function liveRoutes(app: Api, deps: Deps, identify: Identify): void {
  const open = new Set<() => void>()

  app.get('/v1/live', {
    config: { demands: 'signed-in' },
    schema: {
      tags: ['Session'],
      summary: 'What changes, as server-sent events',
      produces: ['text/event-stream'],
    },
    handler: (request, reply) => {
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      raw.write('retry: 2000\n\n')
      const { workspaceId } = actorOf(request)
      const isStillThere = createLook(deps, request, identify)
      const say = async (text: string) => {
        if (await isStillThere()) raw.write(text)
        else end()
      }
      const leave = deps.live.subscribe(workspaceId, (message) => {
        void say(`data: ${JSON.stringify(message)}\n\n`)
      })
      const beat = setInterval(() => void say(': still here\n\n'), beatMs)
      const end = () => {
        clearInterval(beat)
        leave()
        open.delete(end)
        raw.end()
      }
      open.add(end)
      raw.on('close', end)
    },
  })

  // A stream never ends by itself, and the server closes only when all have.
  app.addHook('preClose', async () => {
    for (const end of open) end()
  })
}

/** Looks again, from time to time, whether the one who listens may still do so. */
function createLook({ ctx }: Deps, request: FastifyRequest, identify: Identify): () => Promise<boolean> {
  const { workspaceId } = actorOf(request)
  let lookedAt = ctx.now().getTime()
  return async () => {
    const now = ctx.now().getTime()
    if (now - lookedAt < believedMs) return true
    lookedAt = now
    try {
      const actor = await identify(request)
      return actor?.workspaceId === workspaceId && !actor.needsTwoFactor
    } catch {
      return false
    }
  }
}
