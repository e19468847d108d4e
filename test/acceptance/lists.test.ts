import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, recommend } from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.connectJira()
})
afterAll(() => world?.close())

interface Item {
  id: string
  title: string
}

/** All items by pages of the given sizes, one after the other; between pages something may happen. */
async function walk(path: string, sizes: number[], between: () => Promise<unknown> = async () => undefined) {
  const items: Item[] = []
  let after = ''
  for (let page = 0; ; page += 1) {
    const limit = sizes[page % sizes.length]
    const { status, body } = await world.api.get(`${path}&limit=${limit}${after && `&after=${after}`}`)
    expect(status).toBe(200)
    expect(body.items.length).toBeLessThanOrEqual(limit ?? 0)
    items.push(...body.items)
    if (body.next === null) return items
    expect(body.items).toHaveLength(limit ?? 0)
    after = body.next
    await between()
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
const ids = (items: Item[]) => items.map(({ id }) => id)

async function everyWalkIsWhole(path: string, wanted: number): Promise<Item[]> {
  const whole: Item[] = (await world.api.get(`${path}&limit=200`)).body.items
  expect(whole).toHaveLength(wanted)
  await fc.assert(
    fc.asyncProperty(sizes, async (some) => {
      expect(ids(await walk(path, some))).toEqual(ids(whole))
    }),
    { numRuns: 12 },
  )
  return whole
}

const savings = [
  100,
  100,
  100,
  0,
  0,
  12.34,
  12.340000000000002,
  1e12,
  0.1 + 0.2,
  0.3,
  undefined,
  undefined,
  undefined,
]

test('Pages of recommendations never skip or repeat one, equal and missing savings included', async () => {
  for (const amount of [...savings, ...savings]) {
    await recommend(world, amount === undefined ? {} : { monthlySaving: { amount, currency: 'EUR' } })
  }
  const whole = await everyWalkIsWhole('/v1/recommendations?sort=saving', 26)
  const amounts = whole.map(
    (one) => (one as never as { monthlySaving?: { amount: number } }).monthlySaving?.amount ?? -1,
  )
  expect(amounts).toEqual([...amounts].sort((left, right) => right - left))
  await everyWalkIsWhole('/v1/recommendations?sort=newest', 26)
})

test('Recommendations that come in while a person turns pages neither shift nor repeat what is there', async () => {
  const before: Item[] = (await world.api.get('/v1/recommendations?sort=saving&limit=200')).body.items
  for (const sort of ['saving', 'newest']) {
    const seen = await walk(`/v1/recommendations?sort=${sort}`, [3], () =>
      recommend(world, { monthlySaving: { amount: 100, currency: 'EUR' } }),
    )
    expect(new Set(ids(seen)).size).toBe(seen.length)
    for (const id of ids(before)) expect(ids(seen)).toContain(id)
  }
})

test('Pages of tickets never skip or repeat one, in both orders, equal times included', async () => {
  for (let count = 0; count < 23; count += 1) await ask(world, { title: `Ticket ${count}` })
  const { db } = world.hub.deps.store
  const equal = new Date('2026-11-22T09:00:00.123Z')
  const some = (await db.selectFrom('tickets').select('id').orderBy('id').execute()).slice(0, 15)
  await db
    .updateTable('tickets')
    .set({ updatedAt: equal })
    .where('id', 'in', ids(some as Item[]))
    .execute()
  await everyWalkIsWhole('/v1/tickets?sort=newest', 23)
  await everyWalkIsWhole('/v1/tickets?sort=updated', 23)
})

test('Tickets that come in or change while a person turns pages do not hide one that did not change', async () => {
  const before: Item[] = (await world.api.get('/v1/tickets?limit=200')).body.items
  const { db } = world.hub.deps.store
  for (const sort of ['newest', 'updated']) {
    const touched = before.at(-1)?.id ?? ''
    const seen = await walk(`/v1/tickets?sort=${sort}`, [2], async () => {
      await ask(world, { title: 'In between' })
      await db
        .updateTable('tickets')
        .set({ updatedAt: world.clock.now() })
        .where('id', '=', touched)
        .execute()
    })
    expect(new Set(ids(seen)).size).toBe(seen.length)
    for (const id of ids(before).filter((one) => one !== touched)) expect(ids(seen)).toContain(id)
  }
})

test('Pages of a filtered list, of the timeline and of the log are whole as well', async () => {
  await world.drain()
  const all: Item[] = (await world.api.get('/v1/tickets?q=Ticket&limit=200')).body.items
  expect(ids(await walk('/v1/tickets?q=Ticket', [4]))).toEqual(ids(all))
  const [first] = all
  for (let count = 0; count < 5; count += 1) {
    await world.api.post(`/v1/tickets/${first?.id}/comments`, { text: `Comment ${count}` })
  }
  for (const path of [`/v1/tickets/${first?.id}/events?x`, '/v1/logs?x']) {
    const whole: Item[] = (await world.api.get(`${path}&limit=200`)).body.items
    expect(whole.length).toBeGreaterThan(0)
    expect(ids(await walk(path, [1, 2]))).toEqual(ids(whole))
  }
})

test('The total is that of the whole list, and honest up to 1,000', async () => {
  const { body } = await world.api.get('/v1/tickets?q=Ticket&limit=2')
  expect(body.total).toEqual({ count: 23, capped: false })
  const many = Array.from({ length: 1_000 }, (_, place) => ({ key: `many-${place}`, title: 'Many' }))
  expect((await world.api.post('/v1/recommendations', many)).body.created).toBe(1_000)
  await recommend(world, { title: 'Many' })
  const { body: capped } = await world.api.get('/v1/recommendations?limit=1&q=Many')
  expect(capped.total).toEqual({ count: 1_000, capped: true })
})

test('A list can be narrowed by status, state, project and words', async () => {
  await world.api.post('/v1/projects', { key: 'narrow', name: 'Narrow' })
  const id = await recommend(world, {
    title: 'Needle',
    project: 'narrow',
    category: 'Idle',
    source: 'scanner',
  })
  const found = async (query: string) => ids((await world.api.get(`/v1/recommendations?${query}`)).body.items)
  expect(await found('q=needle')).toEqual([id])
  expect(await found('project=narrow')).toEqual([id])
  expect(await found('category=Idle&source=scanner&ticket=none')).toEqual([id])
  const ticket = await ask(world, { title: 'Narrowed', recommendationId: id })
  expect(await found('project=narrow&ticket=none')).toEqual([])
  expect(await found('project=narrow&ticket=open')).toEqual([id])
  const tickets = async (query: string) => ids((await world.api.get(`/v1/tickets?${query}`)).body.items)
  expect(await tickets('project=narrow')).toEqual([ticket])
  expect(await tickets('project=nowhere')).toEqual([])
  expect(await tickets('q=narrowed&status=New,Active&delivery=queued')).toEqual([ticket])
  expect(await tickets('q=narrowed&status=Closed')).toEqual([])
  const { alias } = (await world.api.get(`/v1/tickets/${ticket}`)).body
  expect(await tickets(`q=${alias.toLowerCase()}`)).toEqual([ticket])
})
