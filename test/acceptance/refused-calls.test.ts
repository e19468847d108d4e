import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub, type Hub } from '../../src/main.ts'
import { createApi } from '../setup/api.ts'
import { keptOpen, settings, startWorld, type World } from '../setup/world.ts'

let world: World
let hub: Hub
const lines: string[] = []
beforeAll(async () => {
  world = await startWorld()
  hub = await startHub({
    ...settings(world.jira, { config: { logLevel: 'warn' } }),
    logTo: { write: (line) => void lines.push(line) },
    store: keptOpen(world.hub.deps.store),
    ctx: world.clock.context,
    work: false,
  })
})
afterAll(async () => {
  await hub?.close()
  await world?.close()
})

test('Every call that is refused stands in the log with who, what and from where, and without its credential', async () => {
  const { body: made } = await world.api.post('/v1/tokens', { name: 'Bob', scopes: ['tickets:read'] })
  lines.length = 0
  expect((await createApi(hub.url, made.token).post('/v1/projects', { key: 'x', name: 'X' })).status).toBe(
    403,
  )
  expect((await createApi(hub.url, 'ct_wrong').get('/v1/tickets?q=secret')).status).toBe(401)
  expect((await createApi(hub.url).get('/v1/tickets')).status).toBe(401)
  expect((await createApi(hub.url, made.token).get('/v1/tickets')).status).toBe(200)
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  const from = { level: 40, address: '127.0.0.1' }
  const unknown = { ...from, method: 'GET', route: '/v1/tickets', msg: expect.stringContaining('credential') }
  expect(told).toEqual([
    expect.objectContaining({
      ...from,
      method: 'POST',
      route: '/v1/projects',
      actor: `token:${made.id}`,
      msg: expect.stringContaining('no right'),
    }),
    expect.objectContaining(unknown),
    expect.objectContaining(unknown),
  ])
  expect(lines.join('')).not.toMatch(/ct_|secret/)
})
