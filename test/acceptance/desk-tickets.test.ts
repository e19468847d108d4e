import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  clearCodes,
  eventStatuses,
  nextStatuses,
  serviceStatuses,
  statusAfter,
  type EventStatus,
  type ServiceStatus,
} from '../../src/domain/service-ticket.ts'
import { partner, type Partner } from '../setup/partner.ts'
import { member, otherWorkspace } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

/** What has to be said with each status. */
const saying: Record<EventStatus, object> = {
  open: { status: 'open' },
  deferred: { status: 'deferred', comment: 'Is the modem plugged in?' },
  cleared: { status: 'cleared', clearCode: 'modem' },
  canceled: { status: 'canceled', comment: 'Reported twice.' },
  reopen: { status: 'reopen' },
  closed: { status: 'closed' },
}

/** How a ticket comes to each status. */
const ways: Record<ServiceStatus, EventStatus[]> = {
  open: [],
  deferred: ['deferred'],
  cleared: ['cleared'],
  closed: ['cleared', 'closed'],
  canceled: ['canceled'],
}

async function opened(by: Partner, overrides: object = {}) {
  const { status, body } = await by.api.post('/api/tickets/', by.newTicket(overrides))
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const read = async (ref: string | number) => (await world.api.get(`/v1/service-tickets/${ref}`)).body
const add = (ref: string | number, event: object, headers?: Record<string, string>) =>
  world.api.post(`/v1/service-tickets/${ref}/events`, event, headers)

async function ticketIn(status: ServiceStatus) {
  const by = await partner(world)
  const { id, alias } = await opened(by)
  for (const step of ways[status]) expect((await add(id, saying[step])).status).toBe(201)
  return { by, id, alias }
}

const every = serviceStatuses.flatMap((status) => eventStatuses.map((event) => [status, event] as const))
const isAllowed = ([status, event]: readonly [ServiceStatus, EventStatus]) =>
  nextStatuses('desk', status).includes(event)

test.each(every.filter(isAllowed))('DX3 · the desk takes a ticket from %s by %s', async (status, event) => {
  const { id } = await ticketIn(status)
  const { status: code, body } = await add(id, saying[event])
  expect(code).toBe(201)
  expect(body.event).toMatchObject({ party: 'desk', status: event })
  expect(body.ticket.status).toBe(statusAfter(event))
  expect(await read(id)).toEqual(body.ticket)
  expect(body.ticket.next).toEqual({
    desk: nextStatuses('desk', statusAfter(event)),
    operator: nextStatuses('operator', statusAfter(event)),
  })
})

test.each(every.filter((pair) => !isAllowed(pair)))(
  'DX3 · from %s, %s is refused with what is allowed, and changes nothing',
  async (status, event) => {
    const { id } = await ticketIn(status)
    const before = await read(id)
    const { status: code, body } = await add(id, saying[event])
    expect(code).toBe(409)
    const allowed = nextStatuses('desk', status)
    expect(body.detail).toContain(allowed.length > 0 ? allowed.join(', ') : 'no change of status')
    expect(await read(id)).toEqual(before)
  },
)

test('DX23, D5, D31 · a code, a question and a reason are asked for, each at its field', async () => {
  const { id } = await ticketIn('open')
  const wrong: [object, string][] = [
    [{ status: 'cleared' }, 'clearCode'],
    [{ status: 'cleared', clearCode: 'gremlins' }, 'clearCode'],
    [{ comment: 'On it.', clearCode: 'modem' }, 'clearCode'],
    [{ status: 'deferred' }, 'comment'],
    [{ status: 'deferred', comment: '  ' }, 'comment'],
    [{ status: 'canceled' }, 'comment'],
    [{ status: 'solved' }, 'status'],
    [{}, 'comment'],
  ]
  for (const [event, field] of wrong) {
    const { status, body } = await add(id, event)
    expect([status, body.errors?.[0]?.field]).toEqual([422, field])
  }
  expect((await read(id)).status).toBe('open')
})

test('D41, D42, DX22 · the code stays until the ticket is reopened, and brings its meaning', async () => {
  const { id } = await ticketIn('cleared')
  const expected = { code: 'modem', responsibility: 'Customer', means: clearCodes.modem.means }
  expect((await read(id)).clearCode).toEqual(expected)
  await add(id, { comment: 'As agreed by phone.' })
  expect((await read(id)).clearCode).toEqual(expected)
  await add(id, saying.reopen)
  expect(await read(id)).toMatchObject({ status: 'open', clearCode: null })
})

test('D42–D44 · the codes are listed with responsibility and meaning, in the spelling of the contract', async () => {
  const { body } = await world.api.get('/v1/service-tickets/clear-codes')
  expect(body.map(({ code }: { code: string }) => code)).toEqual(Object.keys(clearCodes))
  expect(body).toContainEqual({
    code: 'provisionning',
    responsibility: 'Covage',
    means: clearCodes.provisionning.means,
  })
})

test('Two people of the desk at once: one succeeds, the other is told what the ticket is now', async () => {
  const { id } = await ticketIn('open')
  const bob = await member(world)
  const answers = await Promise.all([
    add(id, saying.deferred),
    bob.post(`/v1/service-tickets/${id}/events`, saying.cleared),
    add(id, saying.canceled),
  ])
  // Of a deferred ticket clearing and canceling are still allowed: each success was a right one at its moment.
  const { body } = await world.api.get(`/v1/service-tickets/${id}/timeline?limit=200`)
  const stored = body.items.filter(({ status }: { status: string | null }) => status && status !== 'open')
  expect(stored).toHaveLength(answers.filter(({ status }) => status === 201).length)
  const both = await ticketIn('cleared')
  const two = await Promise.all([add(both.id, saying.closed), add(both.id, saying.reopen)])
  expect(new Set(two.map(({ status }) => status))).toEqual(new Set([201, 409]))
  expect(two.find(({ status }) => status === 409)?.body.detail).toMatch(
    /is (closed|open), so it cannot become/u,
  )
})

test('DX14 · an operator’s token has no part in this; another workspace has no such ticket', async () => {
  const { by, id, alias } = await ticketIn('open')
  const paths = ['', '/clear-codes', `/${id}`, `/${alias}`, `/${alias}/timeline`]
  const stranger = await otherWorkspace(world)
  for (const path of paths) {
    expect((await by.api.get(`/v1/service-tickets${path}`)).status).toBe(403)
    expect((await world.as(undefined).get(`/v1/service-tickets${path}`)).status).toBe(401)
  }
  expect((await by.api.post(`/v1/service-tickets/${id}/events`, { comment: 'Hello' })).status).toBe(403)
  expect((await by.api.post('/v1/service-tickets', {})).status).toBe(403)
  const { id: uuid } = await read(id)
  for (const ref of [id, alias, uuid]) {
    expect((await stranger.get(`/v1/service-tickets/${ref}`)).status).toBe(404)
    expect((await stranger.get(`/v1/service-tickets/${ref}/timeline`)).status).toBe(404)
    expect((await stranger.post(`/v1/service-tickets/${ref}/events`, { comment: 'Hello' })).status).toBe(404)
  }
  expect((await stranger.get('/v1/service-tickets')).body.items).toEqual([])
})

test('DX10 · a ticket is found by id, alias, uuid and the hub’s own alias', async () => {
  const { id, alias } = await ticketIn('open')
  const ticket = await read(alias)
  expect(ticket.number).toBe(id)
  for (const ref of [id, ticket.id, ticket.ticketAlias, alias.toLowerCase()])
    expect(await read(ref)).toEqual(ticket)
  for (const ref of ['T190517_08006', 'CT-999999', 'nonsense', crypto.randomUUID()]) {
    expect((await world.api.get(`/v1/service-tickets/${ref}`)).status).toBe(404)
  }
})

test('D18, DX19, DX20, DX28 · the desk reads the partner’s fields, operator, service, run and note', async () => {
  const by = await partner(world)
  const { alias } = await opened(by, { category: 'authentication', priority: 'critical' })
  const [service] = by.services
  expect(await read(alias)).toMatchObject({
    alias,
    status: 'open',
    statusCategory: 'New',
    category: 'authentication',
    priority: 'critical',
    author: by.login,
    owner: by.operator.owner,
    operator: { name: by.operator.name, displayName: by.operator.displayName, removed: false },
    ownerContact: { firstName: 'Ada', lastName: 'Bell', email: 'ada.bell@example.com' },
    service: { uuid: service.uuid, alias: service.alias, productName: service.productName, grt: 'GRT-North' },
    run: { alias: by.run.alias, status: 'completed', findings: by.run.findings },
    note: 'The ticket says authentication; the diagnostic run found synchro.',
    initialComment: 'The customer has restarted the modem.',
    waitsFor: 'desk',
    operatorSpoke: false,
    asksClearCode: false,
    failedNotifications: 0,
    link: null,
    delivery: null,
    next: { desk: ['deferred', 'cleared', 'canceled'], operator: [] },
  })
})

test('D30, DX6, DX19, DX21 · the timeline tells who really acted, newest first, page by page', async () => {
  const { by, id } = await ticketIn('deferred')
  await by.api.post(`/api/tickets/${id}/events/`, { status: 'open', comment: 'It is.' })
  const bob = await member(world)
  await bob.post(`/v1/service-tickets/${id}/events`, { comment: 'Looking again.' })
  const { body } = await world.api.get(`/v1/service-tickets/${id}/timeline`)
  expect(body.total).toEqual({ count: 4, capped: false })
  expect(body.items).toMatchObject([
    { from: 'party', party: 'desk', actor: 'Bob', status: null, comment: 'Looking again.' },
    {
      from: 'party',
      party: 'operator',
      author: by.login,
      authorName: by.operator.displayName,
      status: 'open',
    },
    { from: 'party', party: 'desk', status: 'deferred', comment: 'Is the modem plugged in?' },
    { from: 'party', party: 'operator', status: 'open', comment: 'The customer has restarted the modem.' },
  ])
  const pages: unknown[] = []
  for (let after: string | null = ''; after !== null;) {
    const page: { body: { items: unknown[]; next: string | null } } = await world.api.get(
      `/v1/service-tickets/${id}/timeline?limit=1${after && `&after=${after}`}`,
    )
    pages.push(...page.body.items)
    after = page.body.next
  }
  expect(pages).toEqual(body.items)
})

test('An Idempotency-Key adds one event; with another body it is refused', async () => {
  const { id } = await ticketIn('open')
  const headers = { 'idempotency-key': `key-${id}` }
  const first = await add(id, { comment: 'Once.' }, headers)
  const again = await add(id, { comment: 'Once.' }, headers)
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.body.event).toEqual(first.body.event)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect((await add(id, { comment: 'Twice.' }, headers)).status).toBe(422)
  expect((await world.api.get(`/v1/service-tickets/${id}/timeline`)).body.total.count).toBe(2)
})

test('What is said on a partner’s ticket is an event: the generic comment refuses with the way to it', async () => {
  const { id } = await ticketIn('open')
  const { status, body } = await world.api.post(`/v1/tickets/CT-${id}/comments`, { text: 'Hello' })
  expect([status, body.detail]).toEqual([409, expect.stringContaining('/v1/service-tickets')])
  expect((await world.api.get(`/v1/tickets/CT-${id}`)).body).toMatchObject({ type: 'service', link: null })
  expect((await world.api.post(`/v1/tickets/CT-${id}/sync`)).status).toBe(200)
})

test('Partners’ tickets are among all tickets, by type and by their alias', async () => {
  const { alias, id } = await ticketIn('open')
  const { body } = await world.api.get(`/v1/tickets?type=service&q=${alias}`)
  expect(body.items.map((ticket: { alias: string }) => ticket.alias)).toEqual([`CT-${id}`])
  expect((await world.api.get(`/v1/tickets?type=task&q=${alias}`)).body.items).toEqual([])
})
