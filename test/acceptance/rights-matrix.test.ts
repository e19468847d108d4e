import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  rightsOf,
  rightsOfOperator,
  rightsOfScopes,
  roles,
  scopes,
  type Right,
} from '../../src/domain/rights.ts'
import { content } from '../setup/database.ts'
import { partner } from '../setup/partner.ts'
import { otherWorkspace } from '../setup/tenants.ts'
import { admin, startWorld, type World } from '../setup/world.ts'

interface Route {
  method: string
  path: string
  /** A right, or `signed-in`. */
  right: string
}

type Headers = Record<string, string>

let world: World
let routes: Route[]
let cookie: string
let elsewhere: string
beforeAll(async () => {
  world = await startWorld()
  const { body } = await world.as(undefined).get('/v1/openapi.json')
  type Described = Record<string, Record<string, { 'x-right'?: string; security?: unknown[] }>>
  const described = Object.entries(body.paths as Described).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security }]) => security?.length !== 0)
      .map(([method, said]) => ({ method: method.toUpperCase(), path, right: said['x-right'] ?? '' })),
  )
  routes = [...described, ...undescribed]
  cookie = await signIn()
  elsewhere = (await (await otherWorkspace(world)).get('/v1/me')).body.workspace.id
})
afterAll(() => world?.close())

/** Addresses with descriptions of their own. */
const undescribed: Route[] = [
  { method: 'GET', path: '/api/tickets/', right: 'service-tickets:read' },
  { method: 'POST', path: '/api/tickets/', right: 'service-tickets:write' },
  { method: 'GET', path: '/api/tickets/{id}/', right: 'service-tickets:read' },
  { method: 'GET', path: '/api/tickets/{id}/events/', right: 'service-tickets:read' },
  { method: 'POST', path: '/api/tickets/{id}/events/', right: 'service-tickets:write' },
  { method: 'GET', path: '/api/json/tickets', right: 'help-desk:read' },
  { method: 'PUT', path: '/api/xml/tickets/{id}', right: 'help-desk:write' },
]

async function signIn(): Promise<string> {
  const person = { email: admin.email, password: admin.password }
  const answer = await world.as(undefined).post('/auth/sign-in/email', person)
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

/** What the guard says: the body cannot be read, so nothing behind it is ever carried out. */
async function statusOf({ method, path }: Route, headers: Headers): Promise<number> {
  const id = '018f0000-0000-7000-8000-000000000000'
  const url = world.hub.url + path.replaceAll(/\{\w+\}/gu, id)
  const reads = method === 'GET'
  const ending = new AbortController()
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(reads ? {} : { 'content-type': 'application/json' }) },
    body: reads ? null : '{"cut',
    signal: ending.signal,
  })
  // One of them never ends by itself.
  ending.abort()
  return answer.status
}

const isOpen = (right: string, rights: readonly Right[]) =>
  right === 'signed-in' || rights.some((one) => one === right)

async function expectRights(who: string, headers: Headers, open: (route: Route) => boolean): Promise<void> {
  const wrong: unknown[] = []
  for (const route of routes) {
    const status = await statusOf(route, headers)
    const right = open(route) ? ![401, 403].includes(status) && status < 500 : status === 403
    if (!right) wrong.push([who, route.method, route.path, route.right, status])
  }
  expect(wrong).toEqual([])
}

async function setRole(role: string): Promise<void> {
  await world.database.updateTable('members').set({ role }).execute()
}

test('Every address says which right it needs', () => {
  expect(routes.length).toBeGreaterThan(150)
  expect(routes.filter(({ right }) => !/^(?:signed-in|[a-z-]+:[a-z]+)$/u.test(right))).toEqual([])
})

test.each(roles)(
  'A person with the role %s gets through at exactly the addresses of its rights',
  async (role) => {
    await setRole(role)
    await expectRights(role, { cookie }, ({ right }) => isOpen(right, rightsOf(role)))
  },
)

test.each(roles)('A person with the role %s gets in nowhere in a workspace of others', async (role) => {
  await setRole(role)
  for (const route of routes) {
    const status = await statusOf(route, { cookie, 'x-crosstie-workspace': elsewhere })
    expect([role, route.method, route.path, status]).toEqual([role, route.method, route.path, 401])
  }
})

test('Who is an owner here and a viewer there has a viewer’s rights there', async () => {
  await setRole('owner')
  const [me] = await world.database.selectFrom('members').selectAll().execute()
  const row = { workspaceId: elsewhere, userId: me?.userId ?? '', role: 'viewer', createdAt: new Date() }
  await world.database.insertInto('members').values(row).execute()
  const headers = { cookie, 'x-crosstie-workspace': elsewhere }
  await expectRights('viewer there', headers, ({ right }) => isOpen(right, rightsOf('viewer')))
  await world.database.deleteFrom('members').where('workspaceId', '=', elsewhere).execute()
})

test.each(scopes)('A token with %s gets through at exactly the addresses of that scope', async (scope) => {
  const { body } = await world.api.post('/v1/tokens', { name: scope, scopes: [scope] })
  const headers = { authorization: `Bearer ${body.token}` }
  await expectRights(scope, headers, ({ right }) => isOpen(right, rightsOfScopes([scope])))
})

test('An operator’s token gets through at the partners’ addresses, and nowhere else', async () => {
  const { token } = await partner(world)
  const headers = { authorization: `Bearer ${token}` }
  await expectRights(
    'operator',
    headers,
    ({ path, right }) => path.startsWith('/api/') && isOpen(right, rightsOfOperator),
  )
})

test('Nobody gets in without a session or a token that is good, and nothing changes', async () => {
  const before = await content(world)
  const mistyped = { authorization: `Bearer ct_${'A'.repeat(43)}_00000000` }
  const nobody: Headers[] = [{}, mistyped, { cookie: 'crosstie.session_token=made.up' }]
  for (const headers of nobody) {
    for (const route of routes) {
      const status = await statusOf(route, headers)
      expect([route.method, route.path, status]).toEqual([route.method, route.path, 401])
    }
  }
  expect(await content(world)).toEqual(before)
})
