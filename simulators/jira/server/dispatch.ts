import type { Answer, RawRequest } from '../../ground/api.ts'
import { fileRoutes } from '../files/routes.ts'
import { carryOut } from '../rest/dispatch.ts'
import { accountRoutes } from '../rest/account.ts'
import { commentRoutes } from '../rest/comments.ts'
import { fieldRoutes } from '../rest/fields.ts'
import { issueRoutes } from '../rest/issues.ts'
import { projectRoutes } from '../rest/projects.ts'
import { propertyRoutes } from '../rest/properties.ts'
import { remoteLinkRoutes } from '../rest/remote-links.ts'
import { transitionRoutes } from '../rest/transitions.ts'
import type { Site } from '../site.ts'
import { ownRoutes } from './routes.ts'
import { asCloudIsTold, asServerSays } from './translate.ts'

/** Calls that only Cloud has. */
const cloudOnly = new Set(['/issue/bulkfetch', '/project/search', '/priority/search'])

const routes = [
  ...ownRoutes,
  ...accountRoutes,
  ...projectRoutes,
  ...fieldRoutes,
  ...fileRoutes,
  ...issueRoutes,
  ...remoteLinkRoutes,
  ...commentRoutes,
  ...propertyRoutes,
  ...transitionRoutes,
].filter(({ path }) => !cloudOnly.has(path))

/** What Jira's login screens count after too many wrong passwords is not simulated. */
export function dispatch(site: Site, request: RawRequest): Answer {
  if (!isSignedIn(site, request.authorization)) return refusedSignIn
  const answer = carryOut(site, { ...request, body: asCloudIsTold(site, request) }, at)
  const headers = { 'x-ausername': site.state.me.userName, ...answer.headers }
  return { ...answer, headers, body: asServerSays(site, answer.body) }
}

const at = { root: '/rest/api/2', routes }

const refusedSignIn: Answer = {
  status: 401,
  headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED', 'www-authenticate': 'OAuth realm="jira"' },
  html: '<html><head><title>Unauthorized (401)</title></head><body><h1>Unauthorized (401)</h1></body></html>',
}

/** A name with a password, or a personal access token alone. */
function isSignedIn({ state }: Site, authorization = ''): boolean {
  const [scheme = '', credentials = ''] = authorization.split(' ')
  if (scheme.toLowerCase() === 'bearer') return credentials === state.token
  const expected = `${state.me.userName}:${state.password}`
  return state.password !== null && Buffer.from(credentials, 'base64').toString() === expected
}
