import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAction } from '../../src/desk/support/add-action.ts'
import { changeSupportTicket } from '../../src/desk/support/change-support-ticket.ts'
import { createSupportTicket } from '../../src/desk/support/create-support-ticket.ts'
import type { Deps } from '../../src/deps.ts'
import { rightsOf } from '../../src/domain/rights.ts'
import type { Actor } from '../../src/domain/actor.ts'
import type { Api } from '../setup/api.ts'
import { content } from '../setup/database.ts'
import {
  addEntry,
  expectRefused,
  historyOf,
  idsOf,
  patch,
  remove,
  supportTicket,
} from '../setup/help-desk.ts'
import { member, otherWorkspace } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let bob: Api
let ids: Record<'portal' | 'router' | 'v1' | 'v2' | 'acme' | 'severity' | 'seats' | 'place', string>
beforeAll(async () => {
  world = await startWorld()
  bob = await member(world)
  const portal = await addEntry(world.api, 'products', { name: 'Portal' })
  const router = await addEntry(world.api, 'products', { name: 'Router' })
  ids = {
    portal,
    router,
    v1: await addEntry(world.api, `products/${portal}/versions`, { name: '1.0' }),
    v2: await addEntry(world.api, `products/${router}/versions`, { name: '2.0' }),
    acme: await addEntry(world.api, 'customers', { name: 'ACME' }),
    severity: await addEntry(world.api, 'fields', {
      name: 'Severity',
      kind: 'option',
      options: ['Low', 'High'],
    }),
    seats: await addEntry(world.api, 'fields', { name: 'Seats', kind: 'number' }),
    place: await addEntry(world.api, 'fields', {
      name: 'Place',
      kind: 'cascading',
      options: ['Europe > Spain'],
    }),
  }
})
afterAll(() => world?.close())

const read = async (id: string) => (await world.api.get(`/v1/support-tickets/${id}`)).body

describe('Creating', () => {
  test('a title is enough: the first type, the first new status, no tracker needed', async () => {
    const ticket = await supportTicket(bob, { title: '  Cannot\n sign in ' })
    expect(ticket).toMatchObject({
      alias: expect.stringMatching(/^CT-\d+$/),
      title: 'Cannot sign in',
      description: '',
      priority: 'medium',
      type: { name: 'Question', removed: false },
      status: { name: 'New', category: 'New', removed: false },
      product: null,
      version: null,
      customer: null,
      assignee: null,
      fields: [],
      createdBy: 'Bob',
      link: null,
      delivery: null,
    })
    expect(await read(ticket.alias)).toEqual(ticket)
    expect(await historyOf(bob, ticket.id)).toEqual([
      { kind: 'created', actor: 'Bob', text: 'Created by Bob.' },
    ])
  })

  test('everything is chosen by id or by name, in any letter case', async () => {
    const types = await idsOf(bob, 'types')
    const byIds = { typeId: types.Task, productId: ids.portal, versionId: ids.v1, customerId: ids.acme }
    const byNames = { typeName: 'TASK', productName: 'portal', versionName: '1.0', customerName: 'acme' }
    const fields = [
      { [ids.severity]: 'high', [ids.seats]: '12', [ids.place]: 'Europe > Spain' },
      { severity: 'High', SEATS: 12, Place: ['Europe', 'Spain'] },
    ]
    const [one, two] = [
      await supportTicket(bob, { ...byIds, statusName: 'open', fields: fields[0] }),
      await supportTicket(bob, { ...byNames, statusName: 'Open', fields: fields[1] }),
    ]
    for (const ticket of [one, two]) {
      expect(ticket).toMatchObject({
        type: { name: 'Task' },
        status: { name: 'Open', category: 'Active' },
        product: { id: ids.portal, name: 'Portal', removed: false },
        version: { id: ids.v1, name: '1.0' },
        customer: { id: ids.acme, name: 'ACME' },
        fields: [
          { id: ids.severity, name: 'Severity', kind: 'option', value: 'High', removed: false },
          { name: 'Seats', kind: 'number', value: 12 },
          { name: 'Place', kind: 'cascading', value: ['Europe', 'Spain'] },
        ],
      })
    }
  })

  test('the same Idempotency-Key creates one ticket, also when asked twice at once', async () => {
    const post = () => bob.post('/v1/support-tickets', { title: 'Once' }, { 'idempotency-key': 'desk-once' })
    const first = await post()
    const again = await post()
    expect([again.status, again.body]).toEqual([201, first.body])
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const { body } = await bob.get('/v1/support-tickets?q=Once')
    expect(body.items).toHaveLength(1)
  })

  test('the general list of tickets has it as well, and its page', async () => {
    const ticket = await supportTicket(bob, { title: 'In the general list' })
    const { body } = await bob.get('/v1/tickets?type=support&q=general list')
    const shown = {
      id: ticket.id,
      type: 'support',
      status: 'New',
      creationStatus: 'done',
      ticketStatus: null,
    }
    expect(body.items).toMatchObject([shown])
    expect((await bob.get(`/v1/tickets/${ticket.alias}`)).body).toMatchObject(shown)
    expect((await bob.get(`/v1/tickets/${ticket.alias}/events`)).body.items).toHaveLength(1)
  })
})

