import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOceane, type OceaneSimulator } from '../../simulators/oceane/index.ts'
import {
  ask,
  connectionOf,
  create,
  logOf,
  moves,
  pass,
  person,
  ticketOf,
  untilPolled,
} from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

const day = 24 * 60

let world: World
let oceane: OceaneSimulator
beforeAll(async () => {
  world = await startWorld({ alsoAllowed: ['127.0.0.1'] })
  oceane = await startOceane({ now: () => world.clock.now() })
})
afterAll(async () => {
  await world?.close()
  await oceane?.close()
})

const set = (id: string, settings: object) =>
  world.api.call('PATCH', `/v1/connections/${id}/settings`, { body: settings })
const due = async (id: string) => (await world.api.get(`/v1/connections/${id}/retention`)).body
const removeNow = async (id: string) => {
  const { status } = await world.api.post(`/v1/connections/${id}/retention`)
  expect(status).toBe(202)
  await world.drain()
}
const isKept = async (id: string) => (await world.api.get(`/v1/tickets/${id}`)).status === 200
const tonight = async () => {
  await world.hub.handlers.night({})
  await world.drain()
}

let jira: string
/** A ticket whose issue somebody has closed in the tracker. */
async function closed(title: string): Promise<string> {
  const { id, link } = await create(world, { title })
  await person(world, link.issueKey, { transition: moves.close })
  await untilPolled(world)
  expect((await ticketOf(world, id)).statusCategory).toBe('Closed')
  return id
}

test('B7, B8 · without limits everything is kept', async () => {
  jira = await world.connectJira()
  expect((await connectionOf(world, jira)).settings).toMatchObject({ keepDays: null, keepCount: null })
  const id = await closed('Kept for ever')
  await pass(world, 400 * day)
  await tonight()
  expect(await isKept(id)).toBe(true)
})

test('B7, BX3 · the duration limit removes tickets that are over; what is still open stays, however old', async () => {
  const over = await closed('Over and old')
  const open = (await create(world, { title: 'Open and old' })).id
  await set(jira, { keepDays: 90 })
  await pass(world, 89 * day)
  await tonight()
  expect([await isKept(over), await isKept(open)]).toEqual([true, true])
  await pass(world, 2 * day)
  expect((await due(jira)).due).toBe(1)
  await tonight()
  expect([await isKept(over), await isKept(open)]).toEqual([false, true])
  expect((await logOf(world)).map(({ message }) => message)[0]).toMatch(/Retention removed 1 ticket of Jira/)
})

test('B8, BX3 · the count limit removes the oldest that are over first; queued and open ones never go', async () => {
  await set(jira, { keepDays: null })
  const before = (await due(jira)).total
  const ids = [await closed('First over'), await closed('Second over'), await closed('Third over')]
  const queued = await ask(world, { title: 'Still queued' })
  await set(jira, { keepCount: before + 3 })
  expect(await due(jira)).toEqual({ total: before + 4, due: 1 })
  await removeNow(jira)
  expect(await Promise.all(ids.map(isKept))).toEqual([false, true, true])
  await set(jira, { keepCount: 1 })
  await world.api.post(`/v1/connections/${jira}/retention`)
  await world.hub.handlers.retention({ connectionId: jira })
  expect(await Promise.all([...ids, queued].map(isKept))).toEqual([false, false, false, true])
  await world.drain()
  await set(jira, { keepCount: null })
})

test('BX5 · failed tickets count and go too; nobody may look up another workspace’s numbers', async () => {
  world.jira.faults.rules.push({
    when: { method: 'POST', path: '/rest/api/3/issue$' },
    times: 1,
    effect: { status: 400 },
  })
  const { id } = await create(world, { title: 'Refused' })
  await set(jira, { keepDays: 1 })
  await pass(world, 2 * day)
  await removeNow(jira)
  expect(await isKept(id)).toBe(false)
  const unknown = '01890000-0000-7000-8000-000000000000'
  expect((await world.api.get(`/v1/connections/${unknown}/retention`)).status).toBe(404)
})

let count = 0
async function raise(): Promise<string> {
  const alarm = { agent: '34', rootKey: String((count += 1)), elementName: 'Router 7', value: 'Link down' }
  return (await world.api.post('/v1/alarms', alarm)).body.items[0].id
}
const ticketAlarm = (id: string) =>
  world.api.post(`/v1/alarms/${id}/ticket`, {
    priority: 'high',
    attributes: { urgency: 'High', technicalImpact: 'Degraded' },
    description: 'Seen by the night shift.',
  })
const alarmOf = async (id: string) => (await world.api.get(`/v1/alarms/${id}`)).body

test('B7–B9, BX4 · Oceane keeps 90 days and 1,000 tickets and retries once; a removed ticket’s alarm still knows its issue and gets no second one', async () => {
  const config = {
    host: oceane.url,
    clientId: 'crosstie-client',
    clientSecret: 'oceane-secret',
    userId: 'noc.operator',
  }
  const saved = await world.api.post('/v1/connections', {
    provider: 'oceane',
    config,
    destination: {},
    replaceActive: 'stop',
  })
  expect(saved.body.settings).toMatchObject({
    keepDays: 90,
    keepCount: 1_000,
    retryCount: 1,
    debugPage: false,
  })
  const [alarm, failed] = [await raise(), await raise()]
  const { id } = (await ticketAlarm(alarm)).body
  await world.drain()
  oceane.faults.rules.push({ when: { method: 'POST' }, effect: { status: 400 } })
  const refused = (await ticketAlarm(failed)).body
  await world.drain()
  oceane.faults.rules.length = 0
  const { link } = await ticketOf(world, id)
  await pass(world, 91 * day)
  await tonight()
  expect([await isKept(id), await isKept(refused.id)]).toEqual([false, false])
  expect((await alarmOf(alarm)).ticket).toMatchObject({ issueKey: link.issueKey, issueUrl: link.url })
  expect((await alarmOf(alarm)).ticket.removedAt).not.toBeNull()
  const again = await ticketAlarm(alarm)
  expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining(link.issueKey)])
  const before = oceane.state.tickets.size
  expect((await ticketAlarm(failed)).status).toBe(201)
  await world.drain()
  expect(oceane.state.tickets.size).toBe(before + 1)
})

test.each([
  ['keepDays', 0],
  ['keepCount', -1],
  ['keepDays', 1.5],
  ['retryCount', -1],
  ['retryCount', 'often'],
])('%s %s is refused by name, and nothing changes', async (field, value) => {
  const { settings } = await connectionOf(world, jira)
  const answer = await set(jira, { [field]: value })
  expect([answer.status, answer.body.errors[0].field]).toEqual([422, field])
  expect((await connectionOf(world, jira)).settings).toEqual(settings)
})
