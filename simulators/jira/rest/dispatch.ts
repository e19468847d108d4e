import type { Site } from '../site.ts'
import { accountRoutes } from './account.ts'
import { invalid, JiraError, type Answer } from './answer.ts'
import { commentRoutes } from './comments.ts'
import { createMetaRoutes } from './createmeta.ts'
import { issueRoutes } from './issues.ts'
import { projectRoutes } from './projects.ts'
import { propertyRoutes } from './properties.ts'
import type { RawRequest, Route } from './request.ts'
import { searchRoutes } from './search.ts'
import { transitionRoutes } from './transitions.ts'

const root = '/rest/api/3'

/** In the order they are tried: fixed segments before those that vary. */
const routes: Route[] = [
  ...accountRoutes,
  ...projectRoutes,
  ...createMetaRoutes,
  ...issueRoutes,
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
  const found = match(request)
  if (!found) {
    const uri = `${site.url}${request.path}`
    return { status: 404, body: { errorMessages: [`null for uri: ${uri}`], errors: {} } }
  }
  try {
    return found.route.handle({ site, params: found.params, query: request.query, body: parse(request.body) })
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

function match({ method, path }: RawRequest): { route: Route; params: Record<string, string> } | undefined {
  if (!path.startsWith(`${root}/`)) return undefined
  const segments = path.slice(root.length).split('/')
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path.split('/'), segments) : undefined
    if (params) return { route, params }
  }
  return undefined
}

function matchPath(pattern: string[], segments: string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [place, part] of pattern.entries()) {
    const segment = segments[place] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(segment)
    else if (part !== segment) return undefined
  }
  return params
}

function parse(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body)
  } catch {
    throw invalid('Invalid request payload. Refer to the REST API documentation and try again.')
  }
}
