import fastify, { type FastifyInstance } from 'fastify'
import { ZodError } from 'zod'
import type { Api } from './api.ts'
import { serve } from './serve.ts'
import { inBackground, type Site, type SiteState } from './site.ts'

/** The HTTP server of a site with its API; switches and pages are added to it. */
export function buildApp<S extends SiteState>(site: Site<S>, api: Api<S>): FastifyInstance {
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
  app.register((scope, _options, done) => {
    addApi(scope, site, api)
    done()
  })
  return app
}

/** One handler for the whole API, because faults need a say before and after every call. */
function addApi<S extends SiteState>(app: FastifyInstance, site: Site<S>, api: Api<S>): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body.toString()))
  for (const path of api.paths) {
    app.all<{ Body?: string }>(path, async (request, reply) => {
      const { pathname, searchParams } = new URL(request.url, site.url)
      const work = serve(site, api, {
        method: request.method,
        path: pathname,
        query: searchParams,
        authorization: request.headers.authorization,
        contentType: request.headers['content-type'],
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
}