describe('Changing', () => {
  test('C56 · each change stands in the history, from → to, with who did it', async () => {
    const ticket = await supportTicket(world.api, { title: 'Slow', productId: ids.portal, versionId: ids.v1 })
    const change = {
      title: 'Very slow',
      priority: 'high',
      productName: 'Router',
      customerName: 'ACME',
      assignee: 'carol@example.com',
      statusName: 'Waiting',
      fields: { Severity: 'Low' },
    }
    const { status, body } = await patch(bob, `/v1/support-tickets/${ticket.id}`, change)
    expect([status, body.title, body.version]).toEqual([200, 'Very slow', null])
    expect(body.updatedAt > ticket.updatedAt).toBe(true)
    expect(await read(ticket.id)).toEqual(body)
    const [first, second] = await historyOf(bob, ticket.id)
    expect(first).toEqual({ kind: 'status', actor: 'Bob', text: 'Status: “New” → “Waiting”.' })
    expect(second).toEqual({
      kind: 'edit',
      actor: 'Bob',
      text: [
        'Title: “Slow” → “Very slow”.',
        'Priority: “medium” → “high”.',
        'Product: “Portal” → “Router”.',
        'Version: “1.0” → none.',
        'Customer: none → “ACME”.',
        'Assigned to: none → “carol@example.com”.',
        'Severity: none → “Low”.',
      ].join('\n'),
    })
  })

  test('nothing in it changes nothing, and leaves no trace', async () => {
    const fields = { Seats: 3 }
    const ticket = await supportTicket(bob, { title: 'Same', fields })
    const before = await content(world)
    for (const change of [{}, { title: 'Same ' }, { typeId: ticket.type.id, fields, assignee: '' }]) {
      const { status, body } = await patch(bob, `/v1/support-tickets/${ticket.id}`, change)
      expect([status, body]).toEqual([200, ticket])
    }
    expect(await content(world)).toEqual(before)
  })

  test('null and an empty text mean none', async () => {
    const whole = {
      productId: ids.portal,
      versionId: ids.v1,
      customerId: ids.acme,
      assignee: 'Carol',
      fields: { Seats: 3, Severity: 'Low' },
    }
    const ticket = await supportTicket(bob, whole)
    const change = {
      productId: null,
      customerName: '',
      assignee: null,
      fields: { Seats: null, Severity: '' },
    }
    const { body } = await patch(bob, `/v1/support-tickets/${ticket.id}`, change)
    expect(body).toMatchObject({ product: null, version: null, customer: null, assignee: null, fields: [] })
  })

  test('a version has to be one of the ticket’s product', async () => {
    const ticket = await supportTicket(bob, { productId: ids.portal })
    const path = `/v1/support-tickets/${ticket.id}`
    expectRefused(await patch(bob, path, { versionId: ids.v2 }), 422, ['versionId'])
    expectRefused(await patch(bob, path, { versionName: '2.0' }), 422, ['versionName'])
    expectRefused(await patch(bob, path, { productId: null, versionId: ids.v1 }), 422, ['versionId'])
    const both = await patch(bob, path, { productId: ids.router, versionName: '2.0' })
    expect(both.body).toMatchObject({ product: { id: ids.router }, version: { id: ids.v2 } })
  })

  test('what was removed from a list may stay, and comes back to nobody', async () => {
    const id = await addEntry(world.api, 'customers', { name: 'Gone' })
    const ticket = await supportTicket(bob, { customerId: id })
    const other = await supportTicket(bob)
    await remove(world.api, `/v1/help-desk/customers/${id}`)
    const kept = await patch(bob, `/v1/support-tickets/${ticket.id}`, { customerId: id, title: 'Kept' })
    expect(kept.body).toMatchObject({ title: 'Kept', customer: { name: 'Gone', removed: true } })
    const refused = await patch(bob, `/v1/support-tickets/${other.id}`, { customerName: 'gone' })
    expectRefused(refused, 422, ['customerName'])
    expect(refused.body.errors[0].message).toContain('“Gone” was removed from the list')
  })

  test('an option that is off its list may stay, and a field that is off the list keeps its values', async () => {
    const field = await addEntry(world.api, 'fields', {
      name: 'Colour',
      kind: 'option',
      options: ['Red', 'Blue'],
    })
    const ticket = await supportTicket(bob, { fields: { Colour: 'Red' } })
    await patch(world.api, `/v1/help-desk/fields/${field}`, { options: ['Blue'] })
    const path = `/v1/support-tickets/${ticket.id}`
    expect((await patch(bob, path, { title: 'T', fields: { Colour: 'Red' } })).status).toBe(200)
    expectRefused(await patch(bob, path, { fields: { Colour: 'Green' } }), 422, ['fields.Colour'])
    await remove(world.api, `/v1/help-desk/fields/${field}`)
    expect((await read(ticket.id)).fields).toMatchObject([{ name: 'Colour', value: 'Red', removed: true }])
    expectRefused(await patch(bob, path, { fields: { Colour: 'Blue' } }), 422, ['fields.Colour'])
  })

  test('an id and a name together are refused', async () => {
    const ticket = await supportTicket(bob)
    const both = { customerId: ids.acme, customerName: 'ACME' }
    expectRefused(await patch(bob, `/v1/support-tickets/${ticket.id}`, both), 422, ['customerName'])
  })
})

