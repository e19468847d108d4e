import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub, type Hub } from '../../src/main.ts'
import { createApi, type Api } from '../setup/api.ts'
import { create, issuesOf, newTicket, recommend, ticketOf } from '../setup/scene.ts'
import { adminToken, keptOpen, settings, startWorld, type World } from '../setup/world.ts'

let world: World
let second: Hub
let apis: [Api, Api]
beforeAll(async () => {
  world = await startWorld()
  await world.connectJira()
  const store = keptOpen({ ...world.hub.deps.store, db: world.database })
  second = await startHub({ ...settings(world.jira), store, ctx: world.clock.context, work: false })
  apis = [world.api, createApi(second.url, adminToken)]
})
// The second hub is stopped by the last test.
afterAll(() => world?.close())

test('AX18 · two people who create for the same recommendation at different hubs get one ticket', async () => {
  const recommendationId = await recommend(world)
  const body = newTicket({ title: 'Two hubs', recommendationId })
  const answers = await Promise.all([...apis, ...apis].map((api) => api.post('/v1/tickets', body)))
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
    201, 409, 409, 409,
  ])
  await world.drain()
  expect(issuesOf(world, 'Two hubs')).toHaveLength(1)
})

test('An Idempotency-Key holds across hubs: one ticket, the same answer for everybody', async () => {
  const body = newTicket({ title: 'One key, two hubs' })
  const post = (api: Api) => api.post('/v1/tickets', body, { 'idempotency-key': 'across' })
  const answers = await Promise.all(apis.map(post))
  const again = [await post(apis[0]), await post(apis[1])]
  const created = [...answers, ...again].filter(({ status }) => status === 201)
  expect(created.length).toBeGreaterThanOrEqual(3)
  for (const { body: one } of created) expect(one).toEqual(created[0]?.body)
  await world.drain()
  expect(issuesOf(world, 'One key, two hubs')).toHaveLength(1)
})

test('A delivery that both hubs take up is sent once', async () => {
  const { body } = await world.api.post('/v1/tickets', newTicket({ title: 'Both at once' }))
  const { delivery } = await ticketOf(world, body.id)
  await Promise.all(
    [world.hub, second, world.hub, second].map((hub) => hub.handlers.deliver({ deliveryId: delivery.id })),
  )
  await world.drain()
  expect(issuesOf(world, 'Both at once')).toHaveLength(1)
  expect((await ticketOf(world, body.id)).delivery).toMatchObject({ state: 'done', attempts: 1 })
})

test('What one hub was sending when it was stopped is reconciled by the other', async () => {
  const ticket = await create(world, { title: 'Left behind' })
  await world.database.deleteFrom('links').where('ticketId', '=', ticket.id).execute()
  await world.database
    .updateTable('deliveries')
    .set({ state: 'sending', claimedBy: second.deps.processId })
    .where('ticketId', '=', ticket.id)
    .execute()
  await second.close()
  await world.hub.handlers.minute({})
  await world.drain()
  expect((await ticketOf(world, ticket.id)).delivery.state).toBe('done')
  expect(issuesOf(world, 'Left behind')).toHaveLength(1)
})
