import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addEntry, expectRefused, idsOf, patch, remove, supportTicket } from '../setup/help-desk.ts'
import { member, otherWorkspace } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const namesOf = async (list: string): Promise<string[]> => {
  const { body } = await world.api.get(`/v1/help-desk/${list}`)
  return body.items.map(({ name }: { name: string }) => name)
}

test('A workspace gets its first lists once, however many ask at the same time', async () => {
  const stranger = await otherWorkspace(world)
  const paths = ['types', 'statuses', 'action-types', 'fields', 'types', 'statuses']
  const answers = await Promise.all(paths.map((path) => stranger.get(`/v1/help-desk/${path}`)))
  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200))
  expect(Object.keys(await idsOf(stranger, 'types'))).toEqual([
    'Question',
    'Problem',
    'Feature request',
    'Task',
  ])
  expect((await stranger.get('/v1/help-desk/statuses')).body.items).toMatchObject([
    { name: 'New', category: 'New', position: 1 },
    { name: 'Open', category: 'Active' },
    { name: 'Waiting', category: 'Active' },
    { name: 'Resolved', category: 'Resolved' },
    { name: 'Closed', category: 'Closed', position: 5 },
  ])
  expect(Object.keys(await idsOf(stranger, 'action-types'))).toEqual([
    'Description',
    'Comment',
    'Email',
    'Phone',
  ])
  expect((await stranger.get('/v1/help-desk/fields')).body.items).toEqual([])
})

describe('Adding', () => {
  test('puts an entry at the end of its list', async () => {
    await addEntry(world.api, 'types', { name: ' Bug ' })
    expect((await namesOf('types')).at(-1)).toBe('Bug')
    await addEntry(world.api, 'statuses', { name: 'Escalated', category: 'Active' })
    expect((await world.api.get('/v1/help-desk/statuses')).body.items.at(-1)).toMatchObject({
      name: 'Escalated',
      category: 'Active',
      position: 6,
    })
  })

  test.each([
    ['types', { name: 'BUG' }],
    ['statuses', { name: 'new', category: 'New' }],
    ['action-types', { name: 'EMAIL' }],
  ])('a name that the list of %s has in another letter case is refused', async (list, entry) => {
    const before = await namesOf(list)
    expectRefused(await world.api.post(`/v1/help-desk/${list}`, entry), 409, ['name'])
    expect(await namesOf(list)).toEqual(before)
  })

  test('of the same name at the same time adds one', async () => {
    const adding = Array.from({ length: 5 }, () => world.api.post('/v1/help-desk/types', { name: 'Race' }))
    const statuses = (await Promise.all(adding)).map(({ status }) => status)
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409])
  })

  test('C43 · fields of every kind are kept as they are said', async () => {
    const fields = [
      { name: 'Serial number', kind: 'text' },
      { name: 'Steps', kind: 'paragraph' },
      { name: 'Seats', kind: 'number' },
      { name: 'Since', kind: 'date' },
      { name: 'Severity', kind: 'option', options: ['Low', 'High'] },
      { name: 'Systems', kind: 'options', options: ['Web', 'App'] },
      { name: 'Reporter', kind: 'user' },
      { name: 'Place', kind: 'cascading', options: ['Europe >  Spain', 'Europe > France', 'Moon'] },
    ]
    for (const field of fields) await addEntry(world.api, 'fields', field)
    const { body } = await world.api.get('/v1/help-desk/fields')
    expect(body.items.slice(0, -1)).toMatchObject(fields.slice(0, -1))
    expect(body.items.at(-1)).toMatchObject({
      name: 'Place',
      kind: 'cascading',
      options: ['Europe > Spain', 'Europe > France', 'Moon'],
      position: 8,
    })
  })

  test('a list takes at most 100 entries, and says so', async () => {
    const stranger = await otherWorkspace(world)
    for (let place = 0; place < 100; place += 1)
      await addEntry(stranger, 'fields', { name: `F${place}`, kind: 'text' })
    const { status, body } = await stranger.post('/v1/help-desk/fields', { name: 'One more', kind: 'text' })
    expect([status, body.detail]).toEqual([409, expect.stringContaining('100 entries')])
  })
})

