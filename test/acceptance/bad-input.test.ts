import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ApiAnswer } from '../setup/api.ts'
import { content } from '../setup/database.ts'
import { create, description, recommend } from '../setup/scene.ts'
import { jiraConfig, startWorld, type World } from '../setup/world.ts'
import { agentScopes } from '../setup/tenants.ts'

let world: World
let connectionId: string
let ticketId: string
let before: Record<string, string[]>
beforeAll(async () => {
  world = await startWorld()
  connectionId = await world.connectJira()
  await recommend(world)
  ticketId = (await create(world)).id
  await world.drain()
})
afterAll(() => world?.close())
beforeEach(async () => {
  before = await content(world)
})
afterEach(async () => {
  expect(await content(world)).toEqual(before)
})

const at = (path: string) => path.replace(':connection', connectionId).replace(':ticket', ticketId)
const fieldsOf = ({ body }: ApiAnswer) => body.errors?.map((one: { field: string }) => one.field)

function expectProblem(answer: ApiAnswer, status: number): void {
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(answer.body).toMatchObject({ type: 'about:blank', status, title: expect.any(String) })
  expect([answer.status, answer.body.detail.length > 5]).toEqual([status, true])
}

interface Call {
  method: string
  path: string
  body: Record<string, unknown>
}
const calls: Record<string, Call> = {
  ticket: { method: 'POST', path: '/v1/tickets', body: { title: 'Stop it', description } },
  comment: { method: 'POST', path: '/v1/tickets/:ticket/comments', body: { text: 'Hello' } },
  link: { method: 'POST', path: '/v1/tickets/:ticket/link-existing', body: { issue: 'INFRA-1' } },
  project: { method: 'POST', path: '/v1/projects', body: { key: 'k', name: 'K' } },
  recommendation: { method: 'POST', path: '/v1/recommendations', body: { key: 'k', title: 'T' } },
  token: { method: 'POST', path: '/v1/tokens', body: { name: 'n', scopes: agentScopes } },
  test: { method: 'POST', path: '/v1/connections/test', body: { provider: 'jira', config: {} } },
  choices: { method: 'POST', path: '/v1/connections/choices', body: { provider: 'jira', field: 'project' } },
  save: { method: 'POST', path: '/v1/connections', body: { provider: 'jira', config: {}, destination: {} } },
  change: {
    method: 'PUT',
    path: '/v1/connections/:connection',
    body: { provider: 'jira', config: {}, destination: {} },
  },
  settings: { method: 'PATCH', path: '/v1/connections/:connection/settings', body: {} },
  disconnect: { method: 'POST', path: '/v1/connections/:connection/disconnect', body: {} },
}

const send = (name: string, body: unknown) => {
  const { method = '', path = '' } = calls[name] ?? {}
  return world.api.call(method, at(path), { body })
}

const long = (length: number) => 'x'.repeat(length + 1)
const wrong: [name: string, field: string, values: unknown[]][] = [
  ['ticket', 'title', [undefined, null, 7, '', ' ', long(1_000), [], {}]],
  ['ticket', 'description', [undefined, null, 7, 'short', long(255)]],
  ['ticket', 'priority', [null, 'urgent', 1, '']],
  ['ticket', 'projectId', ['x', 7, '00000000-0000-7000-8000-000000000000']],
  ['ticket', 'recommendationId', ['x', 7, '00000000-0000-7000-8000-000000000000']],
  ['comment', 'text', [undefined, null, 7, '', '  ', long(10_000)]],
  ['link', 'issue', [undefined, null, 7, '', long(200)]],
  ['project', 'key', [undefined, null, 7, '', 'a b', '-a', long(64), 'a/b']],
  ['project', 'name', [undefined, null, 7, '', ' ', long(200)]],
  ['recommendation', 'key', [undefined, null, 7, '', long(300)]],
  ['recommendation', 'title', [undefined, null, 7, '', long(500)]],
  ['recommendation', 'source', [null, 7, '', long(100)]],
  ['recommendation', 'description', [null, 7, long(10_000)]],
  ['recommendation', 'monthlySaving', [null, 7, '10 EUR']],
  ['recommendation', 'effort', [null, 'enormous', 3]],
  ['recommendation', 'project', ['nowhere', 7]],
  ['token', 'name', [undefined, null, 7, '', long(100)]],
  ['token', 'scopes', [undefined, null, 'admin', 7, []]],
  ['token', 'expiresInDays', [0, -1, 1.5, 731, '30']],
  ['test', 'provider', [undefined, null, 7, 'trello', long(50)]],
  ['test', 'config', [undefined, null, 7, 'x', []]],
  ['test', 'connectionId', ['x', 7]],
  ['choices', 'field', [undefined, null, 7, long(100)]],
  ['choices', 'within', [null, 7, 'x']],
  ['save', 'provider', [undefined, null, 7, 'trello']],
  ['save', 'destination', [undefined, null, 7]],
  ['save', 'name', [null, 7, '', long(100)]],
  ['change', 'config', [undefined, null, 7]],
  ['settings', 'pollMinutes', [null, 0, -1, 1.5, 1_441, '15']],
  ['settings', 'requestsPerMinute', [null, 0, 100_001, '300']],
  ['settings', 'priorities', [null, 'High', { urgent: 'High' }, { low: '' }, { low: 7 }]],
  ['settings', 'statusAdditions', [null, { Open: ['x'] }, { New: 'x' }, { New: [''] }, { New: [long(100)] }]],
  ['disconnect', 'oldTickets', [null, 'keep', 7]],
]

