import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ApiAnswer } from '../setup/api.ts'
import { content } from '../setup/database.ts'
import { addEntry, idsOf, supportTicket } from '../setup/help-desk.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let paths: Record<string, string>
let before: Record<string, string[]>
beforeAll(async () => {
  world = await startWorld()
  const product = await addEntry(world.api, 'products', { name: 'Portal' })
  const version = await addEntry(world.api, `products/${product}/versions`, { name: '1.0' })
  const field = await addEntry(world.api, 'fields', {
    name: 'Severity',
    kind: 'option',
    options: ['Low', 'High'],
  })
  for (const [name, kind] of Object.entries({
    Words: 'text',
    Seats: 'number',
    Since: 'date',
    Reporter: 'user',
  })) {
    await addEntry(world.api, 'fields', { name, kind })
  }
  await addEntry(world.api, 'fields', { name: 'Systems', kind: 'options', options: ['Web'] })
  await addEntry(world.api, 'fields', { name: 'Place', kind: 'cascading', options: ['Europe > Spain'] })
  const ticket = await supportTicket(world.api)
  const action = await world.api.post(`/v1/support-tickets/${ticket.id}/actions`, {
    typeName: 'Email',
    text: 'Hi',
  })
  const filter = await world.api.post('/v1/help-desk/saved-filters', { name: 'Mine', query: {} })
  paths = {
    ':type': (await idsOf(world.api, 'types')).Question ?? '',
    ':status': (await idsOf(world.api, 'statuses')).Open ?? '',
    ':product': product,
    ':version': version,
    ':field': field,
    ':ticket': ticket.id,
    ':action': action.body.id,
    ':filter': filter.body.id,
  }
})
afterAll(() => world?.close())
beforeEach(async () => {
  before = await content(world)
})
afterEach(async () => {
  expect(await content(world)).toEqual(before)
})

const at = (path: string) => path.replaceAll(/:[a-z]+/gu, (name) => paths[name] ?? name)
const fieldsOf = ({ body }: ApiAnswer): string[] => body.errors?.map((one: { field: string }) => one.field)

const calls: Record<string, [method: string, path: string, body: Record<string, unknown>]> = {
  type: ['POST', '/v1/help-desk/types', { name: 'New one' }],
  'a type': ['PATCH', '/v1/help-desk/types/:type', {}],
  status: ['POST', '/v1/help-desk/statuses', { name: 'New one', category: 'New' }],
  'a status': ['PATCH', '/v1/help-desk/statuses/:status', {}],
  field: ['POST', '/v1/help-desk/fields', { name: 'New one', kind: 'text' }],
  'a field': ['PATCH', '/v1/help-desk/fields/:field', {}],
  customer: ['POST', '/v1/help-desk/customers', { name: 'New one' }],
  product: ['POST', '/v1/help-desk/products', { name: 'New one' }],
  'a product': ['PATCH', '/v1/help-desk/products/:product', {}],
  version: ['POST', '/v1/help-desk/products/:product/versions', { name: 'New one' }],
  'a version': ['PATCH', '/v1/help-desk/products/:product/versions/:version', {}],
  ticket: ['POST', '/v1/support-tickets', { title: 'T' }],
  'a ticket': ['PATCH', '/v1/support-tickets/:ticket', {}],
  action: ['POST', '/v1/support-tickets/:ticket/actions', { typeName: 'Email', text: 'Hello' }],
  'an action': ['PATCH', '/v1/support-tickets/:ticket/actions/:action', {}],
  filter: ['POST', '/v1/help-desk/saved-filters', { name: 'New one', query: {} }],
  'a filter': ['PATCH', '/v1/help-desk/saved-filters/:filter', {}],
}

const long = (length: number) => 'x'.repeat(length + 1)
const unknown = '00000000-0000-7000-8000-000000000000'
const ids = ['x', 7, unknown, [], {}]
const names = [null, 7, '', ' ', long(200), 'a\nb', [], {}]
const words = [7, [], {}, 'No such name', long(2_000)]
const position = [null, 0, -1, 1.5, 101, '1']
const places: [field: string, values: unknown[]][] = [
  ['projectKey', [7, 'A B', 'A/B', '../A', 'A\\B', '-A', long(64), 'A?b', []]],
  ['instanceId', ids],
]
const choices: [field: string, values: unknown[]][] = [
  ['title', [null, 7, '', '  \n ', long(255), [], {}]],
  ['description', [null, 7, long(32_000), [], {}]],
  ['priority', [null, 7, 'urgent', '', []]],
  ['typeId', [null, ...ids]],
  ['typeName', [null, '', ...words]],
  ['statusId', [null, ...ids]],
  ['statusName', [null, '', ...words]],
  ['productId', ids],
  ['productName', words],
  ['versionId', ids],
  ['versionName', words],
  ['customerId', ids],
  ['customerName', words],
  ['assignee', [7, long(320), 'a\nb', [], {}]],
  [
    'fields',
    [
      null,
      7,
      'x',
      { nothing: 1 },
      { Severity: 'Mid' },
      { Severity: ['Low'] },
      { Words: 7 },
      { Words: 'a\nb' },
    ],
  ],
  [
    'fields',
    [
      { Seats: 'many' },
      { Since: '2026-02-30' },
      { Since: 2026 },
      { Systems: ['Web', 'App'] },
      { Systems: 7 },
    ],
  ],
  [
    'fields',
    [{ Place: 'Spain' }, { Place: ['Europe', 'France'] }, { Reporter: long(320) }, { Severity: {} }],
  ],
]

