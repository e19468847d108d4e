import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServiceTimelineEntry } from '../../src/http/contract/service-ticket.ts'
import { partner, type Partner } from '../setup/partner.ts'
import { moves, person, untilPolled } from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let by: Partner
let alias: string
let key: string
beforeAll(async () => {
  world = await startWorld()
  await world.connectJira()
  await world.api.patch('/v1/desk-settings', { forward: true, clearCodes: {} })
  by = await partner(world)
  alias = (await by.api.post('/api/tickets/', by.newTicket())).body.alias
  await world.drain()
  await untilPolled(world)
  key = (await read()).link.issueKey
})
afterAll(() => world?.close())

const read = async () => (await world.api.get(`/v1/service-tickets/${alias}`)).body
const add = (event: object) => world.api.post(`/v1/service-tickets/${alias}/events`, event)
const timeline = async (query = '') =>
  (await world.api.get(`/v1/service-tickets/${alias}/timeline${query}`)).body as {
    items: ServiceTimelineEntry[]
    next: string | null
    total: { count: number }
  }

test('DX33 · a forwarded ticket shows its issue, and how its delivery stands', async () => {
  expect(await read()).toMatchObject({
    link: { issueKey: key, state: 'linked', following: true },
    delivery: { kind: 'create', state: 'done' },
  })
})

test('DX33 · an issue that is resolved makes the desk’s turn of a deferred ticket, until it is cleared with a code', async () => {
  const asks = async (party: string) =>
    (await world.api.get(`/v1/service-tickets?asks=${party}`)).body.items.length
  await add({ status: 'deferred', comment: 'Is it plugged in?' })
  expect([await asks('desk'), await asks('operator')]).toEqual([0, 1])
  for (const transition of [moves.start, moves.done]) await person(world, key, { transition })
  await untilPolled(world)
  expect(await read()).toMatchObject({ status: 'deferred', asksClearCode: true, waitsFor: 'desk' })
  expect([await asks('desk'), await asks('operator')]).toEqual([1, 0])
  const { body } = await add({ status: 'cleared', clearCode: 'modem' })
  expect(body.ticket).toMatchObject({ status: 'cleared', asksClearCode: false, waitsFor: 'operator' })
})

test('The timeline has the steps between hub and tracker, each event once, and is whole over its pages', async () => {
  const { items, total } = await timeline('?limit=200')
  expect(total.count).toBe(items.length)
  const hub = items.flatMap((entry) => (entry.from === 'hub' ? [entry.kind] : []))
  expect(hub).toEqual(expect.arrayContaining(['link', 'status', 'sync']))
  expect(hub).not.toContain('created')
  const parties = items.flatMap((entry) => (entry.from === 'party' ? [entry.status] : []))
  expect(parties).toEqual(['cleared', 'deferred', 'open'])
  const times = items.map(({ at }) => at)
  expect(times).toEqual(times.toSorted().toReversed())
  const paged: ServiceTimelineEntry[] = []
  for (let after: string | null = ''; after !== null;) {
    const page = await timeline(`?limit=2${after && `&after=${after}`}`)
    paged.push(...page.items)
    after = page.next
  }
  expect(paged).toEqual(items)
})

test('The ticket says how many of its notifications could not be sent', async () => {
  const ticket = await read()
  const at = world.clock.now()
  await world.database
    .insertInto('notifications')
    .values({
      id: world.hub.deps.ctx.newId(),
      workspaceId: (await world.api.get('/v1/me')).body.workspace.id,
      operatorId: by.operator.id,
      ticketId: ticket.id,
      topic: 'event.added',
      channel: 'webhook',
      recipient: 'https://partner.example.com',
      subscriptionId: null,
      payload: JSON.stringify({ ticket: {} }) as never,
      state: 'failed',
      fault: null,
      createdAt: at,
      updatedAt: at,
      nextAttemptAt: null,
      waitingFor: null,
      claimedBy: null,
    })
    .execute()
  expect((await read()).failedNotifications).toBe(ticket.failedNotifications + 1)
})

test('A partner’s ticket goes on when its issue is given up', async () => {
  world.jira.faults.rules.push({
    when: { method: 'POST', path: '/rest/api/3/issue$' },
    times: 1,
    effect: { status: 400 },
  })
  const other = await partner(world)
  const { body } = await other.api.post('/api/tickets/', other.newTicket())
  await world.drain()
  const path = `/v1/tickets/CT-${body.id}`
  expect((await world.api.get(path)).body.delivery.state).toBe('failed')
  expect((await world.api.post(`${path}/cancel`)).status).toBe(200)
  const { body: ticket } = await world.api.get(path)
  expect([ticket.status, ticket.statusCategory, ticket.delivery.state]).toEqual(['open', 'New', 'cancelled'])
})
