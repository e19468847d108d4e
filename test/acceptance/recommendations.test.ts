import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../setup/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.api.post('/v1/projects', { key: 'aws', name: 'AWS' })
})
afterAll(() => world?.close())

const post = (body: unknown, query = '') => world.api.post(`/v1/recommendations${query}`, body)
const one = async (key: string) => {
  const { body } = await world.api.get('/v1/recommendations?limit=200&sort=newest')
  return body.items.filter((item: { key: string }) => item.key === key)
}

test('The same source and key again brings the recommendation up to date', async () => {
  const first = await post({ key: 'a', source: 's', title: 'A', project: 'aws' })
  expect(first.body).toMatchObject({ created: 1, updated: 0, unchanged: 0, skipped: [] })
  const same = await post({ key: 'a', source: 's', title: 'A', project: 'aws' })
  expect(same.body).toMatchObject({ created: 0, updated: 0, unchanged: 1 })
  const changed = await post({ key: 'a', source: 's', title: 'A, changed' })
  expect(changed.body).toMatchObject({ created: 0, updated: 1, unchanged: 0 })
  expect(changed.body.items[0].id).toBe(first.body.items[0].id)
  expect((await post({ key: 'a', source: 'other', title: 'A' })).body.created).toBe(1)
  const [newest, oldest] = await one('a')
  expect([newest.source, oldest.title, oldest.project]).toEqual(['other', 'A, changed', null])
  expect(Date.parse(oldest.lastSeenAt)).toBeGreaterThan(Date.parse(oldest.firstSeenAt))
})

test('The same recommendation sent by many at once is stored once, and nobody gets an error', async () => {
  const documents = Array.from({ length: 6 }, (_, place) => {
    const items = Array.from({ length: 20 }, (_one, row) => ({ key: `race-${row}`, title: 'Race' }))
    return place % 2 === 0 ? items : items.toReversed()
  })
  const answers = await Promise.all(documents.map((items) => post(items)))
  expect(answers.map(({ status }) => status)).toEqual(documents.map(() => 200))
  const sum = (field: string) => answers.reduce((total, { body }) => total + body[field], 0)
  expect([sum('created'), sum('unchanged')]).toEqual([20, 100])
  for (const [place, { body }] of answers.entries()) {
    const keys = body.items.map((item: { key: string }) => item.key)
    expect(keys).toEqual(documents[place]?.map(({ key }) => key))
  }
  expect(await one('race-7')).toHaveLength(1)
})

test('A key that stands twice in one document is one recommendation, as the last says', async () => {
  const { body } = await post([
    { key: 'twice', title: 'First' },
    { key: 'twice', title: 'Last' },
  ])
  expect([body.created, body.items.length]).toEqual([1, 1])
  expect((await one('twice'))[0].title).toBe('Last')
})

test('An empty list is nothing, and 1,000 at once are stored', async () => {
  expect((await post([])).body).toEqual({ created: 0, updated: 0, unchanged: 0, skipped: [], items: [] })
  const many = Array.from({ length: 1_000 }, (_, place) => ({ key: `m-${place}`, title: `M ${place}` }))
  expect((await post({ recommendations: many })).body.created).toBe(1_000)
  expect((await post(many)).body.unchanged).toBe(1_000)
})

test('A project in the address holds for those that name none', async () => {
  await post([{ key: 'p', title: 'P' }], '?project=aws')
  expect((await one('p'))[0].project.key).toBe('aws')
})

test('AX24 · projects come through the API; the same key again renames', async () => {
  const { body } = await world.api.post('/v1/projects', { key: 'aws', name: 'Amazon' })
  const list = (await world.api.get('/v1/projects')).body.items
  expect(list).toEqual([body])
  expect((await one('p'))[0].project.name).toBe('Amazon')
})

test('The source’s own document is kept and shown', async () => {
  const raw = { any: ['thing', { at: 'all' }], n: 1.5 }
  const { body } = await post({ key: 'raw', title: 'Raw', raw })
  const shown = await world.api.get(`/v1/recommendations/${body.items[0].id}`)
  expect(shown.body.raw).toEqual(raw)
})

test('A recommendation that changes keeps its open ticket', async () => {
  await world.connectJira()
  const { body } = await post({ key: 'kept', title: 'Before' })
  const recommendationId = body.items[0].id
  const ticket = { title: 'T', description: 'x'.repeat(20), recommendationId }
  const { body: created } = await world.api.post('/v1/tickets', ticket)
  await post({ key: 'kept', title: 'After' })
  const [item] = await one('kept')
  expect([item.title, item.ticket.id]).toEqual(['After', created.id])
})
