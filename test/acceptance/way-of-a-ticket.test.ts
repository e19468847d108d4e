import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let connectionId: string
beforeAll(async () => {
  world = await startWorld()
  connectionId = await world.connectJira()
  await world.api.post('/v1/projects', { key: 'aws', name: 'AWS Infrastructure' })
})
afterAll(() => world?.close())

const description = 'It has been idle for thirty days.'

async function recommend(key: string): Promise<string> {
  const { body } = await world.api.post('/v1/recommendations', {
    key,
    title: `Idle instance ${key}`,
    project: 'aws',
  })
  return body.items[0].id
}

async function create(key: string) {
  const recommendationId = await recommend(key)
  const { body } = await world.api.post('/v1/tickets', {
    title: `Stop ${key}`,
    description,
    recommendationId,
  })
  await world.drain()
  return (await world.api.get(`/v1/tickets/${body.id}`)).body
}

test('A2 · a ticket created from a recommendation becomes one issue in the tracker', async () => {
  const ticket = await create('a2')
  expect(ticket.delivery.state).toBe('done')
  expect(ticket.link.issueKey).toMatch(/^INFRA-\d+$/)
  expect(ticket.project.key).toBe('aws')
})

test('A creation costs exactly one call to the tracker', async () => {
  const before = world.jira.calls.length
  await create('one-call')
  expect(world.jira.calls.length - before).toBe(1)
})

test('A51 · polling brings status and assignee back', async () => {
  const ticket = await create('a51')
  const issue = [...world.jira.state.issues.values()].find((one) => one.key === ticket.link.issueKey)
  expect(issue).toBeDefined()
  await world.clock.advance(15 * 60_000)
  await world.hub.handlers.minute({})
  await world.drain()
  const { body } = await world.api.get(`/v1/tickets/${ticket.id}`)
  expect(body.link.rawStatus).toBe('To Do')
  expect(body.link.lastSyncedAt).not.toBeNull()
  expect(connectionId).toBeDefined()
})
