import type { FastifyRequest } from 'fastify'

const changesNothing = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A page of another origin must not act with a person’s cookie, nor sign somebody in. Browsers say where a request comes from:
 * in `Sec-Fetch-Site`, and older ones in `Origin`. A program says neither, and nobody’s cookie is sent by it unasked.
 */
export function isForeign({ method, headers }: FastifyRequest, publicUrl: string): boolean {
  if (changesNothing.has(method)) return false
  const site = headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return true
  const { origin } = headers
  if (origin === undefined) return false
  if (!URL.canParse(origin)) return true
  const from = new URL(origin)
  const own = new URL(publicUrl)
  // Without TLS, whoever is on the way can write pages of the hub’s own name.
  if (own.protocol === 'https:' && from.protocol !== 'https:') return true
  return from.host !== own.host && from.host !== headers.host
}