describe('Changing', () => {
  test('puts an entry where it is said, and the others make room', async () => {
    const ids = await idsOf(world.api, 'action-types')
    await patch(world.api, `/v1/help-desk/action-types/${ids.Phone}`, { position: 1 })
    expect(await namesOf('action-types')).toEqual(['Phone', 'Description', 'Comment', 'Email'])
    await patch(world.api, `/v1/help-desk/action-types/${ids.Phone}`, { position: 100 })
    expect(await namesOf('action-types')).toEqual(['Description', 'Comment', 'Email', 'Phone'])
  })

  test('renames a status on its tickets as well, and takes them to its category', async () => {
    const id = await addEntry(world.api, 'statuses', { name: 'On hold', category: 'Active' })
    const ticket = await supportTicket(world.api, { statusId: id })
    const change = { name: 'Parked', category: 'Resolved' }
    expect((await patch(world.api, `/v1/help-desk/statuses/${id}`, change)).status).toBe(200)
    const { body } = await world.api.get(`/v1/support-tickets/${ticket.id}`)
    expect(body.status).toEqual({ id, ...change, removed: false })
    expect(body.updatedAt).toBe(ticket.updatedAt)
  })

  test('the letter case of a name is a change like any other', async () => {
    const id = await addEntry(world.api, 'customers', { name: 'acme' })
    const { status, body } = await patch(world.api, `/v1/help-desk/customers/${id}`, { name: 'ACME' })
    expect([status, body]).toEqual([200, { id, name: 'ACME' }])
    await addEntry(world.api, 'customers', { name: 'Globex' })
    const taken = await patch(world.api, `/v1/help-desk/customers/${id}`, { name: 'GLOBEX' })
    expectRefused(taken, 409, ['name'])
  })

  test('a field’s kind stays, and its options are checked by it', async () => {
    const { Severity } = await idsOf(world.api, 'fields')
    const path = `/v1/help-desk/fields/${Severity}`
    expect((await patch(world.api, path, { kind: 'text' })).status).toBe(422)
    expectRefused(await patch(world.api, path, { options: [] }), 422, ['options'])
    expect((await patch(world.api, path, { options: ['Low', 'Mid', 'High'] })).body.options).toHaveLength(3)
  })
})

describe('Removing', () => {
  test('leaves the name on its tickets, where it cannot be chosen any more', async () => {
    const id = await addEntry(world.api, 'types', { name: 'Complaint' })
    const ticket = await supportTicket(world.api, { typeId: id })
    expect((await world.api.get(`/v1/help-desk/types/${id}/uses`)).body).toEqual({ count: 1 })
    expect((await remove(world.api, `/v1/help-desk/types/${id}`)).status).toBe(204)
    expect(await namesOf('types')).not.toContain('Complaint')
    const { body } = await world.api.get(`/v1/support-tickets/${ticket.id}`)
    expect(body.type).toEqual({ id, name: 'Complaint', removed: true })
    const again = await world.api.post('/v1/support-tickets', { title: 'T', typeId: id })
    expectRefused(again, 422, ['typeId'])
    expect(again.body.errors[0].message).toContain('“Complaint” was removed from the list')
    for (const method of ['PATCH', 'DELETE']) {
      const answer = await world.api.call(method, `/v1/help-desk/types/${id}`, { body: {} })
      expect([method, answer.status]).toEqual([method, 404])
    }
  })

  test('and adding it again brings back what it was', async () => {
    const id = await addEntry(world.api, 'customers', { name: 'Initech' })
    const ticket = await supportTicket(world.api, { customerId: id })
    await remove(world.api, `/v1/help-desk/customers/${id}`)
    expect(await addEntry(world.api, 'customers', { name: 'INITECH' })).toBe(id)
    const { body } = await world.api.get(`/v1/support-tickets/${ticket.id}`)
    expect(body.customer).toEqual({ id, name: 'INITECH', removed: false })
  })

  test('the last type, status or action type is refused, in words', async () => {
    const stranger = await otherWorkspace(world)
    await supportTicket(stranger)
    for (const list of ['types', 'statuses', 'action-types']) {
      const [last, ...others] = Object.values(await idsOf(stranger, list))
      for (const id of others) {
        expect((await remove(stranger, `/v1/help-desk/${list}/${id}`)).status).toBe(204)
      }
      const { status, body } = await remove(stranger, `/v1/help-desk/${list}/${last}`)
      const uses = list === 'action-types' ? '0 actions' : '1 tickets'
      expect([status, body.detail]).toEqual([409, expect.stringMatching(new RegExp(`is the last .*${uses}`))])
    }
  })
})

