import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOceane, type OceaneSimulator } from '../../simulators/oceane/index.ts'
import { create, eventsOf, failCreation, moves, pass, person, ticketOf } from '../setup/scene.ts'
import { otherWorkspace } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let oceane: OceaneSimulator
beforeAll(async () => {
  world = await startWorld({ alsoAllowed: ['127.0.0.1'] })
  oceane = await startOceane({ now: () => world.clock.now() })
  await world.connectJira()
})
afterAll(async () => {
  await world?.close()
  await oceane?.close()
})

let count = 0
/** A ticket about a new alarm; its id. */
async function ticketAlarm(fields: object = {}, technicalImpact = 'Medium'): Promise<string> {
  const rootKey = `34/${(count += 1)}`
  const alarm = { agent: '34', rootKey, elementId: '7', elementName: 'Edge router 7', value: 'Link down' }
  const { body } = await world.api.post('/v1/alarms', { ...alarm, ...fields })
  const made = await world.api.post(`/v1/alarms/${body.items[0].id}/ticket`, {
    priority: 'high',
    attributes: { urgency: 'High', technicalImpact },
  })
  expect(made.status).toBe(201)
  return made.body.id
}

const change = (id: string, body: object, api = world.api) =>
  api.call('PATCH', `/v1/tickets/${id}/attributes`, { body })

test('B26, B30 · the Tickets table of alarms holds each alarm’s ticket with everything its columns show', async () => {
  const plain = await create(world)
  const id = await ticketAlarm()
  await world.drain()
  const { body } = await world.api.get('/v1/tickets?type=alarm')
  expect([body.items.length, body.total.count]).toEqual([1, 1])
  const [row] = body.items
  expect(row).toMatchObject({
    id,
    priority: 'high',
    alarm: { agent: '34', rootKey: `34/${count}`, elementId: '7', elementName: 'Edge router 7' },
    attributes: { urgency: 'High', technicalImpact: 'Medium', rootCause: 'Link down' },
    recommendation: null,
    creationStatus: 'done',
    createdAt: expect.any(String),
  })
  expect(row.link).toMatchObject({ issueKey: expect.stringMatching(/^INFRA-/), url: expect.any(String) })
  expect(plain).toMatchObject({ alarm: null, attributes: null })
  const tasks = await world.api.get('/v1/tickets?type=task')
  expect(tasks.body.items.map((ticket: { id: string }) => ticket.id)).toEqual([plain.id])
  expect((await world.api.get('/v1/tickets?type=other')).status).toBe(400)
})

test('B27, B28, B32, BX9 · one that failed stays in the table as failed, has no ticket status, and is recorded', async () => {
  failCreation(world, { status: 400 })
  const id = await ticketAlarm({ elementName: 'Fails' })
  const before = await ticketOf(world, id)
  expect([before.creationStatus, before.ticketStatus]).toEqual(['queued', null])
  await world.drain()
  const [row] = (await world.api.get('/v1/tickets?type=alarm&limit=1')).body.items
  expect(row).toMatchObject({ id, creationStatus: 'failed', ticketStatus: null, link: null })
  const { body } = await world.api.get('/v1/failed-requests?alarms=true')
  expect(body.items).toMatchObject([
    { id, alias: row.alias, alarm: { title: expect.stringContaining('Fails') } },
  ])
  await world.api.post('/v1/failed-requests/replay', { ids: [id] })
  await world.drain()
  expect((await world.api.get('/v1/failed-requests?alarms=true')).body.items).toEqual([])
  expect((await ticketOf(world, id)).creationStatus).toBe('done')
})

test('BX9 · the ticket status is the tracker’s as soon as it was read', async () => {
  const id = await ticketAlarm()
  await world.drain()
  const made = await ticketOf(world, id)
  await person(world, made.link.issueKey, { transition: moves.start })
  await pass(world, 16)
  const { link, ticketStatus, creationStatus } = await ticketOf(world, id)
  expect([ticketStatus, creationStatus]).toEqual([link.rawStatus, 'done'])
  expect(ticketStatus).toBe('In Progress')
})

test('BX10 · the root cause is the alarm’s value, and people correct it; the timeline says who and what', async () => {
  const id = await ticketAlarm()
  const { status, body } = await change(id, { rootCause: ' Fibre cut at km 12 ' })
  expect([status, body.attributes.rootCause]).toEqual([200, 'Fibre cut at km 12'])
  expect(body.attributes.urgency).toBe('High')
  const [event] = await eventsOf(world, id)
  expect(event).toMatchObject({
    kind: 'attributes',
    text: 'Root Cause is “Fibre cut at km 12”, was “Link down”.',
  })
  const events = (await eventsOf(world, id)).length
  await change(id, { rootCause: 'Fibre cut at km 12' })
  expect(await eventsOf(world, id)).toHaveLength(events)
  expect((await change(id, { rootCause: '' })).body.attributes.rootCause).toBeUndefined()
  const silent = await ticketAlarm({ value: null })
  expect((await ticketOf(world, silent)).attributes.rootCause).toBeUndefined()
  expect((await change(silent, { rootCause: 'Power' })).body.attributes.rootCause).toBe('Power')
})

test('BX10 · only alarms’ tickets, only the root cause, and only one’s own workspace’s', async () => {
  const id = await ticketAlarm()
  const before = await ticketOf(world, id)
  expect((await change(id, { urgency: 'Low' })).status).toBe(422)
  expect((await change(id, { rootCause: 'x'.repeat(1_001) })).status).toBe(422)
  expect((await change(id, {})).status).toBe(422)
  expect((await change(id, { rootCause: 'x' }, await otherWorkspace(world))).status).toBe(404)
  expect(await ticketOf(world, id)).toEqual(before)
  const { id: plain } = await create(world)
  expect((await change(plain, { rootCause: 'x' })).status).toBe(409)
})

test('BX9 · where nothing reads the status, it is unknown and never made up', async () => {
  const config = {
    host: oceane.url,
    clientId: 'crosstie-client',
    clientSecret: 'oceane-secret',
    userId: 'noc.operator',
  }
  const connecting = { provider: 'oceane', config, destination: {}, replaceActive: 'keep-following' }
  const { body } = await world.api.post('/v1/connections', connecting)
  expect(body.sync.follows).toBe(false)
  const id = await ticketAlarm({}, 'Degraded')
  await world.drain()
  await pass(world, 60)
  const ticket = await ticketOf(world, id)
  expect([ticket.creationStatus, ticket.ticketStatus, ticket.link.rawStatus]).toEqual([
    'done',
    'unknown',
    null,
  ])
})