test.each(wrong)('%s: a wrong %s is refused with its field', async (name, field, values) => {
  for (const value of values) {
    const answer = await send(name, { ...calls[name]?.body, [field]: value })
    expect([name, field, value, answer.status]).toEqual([name, field, value, 422])
    expectProblem(answer, 422)
    expect(fieldsOf(answer).some((one: string) => one === field || one.startsWith(`${field}.`))).toBe(true)
  }
})

test.each(Object.keys(calls))('%s: a member that is not known is refused with its name', async (name) => {
  const answer = await send(name, { ...calls[name]?.body, suprise: 1 })
  expectProblem(answer, 422)
  expect(JSON.stringify(answer.body.errors)).toContain('suprise')
})

describe.each(Object.keys(calls))('%s:', (name) => {
  const { method = '', path = '' } = calls[name] ?? {}
  const raw = (text: string, headers: Record<string, string> = {}) =>
    world.api.call(method, at(path), { raw: text, headers })

  test.each([
    ['nonsense bytes', '\u0001\u0002þ'],
    ['half a JSON', '{"title": "x'],
    ['a trap for prototypes', '{"__proto__": {"admin": true}}'],
  ])('%s are refused', async (_what, text) => {
    expectProblem(await raw(text), 400)
  })

  test.each([
    ['null', 'null'],
    ['a text', '"hello"'],
    ['a number', '7'],
    ['nothing', ''],
  ])('%s instead of an object is refused', async (_what, text) => {
    expectProblem(await raw(text), 422)
  })

  test('a body over 1 MiB is refused', async () => {
    expectProblem(await raw(JSON.stringify({ title: 'x'.repeat(1024 * 1024) })), 413)
  })

  test.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'nonsense'])(
    'the content type %s is refused',
    async (type) => {
      expectProblem(await raw('{}', { 'content-type': type }), 415)
    },
  )
})

const lists: [string, string[]][] = [
  ['/v1/tickets', ['newest', 'updated']],
  ['/v1/recommendations', ['newest', 'saving']],
  ['/v1/logs', ['']],
  ['/v1/tickets/:ticket/events', ['']],
]

describe.each(lists)('%s:', (path, sorts) => {
  test.each(['0', '-1', 'abc', '999', '1.5', '', '1e9', '10&limit=20'])(
    'limit=%s is refused with its field',
    async (limit) => {
      const answer = await world.api.get(`${at(path)}?limit=${limit}`)
      expectProblem(answer, 400)
      expect(fieldsOf(answer)).toEqual(['limit'])
    },
  )

  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  test.each([
    ['a word', 'abc'],
    ['nothing', ''],
    ['JSON that is no position', cursor({})],
    ['an id that is none', cursor(['x'])],
    ['an id that is none, sorted', cursor(['x', 'x'])],
    ['a number for an id', cursor([7])],
    ['too many parts', cursor([1, 2, 3, '00000000-0000-7000-8000-000000000000'])],
    ['a sort value that is none', cursor([null, '00000000-0000-7000-8000-000000000000'])],
    ['a sort value of the wrong kind', cursor([{}, '00000000-0000-7000-8000-000000000000'])],
    ['a sort value that breaks SQL', cursor(["'; drop table tickets", 'x'])],
    ['501 characters', 'x'.repeat(501)],
  ])('after with %s is refused with its field', async (_what, after) => {
    for (const sort of sorts) {
      const by = sort ? `&sort=${sort}` : ''
      const answer = await world.api.get(`${at(path)}?after=${encodeURIComponent(after)}${by}`)
      expectProblem(answer, 400)
      expect(fieldsOf(answer)).toEqual(['after'])
    }
  })
})

