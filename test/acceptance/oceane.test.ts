import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOceane, type OceaneSimulator } from '../../simulators/oceane/index.ts'
import { connectionOf, pass, ticketOf } from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let oceane: OceaneSimulator
let connection: string
beforeAll(async () => {
  world = await startWorld({ alsoAllowed: ['127.0.0.1'] })
  oceane = await startOceane({ now: () => world.clock.now() })
})
afterAll(async () => {
  await world?.close()
  await oceane?.close()
})

const config = () => ({
  host: oceane.url,
  clientId: 'crosstie-client',
  clientSecret: 'oceane-secret',
  userId: 'noc.operator',
})
const setUp = (more: object = {}) => ({ provider: 'oceane', config: config(), destination: {}, ...more })
const made = (name: string) =>
  [...oceane.state.tickets.values()].filter(({ members }) => members['name'] === name)

let count = 0
async function raise(fields: object = {}): Promise<string> {
  const alarm = {
    agent: '34',
    rootKey: String((count += 1)),
    elementName: 'Edge router 7',
    value: 'Link down',
  }
  return (await world.api.post('/v1/alarms', { ...alarm, ...fields })).body.items[0].id
}
/** One of the values that the connection declares by default. */
const impact = 'Degraded'
const ticket = (id: string) =>
  world.api.post(`/v1/alarms/${id}/ticket`, {
    priority: 'high',
    attributes: { urgency: 'High', technicalImpact: impact },
    description: 'Seen by the night shift.',
  })

test('B29 · the order of first use: without a connection an alarm cannot be ticketed, and the answer says what comes first', async () => {
  const { status, body } = await ticket(await raise())
  expect([status, body.detail]).toEqual([409, expect.stringContaining('Ticket Providers')])
})

test('B4, B11 · the card asks for IP address/host, Client ID, Client Secret and User ID first', async () => {
  const { body } = await world.api.get('/v1/providers')
  const card = body.items.find(({ kind }: { kind: string }) => kind === 'oceane')
  expect(card.configFields.slice(0, 4).map(({ title }: { title: string }) => title)).toEqual([
    'IP address/host',
    'Client ID',
    'Client Secret',
    'User ID',
  ])
})

test('B12, B13, BX13 · the test authenticates with id and secret alone, and tells when the token ends', async () => {
  const { body } = await world.api.post('/v1/connections/test', setUp())
  expect([body.ok, body.fault]).toEqual([true, null])
  expect(Date.parse(body.account.sessionEndsAt)).toBeGreaterThan(world.clock.now().getTime())
  expect(oceane.calls.map(({ path }) => path)).toEqual(['/oauth/token'])
  const wrong = setUp({ config: { ...config(), clientSecret: 'wrong-secret' } })
  expect((await world.api.post('/v1/connections/test', wrong)).body.fault.kind).toBe('unauthorized')
})

test('A token endpoint that answers 200 without a token is named as such', async () => {
  oceane.state.tokenMissing = true
  const { body } = await world.api.post('/v1/connections/test', setUp())
  oceane.state.tokenMissing = false
  expect([body.ok, body.fault.kind]).toEqual([false, 'bad-answer'])
  expect(body.fault.detail).toMatch(/token/)
})

test('B5 · it is connected, and never asked for anything in between', async () => {
  const { status, body } = await world.api.post('/v1/connections', setUp())
  expect([status, body.state, body.sync.follows]).toEqual([201, 'active', false])
  connection = body.id
  const before = oceane.calls.length
  await pass(world, 60)
  expect(oceane.calls.length).toBe(before)
  expect((await connectionOf(world, connection)).paused).toBeNull()
})

test('B1, B14, B24, BX23, BX24 · an alarm becomes a trouble ticket in the form of TMF621, in the name of the User ID', async () => {
  const id = await raise()
  const { status, body } = await ticket(id)
  expect(status).toBe(201)
  await world.drain()
  const done = await ticketOf(world, body.id)
  expect(done.delivery.state).toBe('done')
  const [there] = made(done.title)
  expect(there?.members).toMatchObject({ severity: 'High', externalId: expect.any(String) })
  expect(there?.parties).toEqual([expect.objectContaining({ id: 'noc.operator', role: 'originator' })])
  expect(there?.members['relatedEntity']).toEqual([
    expect.objectContaining({ id: `34/${count}`, name: 'Edge router 7' }),
  ])
  expect(JSON.stringify(there)).toContain('Technical Impact')
  expect(String(there?.members['description'])).toContain('Seen by the night shift.')
  const { ticket: shown } = (await world.api.get(`/v1/alarms/${id}`)).body
  expect(shown).toMatchObject({ issueKey: there?.id, issueUrl: done.link.url })
})

test('BX16 · the dialog offers the value sets of the connection', async () => {
  const { body } = await world.api.get('/v1/alarms/dialog')
  const urgency = body.attributes.find(({ name }: { name: string }) => name === 'urgency')
  expect(urgency).toMatchObject({ title: 'Urgency', required: true })
  expect(urgency.values).toContain('High')
})

test('A creation whose answer was lost is parked, never sent again by itself; a person links what she found', async () => {
  const id = await raise({ elementName: 'Answer lost' })
  oceane.faults.rules.push({
    when: { method: 'POST', path: '/troubleTicket$' },
    times: 1,
    effect: { commitThenDrop: true },
  })
  const { body } = await ticket(id)
  await world.drain()
  for (let round = 0; round < 4; round += 1) await pass(world, 5)
  const parked = await ticketOf(world, body.id)
  expect(parked.delivery).toMatchObject({
    state: 'parked',
    actions: ['link-existing', 'create-again', 'cancel'],
  })
  const all = made(parked.title)
  expect(all).toHaveLength(1)
  const linked = await world.api.post(`/v1/tickets/${body.id}/link-existing`, { issue: all[0]?.id })
  expect([linked.status, linked.body.link.issueKey, linked.body.delivery.state]).toEqual([
    200,
    all[0]?.id,
    'done',
  ])
})

test('A token that ended is renewed by itself', async () => {
  oceane.state.tokens.clear()
  const { body } = await ticket(await raise({ elementName: 'After the token' }))
  await world.drain()
  expect((await ticketOf(world, body.id)).delivery).toMatchObject({ state: 'done', attempts: 1 })
})

test('A request that names an unknown field is refused when it is saved', async () => {
  const request = '{"name": "{{titel}}"}'
  const { status, body } = await world.api.post(
    '/v1/connections/test',
    setUp({ config: { ...config(), request } }),
  )
  expect([status, body.errors[0].field]).toEqual([422, 'config.request'])
  expect(body.errors[0].message).toContain('title')
})
