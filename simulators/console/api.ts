import type { Answer, Api, RawRequest } from '../ground/api.ts'
import type { Site } from '../ground/site.ts'
import { asRecord } from '../ground/json.ts'
import { findRoute, type ApiRoute } from '../ground/routes.ts'
import type { ConsoleState } from './model.ts'

interface Carried {
  site: Site<ConsoleState>
  params: Record<string, string>
  request: RawRequest
}

const refused = (status: number, error: string): Answer => ({ status, body: { error } })

function parsed(body: string): Record<string, unknown> | undefined {
  try {
    return asRecord(JSON.parse(body))
  } catch {
    return undefined
  }
}

/** Sets properties of an alarm: a property that is there already gets the new value. */
function setProperties({ site, params, request }: Carried): Answer {
  const { method, path, body } = request
  const given = parsed(body)
  if (!given || Object.values(given).some((value) => typeof value !== 'string')) {
    return refused(400, 'The body is not an object of property names and texts.')
  }
  const { properties, writes } = site.state
  const alarm = `${params['agent'] ?? ''}/${params['rootKey'] ?? ''}`
  const held = properties.get(alarm) ?? new Map<string, string>()
  for (const [name, value] of Object.entries(given)) held.set(name, String(value))
  properties.set(alarm, held)
  writes.push({ method, path, body })
  return { status: 200, body: { alarm, properties: Object.fromEntries(held) } }
}

const path = '/api/alarms/:agent/:rootKey/properties'
const routes: ApiRoute<(carried: Carried) => Answer>[] = ['POST', 'PUT', 'PATCH'].map((method) => ({
  method,
  path,
  handle: setProperties,
}))

function dispatch(site: Site<ConsoleState>, request: RawRequest): Answer {
  if (request.authorization !== `Bearer ${site.state.key}`) return refused(401, 'The key is not known.')
  const found = findRoute(routes, request)
  return found
    ? found.handle({ site, params: found.params, request })
    : refused(404, 'There is nothing at this address.')
}

export const api: Api<ConsoleState> = {
  paths: ['/api/*'],
  contentType: 'application/json',
  dispatch,
  refusal: (status, { retryAfter }) => ({
    status,
    ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
    body: { error: `The console answers ${status}.` },
  }),
  signInPage: () => ({ status: 200, html: '<!doctype html><title>Sign in</title><h1>Sign in</h1>' }),
  rateHeaders: () => ({}),
  spoiling: { nullable: new Set(), maps: new Set(), foreign: {} },
}
