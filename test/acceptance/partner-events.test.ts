import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  clearCodeNames,
  eventStatuses,
  nextStatuses,
  responsabilityOf,
  serviceStatuses,
  statusAfter,
  type Party,
  type ServiceStatus,
} from '../../src/domain/service-ticket.ts'
import type { Api } from '../setup/api.ts'
import { partner, type Partner } from '../setup/partner.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let one: Partner
let ticket: { id: number; alias: string; author: string }
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())
beforeEach(async () => {
  one = await partner(world)
  ticket = (await one.api.post('/api/tickets/', one.newTicket())).body
})

const add = (api: Api, event: object, headers?: Record<string, string>) =>
  api.post(`/api/tickets/${ticket.alias}/events/`, event, headers)
const read = async () => (await one.api.get(`/api/tickets/${ticket.id}/`)).body
const listed = async () => (await one.api.get(`/api/tickets/${ticket.id}/events/`)).body

/** Brings the ticket to a status, as the desk would. */
async function bringTo(status: ServiceStatus): Promise<void> {
  const ways: Record<ServiceStatus, object[]> = {
    open: [],
    deferred: [{ status: 'deferred', comment: 'Which modem?' }],
    cleared: [{ status: 'cleared', clear_code: 'modem' }],
    closed: [{ status: 'cleared', clear_code: 'modem' }, { status: 'closed' }],
    canceled: [{ status: 'canceled' }],
  }
  for (const event of ways[status]) expect((await add(world.api, event)).status).toBe(200)
}

const cells = (['operator', 'desk'] as Party[]).flatMap((party) =>
  serviceStatuses.flatMap((from) => eventStatuses.map((event) => [party, from, event] as const)),
)

test.each(cells)(
  'DX3, D35, D5, D6 · The %s, a ticket that is %s, an event %s',
  async (party, from, event) => {
    await bringTo(from)
    const before = await read()
    const api = party === 'operator' ? one.api : world.api
    const code = event === 'cleared' && party === 'desk' ? { clear_code: 'other_kosc' } : {}
    const { status, body } = await add(api, { status: event, ...code })
    const allowed = nextStatuses(party, from)
    if (allowed.includes(event)) {
      expect([status, body.status]).toEqual([200, event])
      expect((await read()).status).toBe(statusAfter(event))
      return
    }
    expect([status, body.errors?.[0].field]).toEqual([409, 'status'])
    for (const next of allowed) expect(body.detail).toContain(next)
    expect(await read()).toEqual(before)
  },
)

test.each(serviceStatuses)(
  'DX4 · next_available_status of a ticket that is %s is what its reader may do',
  async (status) => {
    await bringTo(status)
    expect((await read()).next_available_status).toEqual(nextStatuses('operator', status))
    const { body } = await world.api.get(`/api/tickets/${ticket.id}/`)
    expect(body.next_available_status).toEqual(nextStatuses('desk', status))
  },
)

test('D33, D34, D36 · A comment answers 200 with the event; its status is null', async () => {
  const { status, body } = await add(one.api, { comment: 'this is a comment' })
  expect([status, Object.keys(body)]).toEqual([
    200,
    ['id', 'status', 'comment', 'author', 'creation_date', 'clear_code', 'responsability', 'sort_value'],
  ])
  expect(body).toMatchObject({ status: null, comment: 'this is a comment', author: ticket.author })
  expect((await listed())[0]).toEqual(body)
  expect((await read()).last_comment).toEqual({ comment: 'this is a comment', author: ticket.author })
})

test('DX7 · An operator comments on an open ticket, and cannot cancel it', async () => {
  expect((await add(one.api, { comment: 'Still so' })).status).toBe(200)
  expect((await add(one.api, { status: 'canceled' })).status).toBe(409)
})

test('D37, D38 · A comment and a status come together, or the status alone', async () => {
  await bringTo('deferred')
  const { body } = await add(one.api, { status: 'open', comment: 'some information' })
  expect(body).toMatchObject({ status: 'open', comment: 'some information' })
  await bringTo('deferred')
  expect((await add(one.api, { status: 'open' })).body).toMatchObject({ status: 'open', comment: null })
  await bringTo('cleared')
  const closed = await add(one.api, { status: 'closed', comment: 'issue resolved' })
  expect(closed.body).toMatchObject({ status: 'closed', comment: 'issue resolved' })
})

test.each(clearCodeNames)(
  'D41, D42 · A ticket that is cleared with %s has the code and its responsability',
  async (code) => {
    const { body } = await add(world.api, { status: 'cleared', clear_code: code })
    const both = { clear_code: code, responsability: responsabilityOf(code) }
    expect(body).toMatchObject({ status: 'cleared', ...both })
    expect(await read()).toMatchObject({ status: 'cleared', ...both })
  },
)

test('DX22, D30 · Other events have no code; the ticket keeps its own until it is reopened', async () => {
  await bringTo('cleared')
  const { body } = await add(one.api, { comment: 'Thanks' })
  expect([body.clear_code, (await read()).clear_code]).toEqual([null, 'modem'])
  const reopened = await add(world.api, { status: 'reopen' })
  expect(reopened.body).toMatchObject({ status: 'reopen', clear_code: null })
  expect(await read()).toMatchObject({ status: 'open', clear_code: null, responsability: null })
})

