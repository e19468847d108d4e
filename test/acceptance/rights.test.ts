import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../setup/api.ts'
import { content } from '../setup/database.ts'
import { helpDeskIds, type HelpDeskIds } from '../setup/help-desk.ts'
import { addWebhook, notificationsOf, openTicket } from '../setup/notifications.ts'
import { partner, type Partner } from '../setup/partner.ts'
import { create, newTicket, recommend } from '../setup/scene.ts'
import { agentScopes, member, otherWorkspace } from '../setup/tenants.ts'
import { admin, adminToken, startWorld, type World } from '../setup/world.ts'

interface Route {
  method: string
  path: string
}

let world: World
let bob: Api
let stranger: Api
let ids: Record<string, string>
let desk: HelpDeskIds
let partnership: Partner
let routes: Route[]
beforeAll(async () => {
  world = await startWorld()
  bob = await member(world)
  stranger = await otherWorkspace(world)
  const connection = await world.connectJira()
  const { body: project } = await world.api.post('/v1/projects', { key: 'aws', name: 'AWS' })
  const recommendation = await recommend(world, { project: 'aws' })
  const ticket = await create(world, { recommendationId: recommendation })
  const { body: token } = await world.api.post('/v1/tokens', { name: 'To withdraw', scopes: agentScopes })
  const { body: alarms } = await world.api.post('/v1/alarms', { rootKey: '1', elementName: 'Router' })
  const source = alarms.items[0].source
  await world.api.call('PUT', `/v1/alarm-sources/${encodeURIComponent(source)}`, { body: {} })
  const { body: rule } = await world.api.post('/v1/alarm-rules', aRule)
  desk = await helpDeskIds(world)
  partnership = await partner(world)
  const webhook = await addWebhook(world, partnership, { url: 'https://partner.example.com/events' })
  const theirs = await openTicket(world, partnership)
  const [notification] = await notificationsOf(world)
  const guest = { email: 'guest@example.com', role: 'viewer' }
  const { body: invitation } = await world.api.post('/v1/invitations', guest)
  ids = {
    serviceTicket: theirs.alias,
    webhook: webhook.id,
    notification: notification?.id ?? '',
    rule: rule.id,
    connection,
    alarm: alarms.items[0].id,
    source,
    project: project.id,
    recommendation,
    ticket: ticket.id,
    alias: ticket.alias,
    token: token.id,
    member: (await world.api.get('/v1/members')).body.items[0].id,
    invitation: invitation.id,
  }
  routes = await describedRoutes()
})
afterAll(() => world?.close())

async function describedRoutes(): Promise<Route[]> {
  const { body } = await world.as(undefined).get('/v1/openapi.json')
  return Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  )
}

const aRule = {
  name: 'Rule',
  source: 'Nobody',
  ticket: { priority: 'low', attributes: { urgency: 'Low', technicalImpact: 'Low' } },
}

/** The address with real ids in it, so that nothing but the caller is wrong. */
const filled = (path: string) =>
  path
    .replace('/v1/support-tickets/{ref}', `/v1/support-tickets/${desk.ticket}`)
    .replace('/v1/service-tickets/{ref}', `/v1/service-tickets/${ids.serviceTicket}`)
    .replace('/actions/{id}', `/actions/${desk.action}`)
    .replace('/attachments/{id}', `/attachments/${desk.file}`)
    .replace('/products/{product}', `/products/${desk.product}`)
    .replace('/versions/{id}', `/versions/${desk.version}`)
    .replace(
      /^\/v1\/help-desk\/([a-z-]+)\/\{id\}/u,
      (_all, list) => `/v1/help-desk/${list}/${desk.entry[list]}`,
    )
    .replace(/^\/v1\/(connections|instances)\/\{id\}/u, `/v1/$1/${ids.connection}`)
    .replace('{mappingId}', ids.ticket ?? '')
    .replace('/issue/search', '/issue/search?q=router')
    .replace(/^\/v1\/alarm-rules\/\{id\}/u, `/v1/alarm-rules/${ids.rule}`)
    .replace(/^\/v1\/alarms\/\{id\}/u, `/v1/alarms/${ids.alarm}`)
    .replace(/^\/v1\/recommendations\/\{id\}/u, `/v1/recommendations/${ids.recommendation}`)
    .replace(/^\/v1\/failed-requests\/replays\/\{id\}/u, `/v1/failed-requests/replays/${ids.ticket}`)
    .replace(/^\/v1\/members\/\{id\}/u, `/v1/members/${ids.member}`)
    .replace(/^\/v1\/invitations\/\{id\}/u, `/v1/invitations/${ids.invitation}`)
    .replace(/^\/v1\/tokens\/\{id\}/u, `/v1/tokens/${ids.token}`)
    .replace(/^\/v1\/operators\/\{id\}/u, `/v1/operators/${partnership.operator.id}`)
    .replace(/^\/v1\/notifications\/\{id\}/u, `/v1/notifications/${ids.notification}`)
    .replace('{webhookId}', ids.webhook ?? '')
    .replace('{tokenId}', ids.token ?? '')
    .replace(/^\/v1\/services\/\{\w+\}/u, `/v1/services/${partnership.services[0].uuid}`)
    .replace('/v1/diagnostic-runs/{ref}', `/v1/diagnostic-runs/${partnership.run.alias}`)
    .replace('{name}', encodeURIComponent(ids.source ?? ''))
    .replace('{ref}', ids.ticket ?? '')
    .replace('{project}', ids.project ?? '')

