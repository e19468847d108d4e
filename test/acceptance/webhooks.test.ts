import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  ask,
  callsTo,
  connectionOf,
  create,
  eventsOf,
  logOf,
  moves,
  pass,
  person,
  ticketOf,
} from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let id: string
let secret: string
beforeAll(async () => {
  world = await startWorld()
  id = await world.connectJira()
  const { body } = await world.api.post(`/v1/connections/${id}/webhook-secret`)
  secret = body.secret
  await world.clock.advance(3_000)
})
afterAll(() => world?.close())
afterEach(() => {
  world.jira.faults.rules.length = 0
  world.jira.state.webhooks = []
})

const path = '/v1/ticket/update/jiraStatus'
const sign = (raw: string, key = secret) => `sha256=${createHmac('sha256', key).update(raw).digest('hex')}`

function send(
  raw: string,
  { headers = {}, to = path }: { headers?: Record<string, string>; to?: string } = {},
) {
  const signed = { 'x-hub-signature': sign(raw), ...headers }
  return world.as(undefined).call('POST', to, { raw, headers: signed })
}

const about = (issueId: string, more: object = {}) =>
  JSON.stringify({
    webhookEvent: 'jira:issue_updated',
    issue: { id: issueId, key: 'INFRA-1', fields: { status: { name: 'Closed' } } },
    at: crypto.randomUUID(),
    ...more,
  })

/** What has come in is dealt with a second after it came. */
async function dealWith(): Promise<void> {
  await world.clock.advance(1_500)
  await world.drain()
}

async function movedOnTheQuiet() {
  const ticket = await create(world)
  await world.hub.handlers.refresh({ linkId: ticket.link.id })
  await person(world, ticket.link.issueKey, { transition: moves.start })
  return ticket
}

const stored = async () => {
  const rows = await world.hub.deps.store.db.selectFrom('webhookReceipts').selectAll().orderBy('id').execute()
  return rows.map(({ state }) => state)
}

test('A52, A59 · a change in Jira is seen within seconds by its webhook, without polling', async () => {
  await world.connectWebhook(id)
  const ticket = await create(world)
  const searches = callsTo(world, '/search')
  await person(world, ticket.link.issueKey, { transition: moves.start })
  await world.jira.settle()
  await dealWith()
  const after = await ticketOf(world, ticket.id)
  expect(after).toMatchObject({ statusCategory: 'Active', link: { rawStatus: 'In Progress' } })
  expect(callsTo(world, '/search')).toBe(searches)
  expect((await connectionOf(world, id)).sync.lastWebhookAt).not.toBeNull()
  const { body } = await world.api.post(`/v1/connections/${id}/webhook-secret`)
  secret = body.secret
  await world.clock.advance(3_000)
})

test('AX14 · a webhook only makes the hub read the issue: what its body says is not believed', async () => {
  const ticket = await movedOnTheQuiet()
  expect((await send(about(ticket.link.issueId))).status).toBe(202)
  await dealWith()
  expect((await ticketOf(world, ticket.id)).link.rawStatus).toBe('In Progress')
})

test('A59 · the address works with and without the connection’s id', async () => {
  const ticket = await movedOnTheQuiet()
  expect((await send(about(ticket.link.issueId), { to: `${path}/${id}` })).status).toBe(202)
  await dealWith()
  expect((await ticketOf(world, ticket.id)).statusCategory).toBe('Active')
})

const nobody = '00000000-0000-7000-8000-000000000000'
const refusals = [
  { title: 'no signature', headers: { 'x-hub-signature': '' }, status: 401 },
  {
    title: 'a signature by another secret',
    headers: { 'x-hub-signature': sign('{}', 'x'.repeat(43)) },
    status: 401,
  },
  { title: 'a signature in another form', headers: { 'x-hub-signature': 'md5=00' }, status: 401 },
  { title: 'the id of no connection', to: `${path}/${nobody}`, status: 401 },
  { title: 'an id that is none', to: `${path}/abc`, status: 400 },
  { title: 'an address of no tracker', to: '/v1/ticket/update/trelloStatus', status: 404 },
]
test.each(refusals)(
  'AX14 · a webhook with $title is refused, and nothing is kept',
  async ({ status, ...how }) => {
    const before = (await stored()).length
    const answer = await send('{}', how)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect((await stored()).length).toBe(before)
  },
)