test.each([
  ['neither status nor comment', {}],
  ['nothing but nulls', { status: null, comment: null }],
  ['an empty comment', { comment: '  ' }],
  ['an unknown status', { status: 'resolved' }],
  ['a clear code of an operator', { comment: 'x', clear_code: 'modem' }],
  ['an unknown clear code', { comment: 'x', clear_code: 'rain' }],
  ['an unknown member', { comment: 'x', responsability: 'Covage' }],
  ['a status of the wrong type', { status: 7 }],
  ['a comment too long', { comment: 'x'.repeat(20_001) }],
  ['a comment with a control character', { comment: 'a\u0007b' }],
  ['a list', []],
])('DX23 · %s is 400 and changes nothing', async (_what, event) => {
  const before = [await read(), await listed()]
  const { status, body } = await add(one.api, event)
  expect([status, body.errors?.length > 0]).toEqual([400, true])
  expect([await read(), await listed()]).toEqual(before)
})

test('DX23 · The desk gives a code with cleared, and only then', async () => {
  for (const event of [
    { status: 'cleared' },
    { status: 'deferred', clear_code: 'modem' },
    { comment: 'x', clear_code: 'modem' },
  ]) {
    const { status, body } = await add(world.api, event)
    expect([status, body.errors?.[0].field]).toEqual([400, 'clear_code'])
  }
})

test('DX3 · Of changes that contradict each other at once one succeeds; the others are told what is allowed now', async () => {
  const answers = await Promise.all([
    ...Array.from({ length: 4 }, () => add(world.api, { status: 'cleared', clear_code: 'modem' })),
    ...Array.from({ length: 4 }, () => add(world.api, { status: 'canceled' })),
  ])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(7)
  expect((await listed()).filter(({ status }: { status: string | null }) => status !== null)).toHaveLength(2)
})

test('Comments that come at the same time are all kept', async () => {
  const texts = Array.from({ length: 12 }, (_, place) => `comment ${place}`)
  await Promise.all(texts.map((comment) => add(one.api, { comment })))
  const found = (await listed()).map(({ comment }: { comment: string }) => comment)
  expect(found).toEqual(expect.arrayContaining(texts))
})

test('DX24 · A repeated Idempotency-Key answers the first event and adds none', async () => {
  const key = { 'idempotency-key': `event-${ticket.alias}` }
  const first = await add(one.api, { comment: 'once' }, key)
  const answers = await Promise.all(Array.from({ length: 8 }, () => add(one.api, { comment: 'once' }, key)))
  for (const { status, body } of answers) expect([status, body]).toEqual([200, first.body])
  expect(await listed()).toHaveLength(2)
})

test('DX6, DX19 · Who did it is the author: the login, the names for people and the operator’s short name are apart', async () => {
  expect(await read()).toMatchObject({
    author: ticket.author,
    last_comment_author: one.operator.displayName,
    last_update_author: one.operator.name,
  })
  await world.api.patch('/v1/desk-settings', { deskName: 'Kosc' })
  const { body } = await add(world.api, { comment: 'We look into it' })
  expect(body.author).toBe('Kosc')
  expect(await read()).toMatchObject({
    author: ticket.author,
    last_comment: { comment: 'We look into it', author: 'Kosc' },
    last_comment_author: 'Kosc',
    last_update_author: 'Kosc',
  })
  await world.api.patch('/v1/desk-settings', { deskName: null })
})

test.each(['id', 'alias', 'uuid'])(
  'DX10, D17, D32 · A ticket is read, and its events read and added, by its %s',
  async (form) => {
    const { headers } = await one.api.post(
      '/api/tickets/',
      one.newTicket({ service_uuid: one.services[1].uuid, category: 'other', diagnostic_run_id: null }),
    )
    const uuid = /[\da-f-]{36}/u.exec(headers.get('location') ?? '')?.[0] ?? ''
    const { body } = await one.api.get(`/api/tickets/${uuid}`)
    const ref = { id: body.id, alias: body.alias, uuid }[form]
    for (const slash of ['', '/']) {
      expect((await one.api.get(`/api/tickets/${ref}${slash}`)).body).toEqual(body)
      expect((await one.api.get(`/api/tickets/${ref}/events${slash}`)).status).toBe(200)
    }
    expect((await one.api.post(`/api/tickets/${ref}/events`, { comment: 'x' })).status).toBe(200)
  },
)

test('An operator has so many requests a minute with all its tokens together; others and the desk have their own', async () => {
  const small = await partner(world)
  const login = { name: 'second', email: null }
  const { body } = await world.api.post(`/v1/operators/${small.operator.id}/tokens`, login)
  await world.api.patch(`/v1/operators/${small.operator.id}`, { requestsPerMinute: 3 })
  const second = world.as(body.token)
  const first = await small.api.get('/api/tickets/')
  expect([
    first.status,
    first.headers.get('x-ratelimit-limit'),
    first.headers.get('x-ratelimit-remaining'),
  ]).toEqual([200, '3', '2'])
  expect((await second.get('/api/tickets/')).status).toBe(200)
  expect((await small.api.get('/api/tickets/')).status).toBe(200)
  const refused = await second.post('/api/tickets/', small.newTicket())
  expect([refused.status, refused.body.title]).toEqual([429, 'Too many requests'])
  expect(refused.headers.get('content-type')).toContain('application/problem+json')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await one.api.get('/api/tickets/')).status).toBe(200)
  expect((await world.api.get('/api/tickets/')).status).toBe(200)
})