const helpDeskForAgents = [
  ...['types', 'statuses', 'action-types', 'fields', 'customers', 'products'].flatMap((list) => [
    `GET /v1/help-desk/${list}`,
    `GET /v1/help-desk/${list}/{id}/uses`,
  ]),
  'GET /v1/help-desk/products/{product}/versions',
  'GET /v1/help-desk/products/{product}/versions/{id}/uses',
  'GET /v1/help-desk/saved-filters',
  'POST /v1/help-desk/saved-filters',
  'PATCH /v1/help-desk/saved-filters/{id}',
  'DELETE /v1/help-desk/saved-filters/{id}',
  'GET /v1/support-tickets',
  'POST /v1/support-tickets',
  'GET /v1/support-tickets/{ref}',
  'PATCH /v1/support-tickets/{ref}',
  'GET /v1/support-tickets/{ref}/history',
  'GET /v1/support-tickets/{ref}/history.csv',
  'GET /v1/support-tickets/{ref}/actions',
  'POST /v1/support-tickets/{ref}/actions',
  'PATCH /v1/support-tickets/{ref}/actions/{id}',
  'DELETE /v1/support-tickets/{ref}/actions/{id}',
  'GET /v1/support-tickets/{ref}/attachments',
  'POST /v1/support-tickets/{ref}/attachments',
  'GET /v1/support-tickets/{ref}/attachments/{id}/content',
  'DELETE /v1/support-tickets/{ref}/attachments/{id}',
  'GET /v1/support-tickets/{ref}/issue',
  'POST /v1/support-tickets/{ref}/issue',
  'DELETE /v1/support-tickets/{ref}/issue',
  'POST /v1/support-tickets/{ref}/issue/preview',
  'GET /v1/support-tickets/{ref}/issue/search',
  'GET /v1/instances',
  'GET /v1/instances/{id}',
  'GET /v1/instances/{id}/mappings',
]

const forAgents = [
  'GET /v1/me',
  'GET /v1/live',
  'GET /v1/projects',
  'GET /v1/operators',
  'GET /v1/operators/{id}',
  'GET /v1/operators/{id}/webhooks',
  'GET /v1/notifications',
  'GET /v1/notifications/{id}',
  'GET /v1/desk-settings',
  'GET /v1/services',
  'GET /v1/services/{ref}',
  'GET /v1/diagnostic-runs',
  'GET /v1/diagnostic-runs/{ref}',
  'GET /v1/service-tickets',
  'POST /v1/service-tickets',
  'GET /v1/service-tickets/clear-codes',
  'GET /v1/service-tickets/{ref}',
  'GET /v1/service-tickets/{ref}/timeline',
  'POST /v1/service-tickets/{ref}/events',
  'POST /v1/service-tickets/{ref}/forward',
  'GET /v1/failed-requests',
  'GET /v1/failed-requests/causes',
  'GET /v1/failed-requests/replays',
  'GET /v1/alarm-rules',
  'GET /v1/alarm-rules/labels',
  'GET /v1/alarm-rules/{id}',
  'GET /v1/alarm-sources',
  'GET /v1/alarm-sources/{name}',
  'GET /v1/alarm-sources/{name}/write-backs',
  'GET /v1/alarms',
  'GET /v1/alarms/dialog',
  'GET /v1/alarms/filters',
  'GET /v1/alarms/hyperlink',
  'GET /v1/alarms/{id}',
  'GET /v1/alarms/{id}/write-back',
  'GET /v1/recommendations',
  'GET /v1/recommendations/filters',
  'GET /v1/recommendations/{id}',
  'GET /v1/tickets',
  'GET /v1/tickets/{ref}',
  'GET /v1/tickets/{ref}/events',
  'GET /v1/tickets/{ref}/explain',
  'GET /v1/tickets/{ref}/write-backs',
  'POST /v1/alarms',
  'POST /v1/alarms/alertmanager',
  'POST /v1/alarms/from-link',
  'POST /v1/alarms/grafana',
  'POST /v1/alarms/{id}/ticket',
  'POST /v1/alarms/{id}/write-back/retry',
  'PATCH /v1/tickets/{ref}/attributes',
  'POST /v1/failed-requests/preview',
  'POST /v1/failed-requests/replay',
  'POST /v1/failed-requests/replays/{id}/stop',
  'POST /v1/recommendations',
  'POST /v1/tickets',
  'POST /v1/tickets/{ref}/cancel',
  'POST /v1/tickets/{ref}/comments',
  'POST /v1/tickets/preview',
  'POST /v1/tickets/{ref}/create-again',
  'POST /v1/tickets/{ref}/fill',
  'POST /v1/tickets/{ref}/link-existing',
  'POST /v1/tickets/{ref}/retry',
  'POST /v1/tickets/{ref}/sync',
  ...helpDeskForAgents,
]