test.each([
  ['/v1/tickets', 'status', 'Open'],
  ['/v1/tickets', 'status', 'New,Open'],
  ['/v1/tickets', 'delivery', 'lost'],
  ['/v1/tickets', 'unmapped', 'maybe'],
  ['/v1/tickets', 'sort', 'oldest'],
  ['/v1/tickets', 'q', 'x'.repeat(201)],
  ['/v1/recommendations', 'ticket', 'maybe'],
  ['/v1/recommendations', 'sort', 'oldest'],
  ['/v1/logs', 'level', 'debug'],
  ['/v1/logs', 'connectionId', 'x'],
  ['/v1/logs', 'ticket', 'x'],
])('%s?%s=%s is refused with its field', async (path, field, value) => {
  const answer = await world.api.get(`${path}?${field}=${encodeURIComponent(value)}`)
  expectProblem(answer, 400)
  expect(fieldsOf(answer)).toEqual([field])
})

test.each([
  'CT-0',
  'CT-999999999999999',
  'CT-9999999999999999',
  'x',
  '%00',
  '-1',
  '00000000-0000-7000-8000-000000000000',
])('There is no ticket %s', async (ref) => {
  expectProblem(await world.api.get(`/v1/tickets/${ref}`), 404)
  expectProblem(await world.api.post(`/v1/tickets/${ref}/sync`), 404)
})

test.each([
  ['/v1/tickets/%E0%A4%A', 400],
  ['/v1/nothing', 404],
  ['/v1', 404],
  ['/v1/connections/abc', 400],
  [`/v1/recommendations/${'a'.repeat(300)}`, 414],
  [`/v1/tickets/${'a'.repeat(300)}`, 414],
])('%s is answered with a problem', async (path, status) => {
  expectProblem(await world.api.get(path), status)
})

test('A method that an address does not have is answered with a problem', async () => {
  expectProblem(await world.api.call('DELETE', '/v1/tickets'), 404)
  expectProblem(await world.api.call('PUT', '/v1/projects', { body: {} }), 404)
})

test('A list of 1,001 recommendations is refused whole', async () => {
  const many = Array.from({ length: 1_001 }, (_, place) => ({ key: `k${place}`, title: 'T' }))
  expectProblem(await world.api.post('/v1/recommendations', many), 422)
})

test.each([
  ['/v1/recommendations', '{"key":"k","title":"T","raw":', '}'],
  ['/v1/connections', '{"provider":"jira","destination":{},"config":{"x":', '}}'],
])('A document to %s that is nested a hundred thousand levels deep is refused', async (path, start, end) => {
  const raw = `${start}${'['.repeat(100_000)}${']'.repeat(100_000)}${end}`
  const headers = { 'idempotency-key': 'deep' }
  expectProblem(await world.api.call('POST', path, { raw, headers }), 422)
})

test('One wrong recommendation among many is named by its place, and none is stored', async () => {
  const many = [{ key: 'a', title: 'A' }, { key: 'b' }, { key: 'c', title: 'C', project: 'nowhere' }]
  expect(fieldsOf(await world.api.post('/v1/recommendations', many))).toEqual(['1.title'])
  const named = [
    { key: 'a', title: 'A' },
    { key: 'c', title: 'C', project: 'nowhere' },
  ]
  expect(fieldsOf(await world.api.post('/v1/recommendations', named))).toEqual(['1.project'])
  const wrapped = await world.api.post('/v1/recommendations', { recommendations: named })
  expect(fieldsOf(wrapped)).toEqual(['recommendations.1.project'])
  const unknown = await world.api.post('/v1/recommendations?project=nowhere', { key: 'a', title: 'A' })
  expect(fieldsOf(unknown)).toEqual(['project'])
})

test('Credentials for another address than the stored one are needed anew', async () => {
  const config = { ...jiraConfig(world.jira), site: 'https://other.atlassian.net', token: '' }
  const answer = await world.api.post('/v1/connections/test', { provider: 'jira', connectionId, config })
  expectProblem(answer, 422)
  expect(fieldsOf(answer)).toEqual(['config.token'])
})
