import type { Answer, RawRequest } from '../../ground/api.ts'
import { findRoute } from '../../ground/routes.ts'
import { demandToken } from '../oauth/access.ts'
import { giveToken } from '../oauth/token.ts'
import type { Site } from '../site.ts'
import { OceaneError } from './answer.ts'
import { listRoutes } from './list.ts'
import { ticketRoutes } from './tickets.ts'
import type { Route } from './request.ts'

export const tokenPath = '/oauth/token'

const routes: Route[] = [...listRoutes, ...ticketRoutes]

/** Signs in, finds the handler and carries the request out. Refusals come back as answers. */
export function dispatch(site: Site, request: RawRequest): Answer {
  if (request.path === tokenPath) return giveToken(site, request)
  try {
    demandToken(site, request.authorization)
    const { method, path, query, body } = request
    const found = findRoute(routes, { method, path })
    if (!found) {
      throw new OceaneError(405, '61', [
        'Method not allowed',
        'The URI does not support the requested method.',
      ])
    }
    return found.handle({ site, params: found.params, query, body })
  } catch (error) {
    if (error instanceof OceaneError) return { status: error.status, body: error.body }
    throw error
  }
}
