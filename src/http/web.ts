import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import { problem, sendProblem } from './problem.ts'
import type { Api } from './v1/api.ts'

const built = path.resolve(import.meta.dirname, '../../dist/web')
/** Addresses of programs: what is not found there is a problem document, never the web page. */
const forPrograms = /^\/(?:v1|auth|api|docs|metrics|healthz|readyz|assets)(?:\/|$)/u

const contentPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
].join('; ')

/** The built web application; every address that is not a program's is one of its pages. */
export function webRoutes(app: Api): void {
  const page = existsSync(path.join(built, 'index.html'))
  if (page) {
    void app.register(fastifyStatic, {
      root: path.join(built, 'assets'),
      prefix: '/assets/',
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const wanted = request.url.split('?')[0] ?? '/'
    if (request.method === 'GET' && page && !forPrograms.test(wanted)) {
      return reply
        .header('cache-control', 'no-cache')
        .header('content-security-policy', contentPolicy)
        .header('x-content-type-options', 'nosniff')
        .header('referrer-policy', 'same-origin')
        .sendFile('index.html', built)
    }
    return sendProblem(reply, problem(404, `There is nothing at ${request.method} ${wanted}.`))
  })
}