test('AX14 · the signature is over the very bytes', async () => {
  const raw = about('10101')
  const answer = await send(` ${raw}`, { headers: { 'x-hub-signature': sign(raw) } })
  expect(answer.status).toBe(401)
})

test('The secret of a connection that was replaced stops to work', async () => {
  const old = secret
  const { body } = await world.api.post(`/v1/connections/${id}/webhook-secret`)
  secret = body.secret
  await world.clock.advance(3_000)
  const raw = about('10101')
  expect((await send(raw, { headers: { 'x-hub-signature': sign(raw, old) } })).status).toBe(401)
  expect((await send(raw)).status).toBe(202)
})

test('A webhook that is delivered twice is taken once', async () => {
  const ticket = await movedOnTheQuiet()
  const before = callsTo(world, '/issue/bulkfetch')
  const count = (await stored()).length
  const raw = about(ticket.link.issueId)
  const headers = { 'x-atlassian-webhook-identifier': crypto.randomUUID() }
  for (let time = 0; time < 3; time += 1) expect((await send(raw, { headers })).status).toBe(202)
  await dealWith()
  expect((await send(raw, { headers })).status).toBe(202)
  await dealWith()
  expect([callsTo(world, '/issue/bulkfetch') - before, (await stored()).length - count]).toEqual([1, 1])
})

test('Two identical bodies without an identifier are one, with different identifiers two', async () => {
  const raw = about('10101')
  const count = async () => (await stored()).length
  const before = await count()
  await send(raw)
  await send(raw)
  expect((await count()) - before).toBe(1)
  for (const one of ['a', 'b']) {
    await send(raw, { headers: { 'x-atlassian-webhook-identifier': one } })
  }
  expect((await count()) - before).toBe(3)
  await dealWith()
})

test('A burst about one issue costs one reading', async () => {
  const ticket = await movedOnTheQuiet()
  const before = callsTo(world, '/issue/bulkfetch')
  for (let time = 0; time < 20; time += 1) await send(about(ticket.link.issueId))
  await dealWith()
  expect(callsTo(world, '/issue/bulkfetch') - before).toBe(1)
  expect((await stored()).filter((state) => state === 'received')).toEqual([])
})

test('A webhook about an issue that the hub does not follow is put aside without a call', async () => {
  const before = world.jira.calls.length
  await send(about('4711'))
  await dealWith()
  expect(world.jira.calls.length).toBe(before)
  expect((await stored()).at(-1)).toBe('ignored')
})

test.each([
  ['no JSON', 'hello'],
  ['nothing', ''],
  ['a list', '[]'],
  ['nothing that Jira sends', '{"issue":7}'],
  ['a NUL character', '{"webhookEvent":"jira:issue_updated",\u0000}'],
])('A signed body that is %s is taken, reported in the log, and holds nothing up', async (_what, raw) => {
  const ticket = await movedOnTheQuiet()
  expect((await send(raw)).status).toBe(202)
  expect((await send(about(ticket.link.issueId))).status).toBe(202)
  await dealWith()
  expect((await ticketOf(world, ticket.id)).statusCategory).toBe('Active')
  expect((await stored()).filter((state) => state === 'received')).toEqual([])
  expect((await logOf(world))[0]?.message).toMatch(/1 signed webhook.*could not be understood/)
})

test('A body over 1 MiB is refused', async () => {
  const { status, headers } = await send('x'.repeat(1024 * 1024 + 1))
  expect([status, headers.get('content-type')]).toEqual([413, expect.stringContaining('problem+json')])
})

test('A very long identifier does no harm', async () => {
  const raw = about('10101')
  const headers = {
    'x-atlassian-webhook-identifier': Array.from({ length: 250 }, () => crypto.randomUUID()).join(''),
  }
  expect((await send(raw, { headers })).status).toBe(202)
  await dealWith()
})

