import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  ask,
  connectionOf,
  create,
  eventsOf,
  failCreation,
  issuesOf,
  pass,
  ticketOf,
} from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let id: string
beforeAll(async () => {
  world = await startWorld()
  id = await world.connectJira()
})
afterAll(() => world?.close())
beforeEach(async () => {
  world.jira.faults.rules.length = 0
  await set({ retryCount: 19, debugPage: false, concurrency: 1 })
})

const set = (settings: object) =>
  world.api.call('PATCH', `/v1/connections/${id}/settings`, { body: settings })
const sent = () =>
  world.jira.calls.filter(({ method, path }) => method === 'POST' && path === '/rest/api/3/issue').length

let count = 0
const freshTitle = () => `Queue ticket ${(count += 1)}`

test.each([0, 1, 3])(
  'B9, BX1 · retry count %i: that many tries after the first one, then it has failed',
  async (retryCount) => {
    await set({ retryCount })
    failCreation(world, { status: 409 }, 100)
    const before = sent()
    const title = freshTitle()
    const { id: ticket } = await create(world, { title })
    for (let minute = 0; minute < 90; minute += 1) await pass(world, 1)
    expect(sent() - before).toBe(retryCount + 1)
    const { delivery } = await ticketOf(world, ticket)
    expect([delivery.state, delivery.attempts, delivery.fault.status]).toEqual([
      'failed',
      retryCount + 1,
      409,
    ])
    expect(issuesOf(world, title)).toEqual([])
  },
)

test('B9, BX2 · a time-out is looked up first; when it surely never arrived often enough, the creation has failed', async () => {
  await set({ retryCount: 1 })
  failCreation(world, { dropBefore: true }, 100)
  const title = freshTitle()
  const before = sent()
  const { id: ticket } = await create(world, { title })
  for (let minute = 0; minute < 20; minute += 1) await pass(world, 1)
  const { delivery } = await ticketOf(world, ticket)
  expect([delivery.state, delivery.attempts]).toEqual(['failed', 2])
  expect(sent() - before).toBe(2)
  expect((await eventsOf(world, ticket))[0]?.text).toMatch(/sent 2 times.*not tried again by itself/)
  world.jira.faults.rules.length = 0
  await world.api.post(`/v1/tickets/${ticket}/retry`)
  await world.drain()
  expect((await ticketOf(world, ticket)).delivery.state).toBe('done')
  expect(issuesOf(world, title)).toHaveLength(1)
})

test('B6, BX2 · what the tracker refuses is sent once and has failed at once', async () => {
  failCreation(world, { status: 400 }, 100)
  const before = sent()
  const { delivery } = await create(world, { title: freshTitle() })
  await pass(world, 30)
  expect([delivery.state, sent() - before]).toEqual(['failed', 1])
})

test('Invariant 8 · while a tracker is away one creation a minute looks whether it is back, and uses up no try', async () => {
  await set({ retryCount: 0, concurrency: 8 })
  world.jira.faults.rules.push({ effect: { status: 429, retryAfter: 60 } })
  const tickets = []
  for (let index = 0; index < 12; index += 1) tickets.push(await ask(world, { title: freshTitle() }))
  await world.drain()
  for (let minute = 0; minute < 5; minute += 1) {
    const before = sent()
    await world.clock.advance(61_000)
    await world.hub.handlers.minute({})
    await world.drain()
    expect(sent() - before).toBe(1)
  }
  expect((await connectionOf(world, id)).paused.fault.kind).toBe('rate-limited')
  world.jira.faults.rules.length = 0
  await pass(world, 2)
  for (const ticket of tickets) expect((await ticketOf(world, ticket)).delivery.state).toBe('done')
})

test('Invariant 8 · a refusal shows as well that the tracker is back: it holds up nobody', async () => {
  await set({ concurrency: 8 })
  world.jira.faults.rules.push({ effect: { status: 429, retryAfter: 60 } })
  const tickets = []
  for (let index = 0; index < 4; index += 1) tickets.push(await ask(world, { title: freshTitle() }))
  await world.drain()
  world.jira.faults.rules.length = 0
  failCreation(world, { status: 400 })
  await world.clock.advance(61_000)
  await world.drain()
  const states = []
  for (const ticket of tickets) states.push((await ticketOf(world, ticket)).delivery.state)
  expect(states).toEqual(['failed', 'done', 'done', 'done'])
  expect((await connectionOf(world, id)).paused).toBeNull()
})

const queues = async () => (await world.api.get('/v1/queues')).body.items

test('B10, B37 · the debug page is off by default, and a setting of the connection shows it', async () => {
  expect((await connectionOf(world, id)).settings.debugPage).toBe(false)
  expect(await queues()).toEqual([])
  expect((await world.api.get('/v1/me')).body.queueShown).toBe(false)
  await set({ debugPage: true })
  expect((await queues())[0].connection).toMatchObject({ id, provider: 'jira' })
  expect((await world.api.get('/v1/me')).body.queueShown).toBe(true)
})

test('B33, B36 · pending creations wait in the queue, in the order in which they came, and say for what', async () => {
  await set({ debugPage: true })
  const tickets = [await ask(world, { title: freshTitle() }), await ask(world, { title: freshTitle() })]
  const [queue] = await queues()
  expect(queue.lock).toEqual({ state: 'free', atOnce: 1, holders: [] })
  expect(queue.pending.map(({ ticket }: { ticket: { id: string } }) => ticket.id)).toEqual(tickets)
  expect(queue.counts.queued).toBe(2)
  await world.drain()
  expect((await queues())[0].pending).toEqual([])
})

test('B34, B35, BX14, BX25 · while one creation is under way the lock says which, who holds it, since when and until when', async () => {
  await set({ debugPage: true })
  failCreation(world, { latencyMs: 1_500 })
  const tickets = [await ask(world, { title: freshTitle() }), await ask(world, { title: freshTitle() })]
  const draining = world.drain()
  await expect.poll(async () => (await queues())[0].lock.holders.length).toBe(1)
  const [queue] = await queues()
  await draining
  expect(queue.lock.state).toBe('locked')
  const [holder] = queue.lock.holders
  expect([holder.ticket.id, holder.thisProcess]).toEqual([tickets[0], true])
  expect(holder.process).toMatch(/:\d+$/)
  expect(Date.parse(holder.leaseUntil) - Date.parse(holder.since)).toBeLessThanOrEqual(60_000)
  expect(queue.pending.map(({ ticket }: { ticket: { id: string } }) => ticket.id)).toEqual([tickets[1]])
  expect((await queues())[0].lock.state).toBe('free')
})
