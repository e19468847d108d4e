import type { Answer, RawRequest } from '../../ground/api.ts'
import { findRoute } from '../../ground/routes.ts'
import type { Site } from '../site.ts'
import { findProject } from '../state/lookup.ts'
import type { Project } from '../state/model.ts'
import { accountRoutes } from './account.ts'
import { AzureDevOpsError, errorBody, invalid, projectMissing } from './answer.ts'
import { areaRoutes } from './areas.ts'
import { batchRoutes } from './batch.ts'
import { commentRoutes } from './comments.ts'
import { itemRoutes } from './items.ts'
import { projectRoutes } from './projects.ts'
import { revisionRoutes } from './revisions.ts'
import type { Route } from './request.ts'
import { isSignedIn, signInAnswer } from './sign-in.ts'
import { typeRoutes } from './types.ts'
import { checkVersion } from './version.ts'
import { wiqlRoutes } from './wiql.ts'

/** In the order they are tried: fixed segments before those that vary. */
const routes: Route[] = [
  ...accountRoutes,
  ...projectRoutes,
  ...areaRoutes,
  ...typeRoutes,
  ...batchRoutes,
  ...wiqlRoutes,
  ...revisionRoutes,
  ...commentRoutes,
  ...itemRoutes,
]

const ignoringCase = (expected: string, actual: string) => expected.toLowerCase() === actual.toLowerCase()

/** Signs in, finds the handler and carries the request out. Refusals come back as answers. */
export function dispatch(site: Site, request: RawRequest): Answer {
  try {
    return run(site, request)
  } catch (error) {
    if (error instanceof AzureDevOpsError) return { status: error.status, body: error.body }
    throw error
  }
}

function run(site: Site, request: RawRequest): Answer {
  const [, organization = '', ...segments] = request.path.split('/')
  if (!ignoringCase(site.state.organization, decodeURIComponent(organization))) return noOrganization
  if (!isSignedIn(site, request.authorization)) return signInAnswer(site)
  const apis = segments.indexOf('_apis')
  const path = `/${segments.slice(apis + 1).join('/')}`
  const found = findRoute(routes, { method: request.method, path }, ignoringCase)
  const project = askedProject(site, segments.slice(0, apis))
  if (!found || (found.handle.inProject && !project)) return noController(request.path)
  const { scope, isPreview = false, run: handle } = found.handle
  if (scope && !site.state.scopes[scope]) return signInAnswer(site, 'status-401')
  checkVersion(request.query.get('api-version'), isPreview)
  const { query, contentType = '' } = request
  const answer = handle({
    site,
    params: found.params,
    query,
    project,
    contentType,
    body: parse(request.body),
  })
  return withThrottleHint(site, answer)
}

/** Before `_apis` an address may name a project, and then a team of it. */
function askedProject({ state }: Site, [name]: string[]): Project | undefined {
  if (name === undefined) return undefined
  const project = findProject(state, decodeURIComponent(name))
  if (!project) throw projectMissing(decodeURIComponent(name))
  return project
}

/** https://learn.microsoft.com/azure/devops/integrate/concepts/rate-limits */
function withThrottleHint({ state, now }: Site, answer: Answer): Answer {
  if (state.throttleHint === null) return answer
  const reset = Math.ceil(now().getTime() / 1000) + state.throttleHint
  const hint = {
    'retry-after': String(state.throttleHint),
    'x-ratelimit-resource': 'AzureDevOps/TSTUs',
    'x-ratelimit-delay': '0.512',
    'x-ratelimit-limit': '200',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(reset),
  }
  return { ...answer, headers: { ...answer.headers, ...hint } }
}

const noOrganization: Answer = {
  status: 404,
  html: '<!DOCTYPE html><html><head><title>The resource cannot be found.</title></head><body></body></html>',
}

function noController(path: string): Answer {
  const message = `The controller for path '${path}' was not found or does not implement IController.`
  return { status: 404, body: errorBody({ message, typeKey: 'VssServiceException' }) }
}

function parse(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body)
  } catch {
    throw invalid('TF400898: The request body is not valid JSON.', 'JsonReaderException')
  }
}
