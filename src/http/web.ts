import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import { problem, sendProblem } from './problem.ts'
import { newNonce, pagePolicy } from './security-headers.ts'
import type { Api } from './v1/api.ts'

const built = path.resolve(import.meta.dirname, '../../dist/web')
/** Addresses of programs: what is not found there is a problem document, never the web page. */
const forPrograms = /^\/(?:v1|auth|api|docs|metrics|healthz|readyz|assets)(?:\/|$)/u

/** Where the page says by which nonce its styles are known. */
const nonceInPage = 'NONCE-OF-THIS-ANSWER'

/** The built web application; every address that is not a program's is one of its pages. */
export function webRoutes(app: Api): void {
  const file = path.join(built, 'index.html')
  const page = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  if (page !== undefined) {
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
    if (request.method === 'GET' && page !== undefined && !forPrograms.test(wanted)) {
      const nonce = newNonce()
      return reply
        .header('cache-control', 'no-cache')
        .header('content-security-policy', pagePolicy(nonce))
        .type('text/html; charset=utf-8')
        .send(page.replace(nonceInPage, nonce))
    }
    return sendProblem(reply, problem(404, `There is nothing at ${request.method} ${wanted}.`))
  })
}