describe('Two people at one ticket', () => {
  test('the second is told who changed what meanwhile, and nothing is overwritten', async () => {
    const ticket = await supportTicket(bob, { title: 'Ours' })
    const path = `/v1/support-tickets/${ticket.id}`
    await patch(bob, path, { title: 'Bob’s', updatedAt: ticket.updatedAt })
    const before = await content(world)
    const late = await patch(world.api, path, { title: 'Mine', updatedAt: ticket.updatedAt })
    expectRefused(late, 409, ['updatedAt'])
    expect(late.body.detail).toContain('Bob changed the ticket meanwhile: Title: “Ours” → “Bob’s”.')
    expect(await content(world)).toEqual(before)
    const { updatedAt } = await read(ticket.id)
    expect((await patch(world.api, path, { title: 'Mine', updatedAt })).status).toBe(200)
  })

  test('without saying what it is based on, the last one wins', async () => {
    const ticket = await supportTicket(bob)
    await patch(bob, `/v1/support-tickets/${ticket.id}`, { title: 'One' })
    expect((await patch(world.api, `/v1/support-tickets/${ticket.id}`, { title: 'Two' })).body.title).toBe(
      'Two',
    )
  })

  test('an action written meanwhile stands in nobody’s way', async () => {
    const ticket = await supportTicket(bob)
    await bob.post(`/v1/support-tickets/${ticket.id}/actions`, { typeName: 'Phone', text: 'Called' })
    const change = { title: 'T', updatedAt: ticket.updatedAt }
    expect((await patch(world.api, `/v1/support-tickets/${ticket.id}`, change)).status).toBe(200)
  })

  test('many changes at once are all made, one after the other', async () => {
    const ticket = await supportTicket(bob)
    const path = `/v1/support-tickets/${ticket.id}`
    const changes = Array.from({ length: 8 }, (_, place) => patch(bob, path, { fields: { Seats: place } }))
    for (const { status } of await Promise.all(changes)) expect(status).toBe(200)
    expect((await historyOf(bob, ticket.id)).filter(({ kind }) => kind === 'edit')).toHaveLength(8)
  })
})

