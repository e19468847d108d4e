import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { content } from '../setup/database.ts'
import { admin, startWorld, type World } from '../setup/world.ts'

let world: World
let before: Record<string, string[]>
let operations: Operation[]
let described: Operation[]
let owner: { cookie: string }

interface Operation {
  method: string
  path: string
}

beforeAll(async () => {
  world = await startWorld()
  await world.connectWebhook(await world.connectJira())
  // The lists of the help desk come into being with the first look at it.
  await world.api.post('/v1/support-tickets', { title: 'First', description: 'Of all' })
  // The owner, because no program may do everything.
  const signedIn = await world
    .as(undefined)
    .post('/auth/sign-in/email', { email: admin.email, password: admin.password })
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0])
  owner = { cookie: cookie.join('; ') }
  await fetch(`${world.hub.url}/v1/me`, { headers: owner })
  const own = await operationsOf('/v1/openapi.json')
  described = [...own, ...(await operationsOf('/api/openapi.json'))]
  const ofSessions = ['sign-in/email', 'sign-out'].map((path) => ({ method: 'POST', path: `/auth/${path}` }))
  operations = [...described.filter(({ method }) => method !== 'GET'), ...ofSessions]
  before = await stored()
})
afterEach(async () => {
  const clean: Record<string, unknown> = {}
  expect([clean['polluted'], Object.keys(Object.prototype), Object.keys(Array.prototype)]).toEqual([
    undefined,
    [],
    [],
  ])
  expect(await stored()).toEqual(before)
})
afterAll(() => world?.close())

/** What a refused request must leave as it was. That a report was read stands in the record of what people did. */
async function stored(): Promise<Record<string, string[]>> {
  const tables = Object.entries(await content(world))
  return Object.fromEntries(tables.filter(([name]) => !name.startsWith('public.audit_')))
}

const nowhere = '00000000-0000-7000-8000-000000000000'

/** Every operation of a description, at an address where nothing is. */
async function operationsOf(document: string): Promise<Operation[]> {
  const { body } = await world.api.get(document)
  const paths = Object.entries(body.paths as Record<string, object>)
  return paths.flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map((method) => ({
        method: method.toUpperCase(),
        path: path.replaceAll(/\{[^}]+\}/gu, nowhere),
      })),
  )
}

async function send({ method, path }: Operation, body: string | Uint8Array<ArrayBuffer>, type?: string) {
  const headers = { ...owner, ...(type !== undefined && { 'content-type': type }) }
  const response = await fetch(world.hub.url + path, { method, headers, body })
  return { status: response.status, text: await response.text() }
}

const isUpload = ({ method, path }: Operation) => method === 'POST' && path.endsWith('/attachments')

describe('Every address that changes something', () => {
  test('is looked at here', () => {
    expect(operations.length).toBeGreaterThan(80)
    expect(operations.filter(isUpload)).toHaveLength(1)
  })

  test.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json-patch+json',
    'application/jsonx',
    'text/json',
    'application/octet-stream',
    'application/vnd.api+json',
    'nonsense',
  ])('takes no %s, and says what it takes', async (type) => {
    for (const operation of operations) {
      if (isUpload(operation) && type.startsWith('multipart')) continue
      const { status, text } = await send(operation, '{}', type)
      expect([operation, status]).toEqual([operation, 415])
      expect(text).toMatch(
        isUpload(operation) ? /multipart\/form-data|application\/json/u : /application\/json/u,
      )
    }
  })

  test('takes no body that says nothing of what it is', async () => {
    for (const operation of operations) {
      const { status } = await send(operation, new TextEncoder().encode('{}'))
      expect([operation, status]).toEqual([operation, 415])
    }
  })

  test('where a file is put on a ticket takes no JSON', async () => {
    for (const operation of operations.filter(isUpload)) {
      expect((await send(operation, '{}', 'application/json')).status).toBeGreaterThanOrEqual(404)
    }
  })

  test.each([
    '{"__proto__": {"polluted": true}}',
    '{"__proto__": null}',
    String.raw`{"\u005f_proto__": {"polluted": true}}`,
    '{"config": {"site": {"__proto__": {"polluted": true}}}}',
    '[{"__proto__": {"polluted": true}}]',
    '{"constructor": {"prototype": {"polluted": true}}}',
    '{"a": [{"constructor": {"prototype": {"polluted": true}}}]}',
    '{"name": "x", "name": "y"}',
    String.raw`{"name": "x", "n\u0061me": "y"}`,
    '{"a": {"b": 1, "b": 2}}',
  ])('refuses %s', async (body) => {
    for (const operation of operations.filter((one) => !isUpload(one))) {
      const { status, text } = await send(operation, body, 'application/json')
      expect([operation, status, text.length > 20]).toEqual([operation, 400, true])
    }
  })
})

