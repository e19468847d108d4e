import type { Deps } from '../../deps.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'

/** Keeps proxies from closing an idle stream. */
const beatMs = 25_000

/** `GET /v1/live`: server-sent events, one LiveMessage each. */
export function liveRoutes(app: Api, deps: Deps): void {
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
      const leave = deps.live.subscribe(actorOf(request).workspaceId, (message) => {
        raw.write(`data: ${JSON.stringify(message)}\n\n`)
      })
      const beat = setInterval(() => raw.write(': still here\n\n'), beatMs)
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