test('C56 · the history comes in pages, newest first', async () => {
  const ticket = await supportTicket(bob)
  for (let place = 1; place <= 4; place += 1) {
    await patch(bob, `/v1/support-tickets/${ticket.id}`, { title: `Title ${place}` })
  }
  const texts: string[] = []
  let after = ''
  do {
    const path = `/v1/support-tickets/${ticket.id}/history?limit=2${after && `&after=${after}`}`
    const { body } = await bob.get(path)
    expect(body.total).toEqual({ count: 5, capped: false })
    texts.push(...body.items.map(({ text }: { text: string }) => text))
    after = body.next
  } while (after)
  expect(texts).toHaveLength(5)
  expect(texts[0]).toContain('→ “Title 4”')
  expect(texts[4]).toBe('Created by Bob.')
})

describe('From another surface, in a transaction of its own', () => {
  const actor = async (): Promise<Actor> => {
    const { workspaceId } = await world.database
      .selectFrom('tickets')
      .select('workspaceId')
      .executeTakeFirstOrThrow()
    return {
      id: 'x',
      name: 'Program',
      email: null,
      workspaceId,
      role: 'agent',
      rights: rightsOf('agent'),
    }
  }
  const inside = (work: (deps: Deps) => Promise<unknown>) => {
    const { deps } = world.hub
    return world.database.transaction().execute((tx) => work({ ...deps, store: { ...deps.store, db: tx } }))
  }

  test('creating, changing and writing are done together, by names', async () => {
    const by = await actor()
    let id = ''
    await inside(async (deps) => {
      const created = await createSupportTicket(deps, by, { title: 'From a program', typeName: 'problem' })
      id = created.id
      const change = { statusName: 'OPEN', productName: 'portal', fields: { seats: '7' } }
      await changeSupportTicket(deps, by, { ticketId: id, change })
      await addAction(deps, by, { ticketId: id, input: { typeName: 'email', text: 'Hello' } })
    })
    expect(await read(id)).toMatchObject({
      type: { name: 'Problem' },
      status: { name: 'Open' },
      product: { name: 'Portal' },
      fields: [{ value: 7 }],
    })
  })

  test('or not at all', async () => {
    const by = await actor()
    const before = await content(world)
    const work = inside(async (deps) => {
      const { id } = await createSupportTicket(deps, by, { title: 'Never there' })
      await changeSupportTicket(deps, by, { ticketId: id, change: { statusName: 'Nonsense' } })
    })
    await expect(work).rejects.toMatchObject({ kind: 'invalid', errors: [{ field: 'statusName' }] })
    expect(await content(world)).toEqual(before)
  })
})

test('A ticket of another kind is not one of the help desk', async () => {
  await world.connectJira()
  const { body } = await world.api.post('/v1/tickets', {
    title: 'Stop it',
    description: 'Idle for thirty days.',
  })
  for (const path of ['', '/actions', '/attachments', '/history']) {
    expect((await world.api.get(`/v1/support-tickets/${body.alias}${path}`)).status).toBe(404)
  }
  expect((await patch(world.api, `/v1/support-tickets/${body.id}`, { title: 'X' })).status).toBe(404)
})

test('Another workspace’s names and ids are unknown', async () => {
  const stranger = await otherWorkspace(world)
  const wrong = {
    title: 'T',
    typeId: (await idsOf(world.api, 'types')).Question,
    productId: ids.portal,
    versionId: ids.v1,
    customerName: 'ACME',
    fields: { [ids.severity]: 'Low' },
  }
  const answer = await stranger.post('/v1/support-tickets', wrong)
  const fields = ['typeId', 'customerName', `fields.${ids.severity}`, 'productId', 'versionId']
  expectRefused(answer, 422, fields)
  expect(JSON.stringify(answer.body)).not.toMatch(/Portal|ACME|Severity/)
})