describe('C47 · Products and versions', () => {
  let connection: string
  beforeAll(async () => {
    connection = await world.connectJira()
  })

  test('carry a project key and an instance', async () => {
    const product = { name: 'Portal', projectKey: 'portal', instanceId: connection }
    const { status, body } = await world.api.post('/v1/help-desk/products', product)
    const instance = { id: connection, name: 'Default' }
    expect([status, body]).toEqual([201, { id: body.id, name: 'Portal', projectKey: 'PORTAL', instance }])
    const path = `/v1/help-desk/products/${body.id}/versions`
    const version = await world.api.post(path, { name: '2.0', projectKey: 'P2' })
    expect(version.body).toEqual({ id: version.body.id, name: '2.0', projectKey: 'P2', instance: null })
    const changed = await patch(world.api, `${path}/${version.body.id}`, {
      projectKey: '',
      instanceId: connection,
    })
    expect(changed.body).toMatchObject({ name: '2.0', projectKey: null, instance })
    expect((await world.api.get(path)).body).toMatchObject({ items: [{ name: '2.0' }], total: { count: 1 } })
  })

  test('take only an instance of this workspace', async () => {
    const stranger = await otherWorkspace(world)
    const unknown = '00000000-0000-7000-8000-000000000000'
    for (const [api, instanceId] of [
      [stranger, connection],
      [world.api, unknown],
    ] as const) {
      const answer = await api.post('/v1/help-desk/products', { name: 'Theirs', instanceId })
      expectRefused(answer, 422, ['instanceId'])
    }
    expect((await stranger.get('/v1/help-desk/products')).body.items).toEqual([])
  })

  test('of different products may have the same name', async () => {
    const one = await addEntry(world.api, 'products', { name: 'One' })
    const two = await addEntry(world.api, 'products', { name: 'Two' })
    await addEntry(world.api, `products/${one}/versions`, { name: '1.0' })
    await addEntry(world.api, `products/${two}/versions`, { name: '1.0' })
    const again = await world.api.post(`/v1/help-desk/products/${one}/versions`, { name: '1.0' })
    expectRefused(again, 409, ['name'])
    const { body } = await world.api.get(`/v1/help-desk/products/${two}/versions`)
    const elsewhere = `/v1/help-desk/products/${one}/versions/${body.items[0].id}`
    expect((await patch(world.api, elsewhere, { name: 'X' })).status).toBe(404)
  })
})

test('Customers come in pages by name, and are found by a part of it', async () => {
  const stranger = await otherWorkspace(world)
  const names = ['delta', 'Alpha', 'charlie', 'Bravo', '100% Echo']
  for (const name of names) await addEntry(stranger, 'customers', { name })
  const seen: string[] = []
  let after = ''
  do {
    const { body } = await stranger.get(`/v1/help-desk/customers?limit=2${after && `&after=${after}`}`)
    expect(body.total).toEqual({ count: 5, capped: false })
    seen.push(...body.items.map(({ name }: { name: string }) => name))
    after = body.next
  } while (after)
  expect(seen).toEqual(['100% Echo', 'Alpha', 'Bravo', 'charlie', 'delta'])
  const { body } = await stranger.get('/v1/help-desk/customers?q=0%25')
  expect(body.items).toMatchObject([{ name: '100% Echo' }])
})

test('Members choose from the lists and do not change them', async () => {
  const bob = await member(world)
  for (const list of ['types', 'statuses', 'action-types', 'fields', 'customers', 'products']) {
    expect((await bob.get(`/v1/help-desk/${list}`)).status).toBe(200)
    expect((await bob.post(`/v1/help-desk/${list}`, { name: 'X' })).status).toBe(403)
  }
})

test('What administrators do to the lists stands in the log', async () => {
  const id = await addEntry(world.api, 'customers', { name: 'Logged' })
  await remove(world.api, `/v1/help-desk/customers/${id}`)
  const { body } = await world.api.get('/v1/logs?limit=2')
  const messages = body.items.map(({ message }: { message: string }) => message)
  expect(messages[0]).toMatch(/removed the customer “Logged”, which 0 tickets have\.$/)
  expect(messages[1]).toMatch(/added the customer “Logged”\.$/)
})