test('A webhook that arrives before the creation is stored is not lost: the issue is read when both are there', async () => {
  await world.connectWebhook(id)
  const ticketId = await ask(world, { title: 'Faster than the answer' })
  await world.hub.queue.drain(world.hub.handlers)
  await world.jira.settle()
  const { link } = await ticketOf(world, ticketId)
  expect(link.rawStatus).toBeNull()
  await dealWith()
  expect((await ticketOf(world, ticketId)).link.rawStatus).toBe('To Do')
  const { body } = await world.api.post(`/v1/connections/${id}/webhook-secret`)
  secret = body.secret
  await world.clock.advance(3_000)
})

test.each([
  ['a 503', { status: 503 }],
  ['a login page', { html: true }],
  ['a connection that breaks', { dropBefore: true }],
])(
  'A webhook is kept while the tracker answers with %s, and acted on when it is back',
  async (_what, effect) => {
    const ticket = await movedOnTheQuiet()
    world.jira.faults.rules.push({ when: { path: '/rest/api/3/issue/bulkfetch' }, times: 1, effect })
    await send(about(ticket.link.issueId))
    await dealWith()
    expect((await ticketOf(world, ticket.id)).link.rawStatus).toBe('To Do')
    expect((await stored()).filter((state) => state === 'received')).toHaveLength(1)
    await world.clock.advance(61_000)
    await world.drain()
    expect((await ticketOf(world, ticket.id)).link.rawStatus).toBe('In Progress')
    await pass(world, 16)
    expect((await connectionOf(world, id)).sync.fault).toBeNull()
  },
)

test('A webhook whose job was lost with a process is found again', async () => {
  const ticket = await movedOnTheQuiet()
  await send(about(ticket.link.issueId))
  await world.hub.deps.store.pool.query(`delete from pgboss.job where name = 'webhooks'`)
  await world.restart()
  await pass(world, 2)
  expect((await ticketOf(world, ticket.id)).link.rawStatus).toBe('In Progress')
})

test('Webhooks that come in the wrong order end with the newest state', async () => {
  await world.connectWebhook(id)
  world.jira.faults.webhooks.outOfOrder = 1
  const ticket = await create(world)
  await person(world, ticket.link.issueKey, { transition: moves.start })
  await person(world, ticket.link.issueKey, { transition: moves.done })
  await world.jira.settle()
  world.jira.faults.webhooks.outOfOrder = 0
  await dealWith()
  expect((await ticketOf(world, ticket.id)).link.rawStatus).toBe('Done')
  expect((await eventsOf(world, ticket.id)).filter(({ kind }) => kind === 'status')).not.toEqual([])
})

test('AX14 · a Jira that cannot sign is known by the secret behind the address', async () => {
  const { body: hook } = await world.api.post(`/v1/connections/${id}/webhook-secret`)
  await world.clock.advance(3_000)
  const unsigned = async (to: string) => {
    const headers = { 'content-type': 'application/json' }
    return (await world.as(undefined).call('POST', to, { raw: about('10101'), headers })).status
  }
  expect(await unsigned(`${path}/${id}?secret=${hook.secret}`)).toBe(202)
  expect(await unsigned(`${path}/${id}?secret=${hook.secret}x`)).toBe(401)
  expect(await unsigned(`${path}/${id}`)).toBe(401)
})

test('A disconnected connection receives no webhooks any more', async () => {
  const { body } = await world.api.post(`/v1/connections/${id}/webhook-secret`)
  secret = body.secret
  await world.clock.advance(3_000)
  expect((await send(about('10101'))).status).toBe(202)
  await world.api.post(`/v1/connections/${id}/disconnect`, { oldTickets: 'stop' })
  await world.clock.advance(3_000)
  expect((await send(about('10101'))).status).toBe(401)
  await dealWith()
  expect((await stored()).filter((state) => state === 'received')).toEqual([])
})
