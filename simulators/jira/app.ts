import fastify, { type FastifyInstance } from 'fastify'
import { ZodError } from 'zod'
import { addControl } from './control.ts'
import { addPages } from './pages/routes.ts'
import { serve } from './rest/serve.ts'
import { inBackground, type Site } from './site.ts'

/** The HTTP server of a site: the REST API, the switches and the pages. */
export function buildApp(site: Site, reset: () => void): FastifyInstance {
  const app = fastify({ forceCloseConnections: true, bodyLimit: 10 * 1024 * 1024 })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, new URLSearchParams(body.toString()))
    },
  )
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof ZodError) return reply.status(400).send({ problems: error.issues })
    throw error
  })
  addControl(app, site, reset)
  addPages(app, site)
  app.register((rest, _options, done) => {
    addRest(rest, site)
    done()
  })
  return app
}

/** One route for the whole API, because faults need a say before and after every call. */
function addRest(app: FastifyInstance, site: Site): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body.toString()))
  app.all<{ Body?: string }>('/rest/*', async (request, reply) => {
    const { pathname, searchParams } = new URL(request.url, site.url)
    const work = serve(site, {
      method: request.method,
      path: pathname,
      query: searchParams,
      authorization: request.headers.authorization,
      body: request.body ?? '',
    })
    inBackground(
      site,
      work.then(() => undefined),
    )
    const outcome = await work
    if (outcome === 'dropped') {
      reply.hijack()
      request.raw.socket.destroy()
      return reply
    }
    return reply
      .status(outcome.status)
      .headers(outcome.headers)
      .type(outcome.contentType)
      .send(outcome.status === 204 ? undefined : outcome.body)
  })
}
