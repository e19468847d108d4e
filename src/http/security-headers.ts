import { randomBytes } from 'node:crypto'
import helmet from '@fastify/helmet'
import type { Api } from './v1/api.ts'

/** A policy as the header has it. */
const policy = (directives: Record<string, string>) =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')

/** Known to nobody before the answer. */
export const newNonce = () => randomBytes(16).toString('base64url')

const nothingElse = { 'base-uri': "'none'", 'frame-ancestors': "'none'" }

/**
 * For a page of the web. What Mantine writes into `<style>` carries the nonce of this one answer; attributes set by scripts
 * need none.
 */
export const pagePolicy = (nonce: string) =>
  policy({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': `'self' 'nonce-${nonce}'`,
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'form-action': "'self'",
    ...nothingElse,
  })

/**
 * For the pages that describe the API. Their library writes styles of its own and without a nonce, so these are allowed there;
 * its one inline script is not, but for the nonce.
 */
export const docsPolicy = (nonce: string) =>
  policy({
    'default-src': "'none'",
    'script-src': `'self' 'nonce-${nonce}'`,
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self' data:",
    'connect-src': "'self'",
    'form-action': "'none'",
    ...nothingElse,
  })

/** Data is no page. */
const dataPolicy = policy({ 'default-src': "'none'", 'form-action': "'none'", ...nothingElse })

/** Addresses whose answers are data; none is to stay in a cache. */
const ofData = /^\/(?:v1|api|auth)\//u

/** The headers of every answer. Pages, files and descriptions replace the policy by their own. */
export async function setSecurityHeaders(app: Api, publicUrl: string): Promise<void> {
  const year = 31_536_000
  await app.register(helmet, {
    // Below: here it would be put together anew for every answer.
    contentSecurityPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: publicUrl.startsWith('https:')
      ? { maxAge: year, includeSubDomains: false }
      : false,
    xFrameOptions: { action: 'deny' },
    // For browsers and plug-ins that are gone: each would cost every answer a little.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xPoweredBy: false,
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', dataPolicy)
    if (ofData.test(request.url)) reply.header('cache-control', 'no-store')
  })
}
