import type { FastifyRequest } from 'fastify'
import type { Api } from '../v1/api.ts'
import type { Auth } from './auth.ts'

/** What of the sign-in library is open to the outside; the rest of its addresses do not exist here. */
const open = new Set(['sign-in/email', 'sign-out', 'get-session', 'change-password'])

/** Passes `/auth/*` to the sign-in library. */
export function authRoutes(app: Api, auth: Auth, publicUrl: string): void {
  app.all('/auth/*', {
    config: { demands: 'public' },
    schema: { hide: true },
    handler: async (request, reply) => {
      const path = (request.params as { '*': string })['*']
      if (!open.has(path)) return reply.callNotFound()
      const response = await auth.handle(asWebRequest(request, publicUrl))
      for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
      for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
      return reply.status(response.status).send(await response.text())
    },
  })
}

function asWebRequest(request: FastifyRequest, publicUrl: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && !name.startsWith(':')) headers.set(name, value)
  }
  // Sign-in attempts are counted by the real peer, not by a header that anybody can send.
  headers.set('x-crosstie-peer', request.ip)
  const body = request.method === 'GET' ? null : JSON.stringify(request.body ?? {})
  return new Request(new URL(request.url, publicUrl), { method: request.method, headers, body })
}