const wrong: [call: string, fields: [field: string, values: unknown[]][]][] = [
  ['type', [['name', [undefined, ...names, 'QUESTION']]]],
  [
    'a type',
    [
      ['name', [...names, 'problem']],
      ['position', position],
    ],
  ],
  [
    'status',
    [
      ['name', [undefined, ...names, 'open']],
      ['category', [undefined, null, 'Open', 7]],
    ],
  ],
  [
    'a status',
    [
      ['name', [...names, 'NEW']],
      ['category', [null, 'Done', 7]],
      ['position', position],
    ],
  ],
  [
    'field',
    [
      ['name', [undefined, ...names, 'severity']],
      ['kind', [undefined, null, 'colour', 7]],
      ['options', [null, 7, ['a'], [7], ['']]],
    ],
  ],
  [
    'a field',
    [
      ['name', [...names, 'words']],
      ['options', [null, 7, [], ['a', 'A'], [''], [long(200)]]],
      ['position', position],
    ],
  ],
  ['customer', [['name', [undefined, ...names]]]],
  ['product', [['name', [undefined, ...names, 'PORTAL']], ...places]],
  ['a product', [['name', names], ...places]],
  ['version', [['name', [undefined, ...names, '1.0']], ...places]],
  ['a version', [['name', names], ...places]],
  ['ticket', [...choices, ['title', [undefined]]]],
  ['a ticket', [...choices, ['updatedAt', [null, 7, 'yesterday', '2026-01-31']]]],
  [
    'action',
    [
      ['text', [undefined, null, 7, '', ' ', long(32_000)]],
      ['visibility', [null, 7, '', 'private']],
      ['typeName', [null, 'Fax', 7]],
    ],
  ],
  [
    'an action',
    [
      ['text', [null, 7, '', ' ', long(32_000)]],
      ['visibility', [null, 'all']],
      ['typeId', [null, ...ids]],
      ['typeName', ['Fax', 7]],
    ],
  ],
  [
    'filter',
    [
      ['name', [undefined, null, '', long(100), 'MINE']],
      ['query', [undefined, null, 7, { x: '1' }]],
      ['isShared', [null, 'yes', 1]],
    ],
  ],
  [
    'a filter',
    [
      ['name', [null, '', 7]],
      ['query', [null, { q: long(200) }]],
      ['isShared', [null, 'yes']],
    ],
  ],
]

describe.each(wrong)('Nonsense in %s is refused with its field and changes nothing:', (call, fields) => {
  test.each(fields)('%s', async (field, values) => {
    const [method, path, body] = calls[call] ?? ['', '', {}]
    for (const value of values) {
      const answer = await world.api.call(method, at(path), { body: { ...body, [field]: value } })
      expect([field, value, answer.status]).toEqual([field, value, answer.status === 409 ? 409 : 422])
      const named = fieldsOf(answer)
      expect([field, value, named.some((one) => one === field || one.startsWith(`${field}.`))]).toEqual([
        field,
        value,
        true,
      ])
    }
  })
})

test.each(Object.keys(calls))('%s: a member that is not known is refused with its name', async (call) => {
  const [method, path, body] = calls[call] ?? ['', '', {}]
  const answer = await world.api.call(method, at(path), { body: { ...body, suprise: 1 } })
  expect([answer.status, JSON.stringify(answer.body.errors)]).toEqual([
    422,
    expect.stringContaining('suprise'),
  ])
})

test.each(Object.keys(calls))('%s: what is no object, no JSON or too large is refused', async (call) => {
  const [method, path] = calls[call] ?? ['', '']
  const send = async (raw: string, type = 'application/json') =>
    (await world.api.call(method, at(path), { raw, headers: { 'content-type': type } })).status
  for (const raw of ['null', '"hello"', '7', '']) expect([raw, await send(raw)]).toEqual([raw, 422])
  for (const raw of ['{"a', '\u0001', '{"__proto__": {}}']) expect([raw, await send(raw)]).toEqual([raw, 400])
  expect(await send(JSON.stringify({ title: long(1024 * 1024) }))).toBe(413)
  expect(await send('{}', 'multipart/form-data; boundary=x')).toBe(415)
})

test('Several things that are wrong are named together', async () => {
  const body = {
    title: '',
    priority: 'low',
    typeName: 'Nothing',
    fields: { Seats: 'many', Nothing: 1 },
    customerName: 'No',
  }
  const answer = await world.api.post('/v1/support-tickets', body)
  expect(fieldsOf(answer)).toEqual(['typeName', 'customerName', 'title', 'fields.Seats', 'fields.Nothing'])
})

test.each(['CT-0', 'CT-999999', 'x', '%00', unknown])('There is no ticket %s', async (ref) => {
  for (const path of ['', '/actions', '/attachments', '/history', `/attachments/${unknown}/content`]) {
    expect([path, (await world.api.get(`/v1/support-tickets/${ref}${path}`)).status]).toEqual([path, 404])
  }
})
