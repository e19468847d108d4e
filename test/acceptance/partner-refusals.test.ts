import * as fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { partnerDescription } from '../../src/http/partner/description.ts'
import type { ApiAnswer } from '../setup/api.ts'
import { content } from '../setup/database.ts'
import { bodiesOf } from '../setup/described-bodies.ts'
import { partner, type Partner } from '../setup/partner.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let one: Partner
let other: Partner
let ticket: { id: number; alias: string }
let uuid: string
let before: Record<string, string[]>
beforeAll(async () => {
  world = await startWorld()
  one = await partner(world)
  other = await partner(world)
  const made = await one.api.post('/api/tickets/', one.newTicket())
  ticket = made.body
  uuid = /[\da-f-]{36}/u.exec(made.headers.get('location') ?? '')?.[0] ?? ''
  await world.drain()
})
afterAll(() => world?.close())
beforeEach(async () => {
  before = await content(world)
})
afterEach(async () => {
  expect(await content(world)).toEqual(before)
})

function expectProblem({ status, headers, body }: ApiAnswer, wanted: number): void {
  expect([status, body]).toEqual([wanted, expect.objectContaining({ type: 'about:blank', status: wanted })])
  expect(headers.get('content-type')).toContain('application/problem+json')
  expect([typeof body.title, body.detail.length > 5]).toEqual(['string', true])
}

const free = () =>
  one.newTicket({ service_uuid: one.services[1].uuid, category: 'other', diagnostic_run_id: null })
const post = (body: unknown) => one.api.post('/api/tickets/', body)

const required = ['type', 'category', 'service_uuid', 'description', 'diagnostic_run_id', 'owner_contact']
test.each(required)('DX12 · Without %s nothing is created, and it is named', async (field) => {
  const { [field]: _left, ...body } = free()
  const answer = await post(body)
  expectProblem(answer, 400)
  expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field])
})

const wrong: [string, unknown][] = [
  ['type', 'other'],
  ['type', null],
  ['type', 7],
  ['category', 'rain'],
  ['category', null],
  ['category', ['other']],
  ['priority', 'urgent'],
  ['priority', null],
  ['service_uuid', ''],
  ['service_uuid', null],
  ['service_uuid', 7],
  ['service_uuid', 'x'.repeat(65)],
  ['service_uuid', 'a\u0000b'],
  ['description', '  '],
  ['description', null],
  ['description', { text: 'x' }],
  ['description', 'x'.repeat(20_001)],
  ['description', 'a\u0007b'],
  ['initial_comment', 7],
  ['initial_comment', 'x'.repeat(20_001)],
  ['operator_ticket_ref', 'x'.repeat(256)],
  ['operator_ticket_ref', 'two\nlines'],
  ['operator_ticket_ref', 7],
  ['diagnostic_run_id', true],
  ['diagnostic_run_id', 1.5],
  ['diagnostic_run_id', -1],
  ['diagnostic_run_id', {}],
  ['diagnostic_run_id', 'x'.repeat(65)],
  ['owner_contact', null],
  ['owner_contact', 'John Doe'],
  ['owner_contact', []],
]
test.each(wrong)('D9 · %s as %j is named with what would be right', async (field, value) => {
  const answer = await post({ ...free(), [field]: value })
  const isUnkeepable = JSON.stringify(value).includes(String.raw`\u0000`)
  expectProblem(answer, isUnkeepable ? answer.status : 400)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.body.errors[0].field).toContain(field)
  expect(answer.body.errors[0].message.length).toBeGreaterThan(3)
})

test.each([
  ['first_name', ''],
  ['last_name', undefined],
  ['email', 'nobody'],
  ['email', 'a@example.com\r\nBcc: b@example.com'],
  ['phone_number', 7],
])('D9 · owner_contact.%s as %j is named', async (field, value) => {
  const body = free()
  const answer = await post({
    ...body,
    owner_contact: { ...(body['owner_contact'] as object), [field]: value },
  })
  expectProblem(answer, 400)
  expect(answer.body.errors[0].field).toBe(`owner_contact.${field}`)
})

test('Members that nobody knows are named, each by itself', async () => {
  const body = free()
  const owner_contact = { ...(body['owner_contact'] as object), fax: '1' }
  const answer = await post({ ...body, owner_contact, status: 'open', clear_code: 'modem' })
  expectProblem(answer, 400)
  const fields = answer.body.errors.map((error: { field: string }) => error.field)
  expect(fields).toEqual(['owner_contact.fax', 'status', 'clear_code'])
})

const nested = '['.repeat(1_000) + ']'.repeat(1_000)
test.each([
  ['no JSON', '{'],
  ['nothing', ''],
  ['a name given twice', '{"type":"service","type":"service"}'],
  ['__proto__', '{"__proto__":{"type":"service"}}'],
  ['a thousand levels', `{"description":${nested}}`],
  ['a number', '7'],
  ['null', 'null'],
  ['a list', '[]'],
])('A body that is %s is 400', async (_what, raw) => {
  expectProblem(await one.api.call('POST', '/api/tickets/', { raw }), 400)
  expectProblem(await one.api.call('POST', `/api/tickets/${ticket.id}/events/`, { raw }), 400)
})

