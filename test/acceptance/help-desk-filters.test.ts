import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Api } from '../setup/api.ts'
import { content } from '../setup/database.ts'
import { expectRefused, patch, remove } from '../setup/help-desk.ts'
import { member, otherWorkspace } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let bob: Api
let carol: Api
beforeAll(async () => {
  world = await startWorld()
  bob = await member(world)
  carol = await member(world)
})
afterAll(() => world?.close())

const path = '/v1/help-desk/saved-filters'

async function save(api: Api, fields: object) {
  const { status, body } = await api.post(path, { query: { category: 'New' }, ...fields })
  expect([status, body.errors]).toEqual([201, undefined])
  return body
}
const namesFor = async (api: Api) => {
  const { body } = await api.get(path)
  return body.items.map(({ name }: { name: string }) => name)
}

test('A filter is its owner’s own until it is shared', async () => {
  const query = { category: 'New,Active', q: 'mail', sort: 'newest', linked: 'no', productId: 'none' }
  const filter = await save(bob, { name: 'Mail', query })
  expect(filter).toEqual({
    id: filter.id,
    name: 'Mail',
    query,
    isShared: false,
    isMine: true,
    canChange: true,
  })
  expect(await namesFor(bob)).toEqual(['Mail'])
  expect(await namesFor(carol)).toEqual([])
  expect((await patch(carol, `${path}/${filter.id}`, { name: 'X' })).status).toBe(404)
  expect((await remove(world.api, `${path}/${filter.id}`)).status).toBe(404)
  await patch(bob, `${path}/${filter.id}`, { isShared: true })
  const { body } = await carol.get(path)
  expect(body.items).toMatchObject([{ name: 'Mail', isShared: true, isMine: false, canChange: false }])
})

test('Only the owner or an administrator changes a shared filter', async () => {
  const filter = await save(bob, { name: 'Shared', isShared: true })
  const one = `${path}/${filter.id}`
  const before = await content(world)
  expect((await patch(carol, one, { name: 'Mine now' })).status).toBe(403)
  expect((await remove(carol, one)).status).toBe(403)
  expect(await content(world)).toEqual(before)
  const { body } = await patch(world.api, one, { query: { q: 'x' } })
  expect(body).toMatchObject({ query: { q: 'x' }, isMine: false, canChange: true })
  expect((await remove(world.api, one)).status).toBe(204)
  expect((await remove(bob, one)).status).toBe(404)
})

test('A person’s filters have different names, in whatever letter case; different persons’ need not', async () => {
  const filter = await save(bob, { name: 'Today' })
  expectRefused(await bob.post(path, { name: 'TODAY', query: {} }), 409, ['name'])
  await save(carol, { name: 'Today' })
  const other = await save(bob, { name: 'Tomorrow' })
  expectRefused(await patch(bob, `${path}/${other.id}`, { name: 'today' }), 409, ['name'])
  expect((await patch(bob, `${path}/${filter.id}`, { name: 'TODAY' })).status).toBe(200)
})

test('A filter that the list would refuse is not saved', async () => {
  const before = await content(world)
  const wrong = [
    { category: 'Open' },
    { typeId: 'x' },
    { limit: '5' },
    { linked: 'maybe' },
    { q: 7 },
    'q=x',
    null,
  ]
  for (const query of wrong) {
    const { status, body } = await bob.post(path, { name: 'Wrong', query })
    expect([status, body.errors[0].field]).toEqual([422, expect.stringMatching(/^query/)])
  }
  expectRefused(await bob.post(path, { name: ' ', query: {} }), 422, ['name'])
  expect(await content(world)).toEqual(before)
})

test('A person has 100 filters at most', async () => {
  const stranger = await otherWorkspace(world)
  for (let place = 0; place < 100; place += 1) await save(stranger, { name: `F${place}` })
  expect((await stranger.post(path, { name: 'One more', query: {} })).status).toBe(409)
})