const oddQuery =
  '__proto__=1&__proto__[polluted]=1&__proto__.polluted=1&constructor=1&constructor[prototype][polluted]=1&constructor.prototype.polluted=1&toString=1&hasOwnProperty=1&after=__proto__&limit=__proto__&sort=constructor&status=__proto__'

/** Those that answer once, and change nothing. */
const reading = () => described.filter(({ method, path }) => method === 'GET' && path !== '/v1/live')

test('Names of prototypes in addresses mean nothing', async () => {
  for (const { path } of reading()) {
    const { status } = await fetch(`${world.hub.url}${path}?${oddQuery}`, { headers: owner })
    expect([path, status < 500]).toEqual([path, true])
  }
  const placed = described.filter(({ path }) => path.includes(nowhere))
  for (const name of ['__proto__', 'constructor', 'toString']) {
    for (const { method, path } of placed) {
      const at = path.replaceAll(nowhere, name)
      const { status } = await fetch(world.hub.url + at, { method, headers: owner })
      expect([method, at, status >= 400 && status < 500]).toEqual([method, at, true])
    }
  }
})

test('Names of prototypes in headers mean nothing', async () => {
  const odd = ['__proto__', 'constructor', 'prototype', 'tostring'].map((name): [string, string] => [
    name,
    'polluted',
  ])
  for (const { path } of reading()) {
    const headers: [string, string][] = [['cookie', owner.cookie], ...odd]
    const { status } = await fetch(world.hub.url + path, { headers })
    expect([path, status < 500]).toEqual([path, true])
  }
  const { status } = await fetch(`${world.hub.url}/v1/ticket/update/jiraStatus`, {
    method: 'POST',
    headers: odd,
  })
  expect(status).toBe(401)
})

describe('The help desk’s documents', () => {
  const at = (format: string): Operation => ({ method: 'POST', path: `/api/${format}/tickets` })

  test('are taken in the format of their address only', async () => {
    const wrong: [string, string, string][] = [
      ['json', 'application/xml', '<Ticket/>'],
      ['json', 'text/plain', '{}'],
      ['xml', 'application/json', '{}'],
      ['xml', 'text/html', '<Ticket/>'],
      ['xml', 'image/svg+xml', '<Ticket/>'],
      ['xml', 'multipart/form-data; boundary=x', '<Ticket/>'],
    ]
    for (const [format, type, body] of wrong) {
      const { status, text } = await send(at(format), body, type)
      expect([format, type, status]).toEqual([format, type, 415])
      expect(text).toContain(`application/${format}`)
    }
  })

  test.each([
    ['json', '{"Ticket": {"__proto__": {"polluted": "1"}}}'],
    ['json', '{"Ticket": {"Title": "x", "Title": "y"}}'],
    ['json', '{"Ticket": {"constructor": {"prototype": {"polluted": "1"}}}}'],
    ['xml', '<Ticket><__proto__><polluted>1</polluted></__proto__></Ticket>'],
    ['xml', '<Ticket><constructor><prototype><polluted>1</polluted></prototype></constructor></Ticket>'],
    ['xml', '<__proto__><polluted>1</polluted></__proto__>'],
    ['xml', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hosts">]><Ticket><Title>&a;</Title></Ticket>'],
  ])('in %s refuse %s', async (format, body) => {
    const { status } = await send(at(format), body, `application/${format}`)
    expect([400, 422]).toContain(status)
  })
})

test('Names of prototypes in the fields of a form are refused', async () => {
  const { body: ticket } = await world.api.post('/v1/support-tickets', {
    title: 'Look',
    description: 'At this',
  })
  before = await stored()
  for (const name of ['__proto__', 'constructor', 'prototype', 'toString']) {
    const form = new FormData()
    form.append(name, 'polluted')
    form.append('file', new File(['x'], 'x.txt'))
    const url = `${world.hub.url}/v1/support-tickets/${ticket.id}/attachments`
    const { status } = await fetch(url, { method: 'POST', headers: owner, body: form })
    expect([name, status >= 400 && status < 500]).toEqual([name, true])
  }
})

test('A webhook with such names is no more than a hint', async () => {
  const jiraStatus: Operation = { method: 'POST', path: '/v1/ticket/update/jiraStatus' }
  for (const type of ['application/json', 'text/plain', 'application/xml']) {
    const { status } = await send(jiraStatus, '{"__proto__": {"polluted": true}}', type)
    expect([type, status]).toEqual([type, 401])
  }
})