test.each([
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
])('A body of the type %s is 415', async (type) => {
  const headers = { 'content-type': type }
  expectProblem(await one.api.call('POST', '/api/tickets/', { raw: '{}', headers }), 415)
})

test('A body without a type is 415, one of more than 1 MiB is 413', async () => {
  const url = `${world.hub.url}/api/tickets/`
  const headers = { authorization: `Bearer ${one.token}` }
  const untyped = await fetch(url, { method: 'POST', headers, body: new Blob(['{}']) })
  expect(untyped.status).toBe(415)
  const large = JSON.stringify({ description: 'x'.repeat(1_100_000) })
  expectProblem(await one.api.call('POST', '/api/tickets/', { raw: large }), 413)
})

test('DX14 · Without a token, or with one that is none, every address answers 401', async () => {
  for (const api of [world.as(undefined), world.as('ct_nobody')]) {
    for (const path of ['/api/tickets/', `/api/tickets/${ticket.id}`, `/api/tickets/${ticket.id}/events/`]) {
      const answer = await api.get(path)
      expectProblem(answer, 401)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
  }
})

test('DX14 · Another operator’s ticket is not there: by no name, not in lists, not for events', async () => {
  for (const ref of [ticket.id, ticket.alias, uuid]) {
    expectProblem(await other.api.get(`/api/tickets/${ref}/`), 404)
    expectProblem(await other.api.get(`/api/tickets/${ref}/events/`), 404)
    expectProblem(await other.api.post(`/api/tickets/${ref}/events/`, { comment: 'x' }), 404)
  }
  expect((await other.api.get('/api/tickets/')).body).toEqual([])
  const { body } = await other.api.get(`/api/tickets/?service_uuid=${one.services[0].uuid}`)
  expect(body).toEqual([])
})

test('DX10 · Names of other things, and names of nothing, are 404', async () => {
  const names = [
    one.run.alias,
    one.services[0].alias,
    one.services[0].uuid,
    one.run.id + 1e9,
    '0',
    '-1',
    '1.5',
    'T190517_08',
    'open',
    '%00',
    '..%2f..',
    '99999999999999999999',
    '01a20460-aac3-756c-b976-bcff279530ef',
  ]
  for (const name of names) {
    const answer = await one.api.get(`/api/tickets/${name}/`)
    expect([name, answer.status]).toEqual([name, 404])
  }
})

test('D27, D28, DX5 · A ticket is neither edited nor deleted: 405 with what there is', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    for (const slash of ['', '/']) {
      const answer = await one.api.call(method, `/api/tickets/${ticket.id}${slash}`, {
        body: { status: 'closed' },
      })
      expectProblem(answer, 405)
      expect(answer.headers.get('allow')).toBe('GET, HEAD')
    }
  }
  for (const path of ['/api/tickets', `/api/tickets/${ticket.id}/events/`]) {
    const answer = await one.api.call('DELETE', path)
    expectProblem(answer, 405)
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST')
  }
})

test('Addresses below that are none are 404', async () => {
  for (const path of [`/api/tickets/${ticket.id}/events/1`, `/api/tickets/${ticket.id}/close/`]) {
    expectProblem(await one.api.get(path), 404)
    expectProblem(await one.api.post(path, {}), 404)
  }
})

test.each(['', ' ', 'ä', 'x'.repeat(201)])(
  'An Idempotency-Key %j that cannot be used is 400',
  async (key) => {
    const headers = {
      'idempotency-key': encodeURIComponent(key) === key ? key : Buffer.from(key).toString('latin1'),
    }
    expectProblem(await one.api.post('/api/tickets/', free(), headers), 400)
  },
)

test('10,000 bodies drawn from the description never make the hub fail, and none that is refused leaves anything', async () => {
  const { components } = partnerDescription('http://hub.example.com')
  // A quota would answer for the hub.
  await world.database.updateTable('operators').set({ requestsPerMinute: 100_000 }).execute()
  before = await content(world)
  const { NewTicket, NewEvent } = components.schemas
  const runs = { numRuns: 5_000 }
  const statuses = new Set<number>()
  const refusedWith = async (path: string, body: unknown) => {
    const answer = await one.api.call('POST', path, { body })
    statuses.add(answer.status)
    expect([400, 404, 409, 422]).toContain(answer.status)
  }
  // The service has a ticket already, so that even a good body is refused.
  const known = [one.services[0].uuid, one.run.alias, ticket.alias]
  await fc.assert(
    fc.asyncProperty(bodiesOf(NewTicket, known), (body) => refusedWith('/api/tickets/', body)),
    runs,
  )
  await fc.assert(
    fc.asyncProperty(bodiesOf(NewEvent, known), (body) =>
      refusedWith('/api/tickets/T190517_08006/events/', body),
    ),
    runs,
  )
  expect(statuses.has(400)).toBe(true)
})