test('Every described address answers 401 without a token, with a wrong one, and with another scheme', async () => {
  expect(routes.length).toBeGreaterThan(25)
  const before = await content(world)
  for (const { method, path } of routes) {
    for (const authorization of [undefined, 'Bearer ct_wrong', 'Bearer', 'Basic YTpi', adminToken]) {
      const headers: Record<string, string> = authorization ? { authorization } : {}
      const answer = await world.as(undefined).call(method, filled(path), { headers })
      expect([method, path, authorization, answer.status]).toEqual([method, path, authorization, 401])
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
  }
  expect(await content(world)).toEqual(before)
})

test('AX22 · an agent’s program is refused with 403 on exactly the addresses of administrators', async () => {
  const before = await content(world)
  const open = []
  for (const { method, path } of routes) {
    if (forAgents.includes(`${method} ${path}`)) open.push(`${method} ${path}`)
    else {
      const { status, body } = await bob.call(method, filled(path), {})
      expect([method, path, status]).toEqual([method, path, 403])
      expect(body.detail).toMatch(/needs the right [\w-]+:\w+, which no scope of this token gives/)
    }
  }
  expect(open.sort()).toEqual([...forAgents].sort())
  for (const name of forAgents.filter((one) => one.startsWith('GET') && !one.endsWith('/live'))) {
    const { status } = await bob.get(filled(name.slice(4)))
    expect([name, status]).toEqual([name, 200])
  }
  expect(await content(world)).toEqual(before)
})

test('DX14 · an operator’s token opens nothing but the partners’ own addresses', async () => {
  const before = await content(world)
  for (const { method, path } of routes) {
    const { status, body } = await partnership.api.call(method, filled(path), {})
    expect([method, path, status, body.detail]).toEqual([
      method,
      path,
      403,
      expect.stringContaining('/api/tickets/'),
    ])
  }
  const helpDesk = await partnership.api.get('/api/json/tickets')
  expect(helpDesk.status).toBe(403)
  expect((await partnership.api.get('/api/tickets/')).status).toBe(200)
  expect(await content(world)).toEqual(before)
})

test.each([
  [['alarms:write'], /^POST \/v1\/alarms(?:\/(?:alertmanager|from-link|grafana))?$/],
  [
    ['diagnostics:read', 'diagnostics:write'],
    /^(?:GET|POST|PUT) \/v1\/(?:services|diagnostic-runs)(?:\/\{\w+\})?$/,
  ],
])('DX27 · a token with %j opens the addresses that it is for, and no other', async (scopes, its) => {
  const { body } = await world.api.post('/v1/tokens', { name: 'Machine', scopes })
  const machine = world.as(body.token)
  const opened = []
  for (const { method, path } of routes.filter((one) => !['/v1/me', '/v1/live'].includes(one.path))) {
    const { status } = await machine.call(method, filled(path), {})
    if (status !== 403) opened.push(`${method} ${path}`)
  }
  const meant = routes.map(({ method, path }) => `${method} ${path}`).filter((one) => its.test(one))
  expect(opened).toEqual(meant)
  expect(meant.length).toBeGreaterThan(3)
})

const bodies: Record<string, object> = {
  '/alarm-rules/{id}': aRule,
  '/comments': { text: 'Hello' },
  '/members/{id}': { role: 'viewer' },
  '/events': { comment: 'Hello' },
  '/attributes': { rootCause: 'Power' },
  '/link-existing': { issue: 'INFRA-1' },
  '/settings': { pollMinutes: 1 },
  '/fill': { values: {} },
  '/alarms/{id}/ticket': { priority: 'low' },
  '/routes/{project}': { destination: {} },
  '/disconnect': { oldTickets: 'stop' },
  '/versions': { name: '1.0' },
  '/mappings': { hubField: 'priority', fieldName: 'Priority' },
  '/mappings/{mappingId}': { hubField: 'priority', fieldName: 'Priority' },
  '/type-mappings': { typeId: '00000000-0000-7000-8000-000000000000', issueType: 'Bug' },
  '/issue': { new: true },
  '/tokens': { name: 'Theirs' },
  '/webhooks': { url: 'https://theirs.example.com/', topics: ['event.added'] },
  '/actions': { text: 'Hello', typeName: 'Email' },
}

test('Another workspace’s ids answer 404 everywhere, and change nothing', async () => {
  const before = await content(world)
  // A source is known by its name and a service by its uuid, which may be the same in every workspace: see write-back.test.ts
  // and diagnostics.test.ts.
  const byId = routes.filter(({ path }) => path.includes('{') && !/\{(?:name|uuid)\}/u.test(path))
  expect(byId.length).toBeGreaterThan(15)
  for (const { method, path } of byId) {
    const body = Object.entries(bodies).find(([end]) => path.endsWith(end))?.[1]
    const save = method === 'PUT' ? { provider: 'jira', config: {}, destination: {} } : undefined
    const answer = await stranger.call(method, filled(path), {
      body: method === 'GET' ? undefined : (body ?? save ?? {}),
    })
    expect([method, path, answer.status]).toEqual([method, path, 404])
    expect(JSON.stringify(answer.body)).not.toMatch(/INFRA|Jira|Stop it/)
  }
  expect((await stranger.get(`/v1/tickets/${ids.alias}`)).status).toBe(404)
  expect(await content(world)).toEqual(before)
})

describe('Another workspace’s ids inside a body', () => {
  test('are not found as a project or a recommendation of a ticket', async () => {
    const before = await content(world)
    for (const field of ['projectId', 'recommendationId']) {
      const id = ids[field.replace('Id', '')]
      const { status, body } = await stranger.post('/v1/tickets', newTicket({ [field]: id }))
      expect([status, body.errors]).toEqual([
        422,
        [{ field, message: expect.stringMatching(/this workspace/) }],
      ])
    }
    expect(await content(world)).toEqual(before)
  })

  test('do not open another’s credentials', async () => {
    const config = { site: world.jira.url, email: 'crosstie@example.com', defaultProjectKey: 'INFRA' }
    const connectionId = ids.connection
    const tried = await stranger.post('/v1/connections/test', { provider: 'jira', connectionId, config })
    expect(tried.status).toBe(404)
    const choices = { provider: 'jira', connectionId, field: 'project' }
    expect((await stranger.post('/v1/connections/choices', choices)).status).toBe(404)
  })
})

test('Lists show the own workspace only', async () => {
  for (const path of [
    '/v1/tickets',
    '/v1/service-tickets',
    '/v1/recommendations',
    '/v1/projects',
    '/v1/connections',
    '/v1/logs',
    '/v1/members',
    '/v1/invitations',
  ]) {
    expect([path, (await stranger.get(path)).body.items]).toEqual([path, []])
  }
  const { body } = await stranger.get(`/v1/logs?connectionId=${ids.connection}`)
  expect(body.items).toEqual([])
  expect((await stranger.get('/v1/recommendations/filters')).body).toEqual({ categories: [], sources: [] })
  const { body: found } = await stranger.get('/v1/tickets?q=INFRA-1')
  expect(found.items).toEqual([])
  expect((await stranger.get('/v1/me')).body).toMatchObject({ activeConnection: null })
})

test('Two workspaces keep the same project key and the same recommendation apart', async () => {
  const mine = await stranger.post('/v1/projects', { key: 'aws', name: 'Theirs' })
  expect(mine.body.id).not.toBe(ids.project)
  await stranger.post('/v1/recommendations', { key: 'same', title: 'Theirs', project: 'aws' })
  await world.api.post('/v1/recommendations', { key: 'same', title: 'Ours', project: 'aws' })
  expect((await stranger.get('/v1/recommendations')).body.items[0].title).toBe('Theirs')
})

test('A token that was withdrawn or has expired stops to work within seconds', async () => {
  const { body: short } = await world.api.post('/v1/tokens', {
    name: 'Short',
    scopes: ['tickets:read'],
    expiresInDays: 1,
  })
  const { body: gone } = await world.api.post('/v1/tokens', { name: 'Gone', scopes: agentScopes })
  expect((await world.as(gone.token).get('/v1/me')).status).toBe(200)
  expect((await world.as(short.token).get('/v1/me')).status).toBe(200)
  expect((await world.api.call('DELETE', `/v1/tokens/${gone.id}`)).status).toBe(204)
  expect((await world.api.call('DELETE', `/v1/tokens/${gone.id}`)).status).toBe(404)
  await world.clock.advance(6_000)
  expect((await world.as(gone.token).get('/v1/me')).status).toBe(401)
  expect((await world.as(short.token).get('/v1/me')).status).toBe(200)
  await world.clock.advance(24 * 3_600_000)
  expect((await world.as(short.token).get('/v1/me')).status).toBe(401)
  const { body } = await world.api.get('/v1/tokens')
  expect(body.items.map((one: { name: string }) => one.name)).not.toContain('Gone')
})

describe('A signed-in person', () => {
  let cookie: string

  async function signIn(password: string, headers: Record<string, string> = {}) {
    const body = { email: admin.email, password }
    return world.as(undefined).post('/auth/sign-in/email', body, headers)
  }

  test('signs in with the e-mail address and password of the settings', async () => {
    const answer = await signIn(admin.password, { origin: 'http://hub.example.com' })
    expect(answer.status).toBe(200)
    cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    for (const one of answer.headers.getSetCookie()) expect(one).toMatch(/HttpOnly.*SameSite=Lax/i)
    const { body } = await world.as(undefined).call('GET', '/v1/me', { headers: { cookie } })
    expect([body.user.email, body.role]).toEqual([admin.email, 'owner'])
  })

  test('is refused with a wrong password, in the same words as an unknown person', async () => {
    const wrong = await signIn('wrong horse battery')
    const unknown = await world
      .as(undefined)
      .post('/auth/sign-in/email', { email: 'nobody@example.com', password: 'wrong horse battery' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(wrong.body.message).toBe(unknown.body.message)
  })

  test('acts with the cookie from the hub’s own pages, and not from another origin’s', async () => {
    const host = new URL(world.hub.url).origin
    const post = (origin?: string) =>
      world.as(undefined).call('POST', '/v1/projects', {
        body: { key: 'by-cookie', name: 'By cookie' },
        headers: { cookie, ...(origin ? { origin } : {}) },
      })
    for (const origin of ['https://evil.example.com', 'null', `${host}.evil.example.com`]) {
      expect([origin, (await post(origin)).status]).toEqual([origin, 401])
    }
    expect((await world.api.get('/v1/projects')).body.items).toHaveLength(1)
    expect((await post(host)).status).toBe(201)
    expect((await post()).status).toBe(201)
  })

  test('cannot enter a workspace that they are no member of', async () => {
    const other = (await stranger.get('/v1/me')).body.workspace.id
    const headers = { cookie, 'x-crosstie-workspace': other }
    expect((await world.as(undefined).call('GET', '/v1/tickets', { headers })).status).toBe(401)
  })

  test('signs out, and the cookie is worth nothing after the minute for which it is believed', async () => {
    const headers = { cookie, origin: 'http://hub.example.com' }
    expect((await world.as(undefined).call('POST', '/auth/sign-out', { body: {}, headers })).status).toBe(200)
    const session = cookie.replace(/[^;]*session_data=[^;]*;?/u, '')
    const answer = await world.as(undefined).call('GET', '/v1/me', { headers: { cookie: session } })
    expect(answer.status).toBe(401)
  })

  test('finds no address of the sign-in library but the few that are needed', async () => {
    for (const path of [
      'sign-up/email',
      'list-sessions',
      'update-user',
      'delete-user',
      'forget-password',
      'ok',
    ]) {
      const { status } = await world.as(undefined).call('POST', `/auth/${path}`, { body: {} })
      expect([path, status]).toEqual([path, 404])
    }
  })
})

test('What is public says nothing about any workspace', async () => {
  const nobody = world.as(undefined)
  expect((await nobody.get('/healthz')).body).toEqual({ status: 'ok' })
  expect((await nobody.get('/readyz')).body).toEqual({ status: 'ready' })
  const metrics = String((await nobody.get('/metrics')).body)
  expect(metrics).toContain('crosstie_deliveries')
  const described = JSON.stringify((await nobody.get('/v1/openapi.json')).body)
  for (const text of [metrics, described])
    expect(text).not.toMatch(/Idle instance|ada@example\.com|127\.0\.0\.1/)
})
