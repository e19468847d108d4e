import type { Answer, RawRequest } from '../../ground/api.ts'
import { findRoute } from '../../ground/routes.ts'
import type { Site } from '../site.ts'
import { callerOf, type Caller } from './access.ts'
import { ServiceNowError } from './answer.ts'
import { hibernationPage } from './hibernation.ts'
import { listRoutes } from './list.ts'
import { recordRoutes } from './records.ts'
import type { Route } from './request.ts'

/** With or without a version, which makes no difference here. */
const root = /^\/api\/now(?:\/v\d)?(?=\/)/u

const routes: Route[] = [...listRoutes, ...recordRoutes]

/** Signs in, finds the handler and carries the request out. Refusals come back as answers. */
export function dispatch(site: Site, request: RawRequest): Answer {
  if (site.state.hibernating) return hibernationPage
  try {
    const caller = signedIn(site, request.authorization)
    const { method, path, query, body } = request
    const found = findRoute(routes, { method, path: path.replace(root, '') })
    if (!found) throw new ServiceNowError(400, 'Requested URI does not represent any resource')
    return found.handle({ site, caller, params: found.params, query, body })
  } catch (error) {
    if (error instanceof ServiceNowError)
      return { status: error.status, body: error.body, ...challenge(error) }
    throw error
  }
}

function challenge({ status }: ServiceNowError): Pick<Answer, 'headers'> {
  return status === 401 ? { headers: { 'www-authenticate': 'BASIC realm="Service-now"' } } : {}
}

function signedIn({ state }: Site, authorization: string | undefined): Caller {
  const [scheme = '', credentials = ''] = (authorization ?? '').split(' ')
  const pair = Buffer.from(credentials, 'base64').toString()
  const colon = pair.indexOf(':')
  const userName = pair.slice(0, colon)
  const known = state.passwords.get(userName)
  if (scheme.toLowerCase() === 'basic' && known !== undefined && pair.slice(colon + 1) === known) {
    return callerOf(state, userName)
  }
  throw new ServiceNowError(401, 'User Not Authenticated', 'Required to provide Auth information')
}
