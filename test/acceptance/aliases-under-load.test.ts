import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub, type Hub } from '../../src/main.ts'
import { createApi, type Api } from '../setup/api.ts'
import { adminToken, keptOpen, settings, startWorld, type World } from '../setup/world.ts'

let world: World
let second: Hub
let apis: [Api, Api]
beforeAll(async () => {
  world = await startWorld()
  const store = keptOpen({ ...world.hub.deps.store, db: world.database })
  second = await startHub({ ...settings(world.jira), store, ctx: world.clock.context, work: false })
  apis = [world.api, createApi(second.url, adminToken)]
})
afterAll(async () => {
  await second?.close()
  await world?.close()
})

const hubOf = (index: number) => (index % 2 === 0 ? apis[0] : apis[1])

interface Answered {
  id: number
  alias: string
}
/** Each once, and the later the larger, in numbers and in aliases. */
function expectApart(all: Answered[]): void {
  const byId = all.toSorted((a, b) => a.id - b.id)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  const counts = byId.map(({ alias }) => Number(alias.slice(1).replace('_', '')))
  expect(counts).toEqual([...new Set(counts)].toSorted((a, b) => a - b))
}

async function atOnce(count: number, call: (api: Api, index: number) => ReturnType<Api['post']>) {
  const answers = await Promise.all(Array.from({ length: count }, (_, index) => call(hubOf(index), index)))
  expect(answers.filter(({ status }) => status !== 201)).toEqual([])
  return answers.map(({ body }): Answered => body)
}

test('DX34 · 200 runs at once at two hubs get 200 aliases and ids, none twice', async () => {
  const runs = await atOnce(200, (api) => api.post('/v1/diagnostic-runs', { status: 'completed' }))
  expectApart(runs)
  const { body: later } = await world.api.post('/v1/diagnostic-runs', { status: 'completed' })
  expectApart([...runs, later])
  expect(later.id).toBe(201)
})

test('DX34 · 200 services at once at two hubs get 200 aliases, also where others bring theirs', async () => {
  const { body: before } = await world.api.put('/v1/services/before', {})
  const prefix = before.alias.slice(0, -3)
  const taken = (index: number) => `${prefix}${String(50 + index).padStart(3, '0')}`
  const services = await atOnce(200, (api, index) =>
    api.put(`/v1/services/s${index}`, index % 4 === 0 ? { alias: taken(index) } : {}),
  )
  expect(new Set([...services, before].map(({ alias }) => alias)).size).toBe(201)
  expect(new Set(services.map(({ id }) => id)).size).toBe(200)
})

test('DX34 · the same service 20 times at once is registered once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => hubOf(index).put('/v1/services/same', { grt: 'x' })),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  for (const { body } of answers) expect(body).toEqual(answers[0]?.body)
})

test('DX34 · lists at once at both hubs, and across the turn of an hour, keep apart', async () => {
  const list = Array.from({ length: 50 }, () => ({ status: 'running' }))
  const burst = () => Promise.all([0, 1, 2, 3].map((index) => hubOf(index).post('/v1/diagnostic-runs', list)))
  const answers = [...(await burst())]
  await world.clock.advance(3_600_000)
  answers.push(...(await burst()))
  const items = answers.flatMap(({ body }) => body.items.map(({ item }: { item: Answered }) => item))
  expect(items).toHaveLength(400)
  expectApart(items)
  expect(new Set(items.map(({ alias }: Answered) => alias.slice(0, 10))).size).toBe(2)
})
