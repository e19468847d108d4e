import type { Answer, RawRequest } from '../../ground/api.ts'
import { findRoute } from '../../ground/routes.ts'
import type { Site } from '../site.ts'
import { fileRoutes } from '../files/routes.ts'
import { accountRoutes } from './account.ts'
import { invalid, JiraError } from './answer.ts'
import { commentRoutes } from './comments.ts'
import { createMetaRoutes } from './createmeta.ts'
import { fieldRoutes } from './fields.ts'
import { issueRoutes } from './issues.ts'
import { projectRoutes } from './projects.ts'
import { propertyRoutes } from './properties.ts'
import { remoteLinkRoutes } from './remote-links.ts'
import type { Route } from './request.ts'
import { searchRoutes } from './search.ts'
import { transitionRoutes } from './transitions.ts'

const root = '/rest/api/3'

/** In the order they are tried: fixed segments before those that vary. */
const routes: Route[] = [
  ...accountRoutes,
  ...projectRoutes,
  ...createMetaRoutes,
  ...fieldRoutes,
  ...fileRoutes,
  ...issueRoutes,
  ...remoteLinkRoutes,
  ...searchRoutes,
  ...commentRoutes,
  ...propertyRoutes,
  ...transitionRoutes,
]

/** Signs in, finds the handler and carries the request out. Refusals come back as answers. */
export function dispatch(site: Site, request: RawRequest): Answer {
  if (!isSignedIn(site, request.authorization)) {
    return {
      status: 401,
      headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
      body: { errorMessages: ['Client must be authenticated to access this resource.'], errors: {} },
    }
  }
  return carryOut(site, request, { root, routes })
}

/** Finds the handler below a root and calls it. */
export function carryOut(site: Site, request: RawRequest, where: { root: string; routes: Route[] }): Answer {
  const { method, path } = request
  const inApi = path.startsWith(`${where.root}/`)
  const rest = path.slice(where.root.length)
  const found = inApi ? findRoute(where.routes, { method, path: rest }) : undefined
  if (!found) {
    const uri = `${site.url}${path}`
    return { status: 404, body: { errorMessages: [`null for uri: ${uri}`], errors: {} } }
  }
  try {
    return found.handle({ site, params: found.params, query: request.query, body: parse(request.body) })
  } catch (error) {
    if (error instanceof JiraError) return { status: error.status, body: error.body }
    throw error
  }
}

function isSignedIn({ state }: Site, authorization: string | undefined): boolean {
  const [scheme = '', credentials = ''] = (authorization ?? '').split(' ')
  const expected = `${state.me.email}:${state.token}`
  return scheme.toLowerCase() === 'basic' && Buffer.from(credentials, 'base64').toString() === expected
}

function parse(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body)
  } catch {
    throw invalid('Invalid request payload. Refer to the REST API documentation and try again.')
  }
}
