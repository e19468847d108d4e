import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../setup/api.ts'
import { content } from '../setup/database.ts'
import { expectRefused } from '../setup/help-desk.ts'
import { completedRun, partner, type Partner } from '../setup/partner.ts'
import { otherWorkspace } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let one: Partner
/** A diagnostic system’s own token. */
let source: Api
beforeAll(async () => {
  world = await startWorld()
  one = await partner(world)
  const { body } = await world.api.post('/v1/tokens', {
    name: 'Diagnostics',
    scopes: ['diagnostics:read', 'diagnostics:write'],
  })
  source = world.as(body.token)
})
afterAll(() => world?.close())

const long = (length: number) => 'x'.repeat(length + 1)
const at = (uuid: string) => `/v1/services/${encodeURIComponent(uuid)}`
const put = (uuid: string, body: object = {}) => source.put(at(uuid), body)
const post = (body: unknown) => source.post('/v1/diagnostic-runs', body)
async function run(fields: object = {}) {
  const { status, body } = await post({ status: 'completed', ...fields })
  expect([status, body.errors]).toEqual([201, undefined])
  return body
}

describe('Services', () => {
  test('DX27, DX20 · a service is registered by its uuid, and again brings up to date what is said', async () => {
    const first = await put('line-1', { operatorId: one.operator.id, productName: 'Fibre', grt: 'GRT-9' })
    expect([first.status, first.body]).toEqual([
      201,
      expect.objectContaining({
        uuid: 'line-1',
        alias: expect.stringMatching(/^S\d{6}_\d{5,}$/),
        operator: { id: one.operator.id, name: one.operator.name, removed: false },
        productName: 'Fibre',
        grt: 'GRT-9',
      }),
    ])
    const same = await put('line-1', { productName: 'Fibre' })
    expect([same.status, same.body]).toEqual([200, first.body])
    const { body } = await put('line-1', { productName: null, operator: one.operator.name.toUpperCase() })
    expect(body).toMatchObject({
      id: first.body.id,
      alias: first.body.alias,
      productName: null,
      grt: 'GRT-9',
    })
    expect((await put('line-1', { operatorId: null })).body.operator).toBeNull()
    await world.api.post('/v1/operators', { name: 'Élan' })
    expect((await put('line-1', { operator: 'Élan' })).body.operator.name).toBe('Élan')
  })

  test.each(['a', 'x'.repeat(64), 'a/b', 'a?b#c', '%2F', 'é', '12', 'a b', '../x', 'D170403_001', '"', '\\'])(
    'DX9 · the uuid %s is kept to the letter, and found by it',
    async (uuid) => {
      const { status, body } = await put(uuid)
      expect([status, body.uuid]).toEqual([201, uuid])
      for (const ref of [uuid, body.alias]) expect((await source.get(at(ref))).body).toEqual(body)
      expect((await source.post('/v1/services', { uuid })).body).toEqual(body)
    },
  )

  test('A uuid that looks like another service’s number or alias goes before it', async () => {
    const { body: first } = await put('numbered')
    expect((await source.get(at(String(first.id)))).body).toEqual(first)
    const { body: number } = await put(String(first.id))
    const { body: alias } = await put(first.alias)
    expect((await source.get(at(String(first.id)))).body).toEqual(number)
    expect((await source.get(at(first.alias))).body).toEqual(alias)
    expect((await source.get(at('nothing'))).status).toBe(404)
  })

  test('D26, DX34 · an alias that is given is kept, also in the older form; it stays, and belongs to one', async () => {
    for (const alias of ['S190322_11001', 'S170403_001']) {
      expect((await put(`of-${alias}`, { alias })).body.alias).toBe(alias)
      expect((await put(`of-${alias}`, { alias })).status).toBe(200)
      const taken = await put('another', { alias })
      expectRefused(taken, 409, ['alias'])
      expect(taken.body.detail).toContain(`of-${alias}`)
      expectRefused(await put(`of-${alias}`, { alias: 'S190322_11999' }), 409, ['alias'])
    }
    for (const alias of ['', 'S', 'T190322_11001', 's190322_11001', 'S190322_11', 'S190322-11001', 7])
      expectRefused(await put('another', { alias }), 422, ['alias'])
    expect((await source.get(at('another'))).status).toBe(404)
  })

  test('DX34 · the hub passes over an alias that was given before', async () => {
    const { body } = await put('before')
    const count = Number(body.alias.slice(-3))
    const next = (by: number) => body.alias.slice(0, -3) + String(count + by).padStart(3, '0')
    await put('given-1', { alias: next(1) })
    await put('given-2', { alias: next(2) })
    expect((await put('after')).body.alias).toBe(next(3))
  })

  const line = (longest: number) => [7, [], {}, '', ' ', long(longest), 'a\nb', 'a\u0007b', 'a\u202eb']
  test.each<[string, unknown[]]>([
    ['uuid', [undefined, null, ' a', 'a ', ...line(64)]],
    ['alias', line(64)],
    ['operatorId', ['x', 7, '', '00000000-0000-7000-8000-000000000000']],
    ['operator', [null, 'Nobody', ...line(60)]],
    ['productName', line(200)],
    ['grt', line(100)],
    ['colour', ['red']],
  ])('DX27 · a wrong %s is refused with its field, alone and in a list', async (field, values) => {
    const before = await content(world)
    for (const value of values) {
      const body = { uuid: 'wrong', [field]: value }
      const { status, body: problem } = await source.post('/v1/services', body)
      expect([value, status, JSON.stringify(problem.errors)]).toEqual([
        value,
        422,
        expect.stringContaining(field),
      ])
    }
    expect(await content(world)).toEqual(before)
    const listed = await source.post('/v1/services', [
      { uuid: 'fine' },
      { uuid: 'wrong', [field]: values[0] },
    ])
    expect(JSON.stringify(listed.body)).toContain(field)
    expect((await source.get(at('wrong'))).status).toBe(404)
  })

  test('A list is taken one by one: what is refused says why, and the others are there', async () => {
    const list = [
      { uuid: 'l1' },
      { uuid: 'l2', operator: 'Nobody' },
      { uuid: 'l1', grt: 'x' },
      { uuid: 'line-1' },
    ]
    const { status, body } = await source.post('/v1/services', list)
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ created: 1, updated: 1, unchanged: 1, refused: 1 }),
    ])
    expect(body.items[1]).toEqual({
      outcome: 'refused',
      item: null,
      problem: { detail: expect.any(String), errors: [{ field: 'operator', message: expect.any(String) }] },
    })
    expect((await source.get(at('l1'))).body).toMatchObject({ grt: 'x' })
    for (const wrong of [
      [],
      Array.from({ length: 1_001 }, (_, place) => ({ uuid: `m${place}` })),
      null,
      'x',
      7,
    ])
      expect((await source.post('/v1/services', wrong)).status).toBe(422)
    const thousand = Array.from({ length: 1_000 }, (_, place) => ({ uuid: `m${place}` }))
    expect((await source.post('/v1/services', thousand)).body.created).toBe(1_000)
  })

  test('The list is newest first, in pages without a gap, by operator and by words', async () => {
    const other = await partner(world)
    const all = await source.get(`/v1/services?operatorId=${other.operator.id}`)
    const uuids = all.body.items.map(({ uuid }: { uuid: string }) => uuid)
    expect(uuids).toEqual(other.services.map(({ uuid }) => uuid).toReversed())
    const first = await source.get(`/v1/services?operatorId=${other.operator.id}&limit=1`)
    expect([first.body.items[0].uuid, first.body.total.count]).toEqual([uuids[0], 2])
    const rest = await source.get(
      `/v1/services?operatorId=${other.operator.id}&limit=1&after=${first.body.next}`,
    )
    expect([rest.body.items[0].uuid, rest.body.next]).toEqual([uuids[1], null])
    const found = await source.get(`/v1/services?q=${uuids[0].slice(4, 20).toUpperCase()}`)
    expect(found.body.items.map(({ uuid }: { uuid: string }) => uuid)).toEqual([uuids[0]])
    expect((await source.get('/v1/services?operatorId=x')).status).toBe(400)
  })
})

describe('Diagnostic runs', () => {
  test('D1, DX27 · a run has id, alias, kind, status, service, findings and times', async () => {
    const given = {
      id: 1_233,
      alias: 'D190425_12001',
      kind: 'standard',
      status: 'completed',
      service: one.services[0].alias,
      findings: [{ category: 'synchro', text: 'No synchronisation\non the port' }, { text: 'Second' }],
      startedAt: '2019-04-25T14:00:00+02:00',
      endedAt: '2019-04-25T12:00:30Z',
    }
    const { status, body } = await post(given)
    expect([status, body]).toEqual([
      201,
      {
        ...given,
        service: { uuid: one.services[0].uuid, alias: one.services[0].alias },
        findings: [given.findings[0], { category: null, text: 'Second' }],
        startedAt: '2019-04-25T12:00:00.000Z',
        endedAt: '2019-04-25T12:00:30.000Z',
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
      },
    ])
    for (const ref of ['1233', 'D190425_12001'])
      expect((await source.get(`/v1/diagnostic-runs/${ref}`)).body).toEqual({ ...body, tickets: [] })
    expect((await post(given)).body).toEqual(body)
    expect((await post({ id: 1_233, status: 'error' })).body).toMatchObject({
      status: 'error',
      findings: body.findings,
    })
    expect((await run()).id).toBe(1_234)
  })

  test('D26, DX34 · without an id and an alias the hub gives them; the older form without an hour is taken', async () => {
    const made = await run()
    expect(made.alias).toMatch(/^D261122_\d{5,}$/)
    expect(made).toMatchObject({
      kind: 'standard',
      service: null,
      findings: [],
      startedAt: null,
      endedAt: null,
    })
    expect((await run({ alias: 'D170403_001' })).alias).toBe('D170403_001')
    expect((await run()).id).toBe(made.id + 2)
  })

  test('Id and alias stay together for ever: what would part them is refused, and names the run', async () => {
    const first = await run()
    const second = await run()
    for (const wrong of [
      { id: first.id, alias: second.alias },
      { id: first.id, alias: 'D200101_00001' },
      { id: 4_711, alias: first.alias },
    ])
      expectRefused(await post({ status: 'completed', ...wrong }), 409, ['alias'])
    const { body } = await post({ status: 'completed', id: first.id, alias: second.alias })
    expect(body.detail).toContain(String(second.id))
    expect((await source.get('/v1/diagnostic-runs/4711')).status).toBe(404)
  })

  test('A run that is over stays over, whichever of the two it is', async () => {
    const made = await run({ status: 'running' })
    const say = (status: string) => post({ id: made.id, status })
    expect((await say('running')).status).toBe(200)
    expect((await say('completed')).body.status).toBe('completed')
    const refused = await say('running')
    expectRefused(refused, 409, ['status'])
    expect(refused.body.detail).toContain(made.alias)
    expect((await say('error')).body.status).toBe('error')
    expectRefused(await say('running'), 409, ['status'])
    expect((await say('completed')).body.status).toBe('completed')
  })

  test('A run that a ticket refers to keeps its service, also when that ticket is over', async () => {
    const two = await partner(world)
    const { body: ticket } = await two.api.post('/api/tickets/', two.newTicket())
    const move = (service: string | null) => post({ id: two.run.id, status: 'completed', service })
    const [here, there] = two.services
    for (const service of [there.uuid, null]) {
      const refused = await move(service)
      expectRefused(refused, 409, ['service'])
      expect(refused.body.detail).toContain(two.run.alias)
    }
    expect((await move(here.alias)).status).toBe(200)
    await world.api.post(`/api/tickets/${ticket.id}/events/`, { status: 'canceled' })
    expectRefused(await move(there.uuid), 409, ['service'])
    const detail = await world.api.get(`/v1/diagnostic-runs/${two.run.id}`)
    expect(detail.body.tickets).toMatchObject([
      { alias: ticket.alias, status: 'canceled', category: 'synchro', operator: two.operator.name },
    ])
    expect((await source.get(`/v1/diagnostic-runs/${two.run.id}`)).body.tickets).toEqual([])
    const free = await completedRun(world.api, here.uuid)
    expect((await post({ id: free.id, status: 'completed', service: there.uuid })).body.service).toEqual({
      uuid: there.uuid,
      alias: there.alias,
    })
  })

  test.each<[string, unknown[]]>([
    ['id', [null, 0, -1, 1.5, '7', 1e15, []]],
    ['alias', [7, '', 'D', 'S190322_11001', 'd190425_12001', 'D190425_1', long(64), 'D190425_12001\n1']],
    ['kind', [null, 7, '', 'Standard', 'a b', '-a', long(60)]],
    ['status', [undefined, null, 7, '', 'done', 'Completed']],
    ['service', [7, '', 'nowhere', long(64), 'a\nb', []]],
    [
      'findings',
      [
        null,
        'x',
        {},
        [7],
        [{}],
        [{ text: '' }],
        [{ text: 'x', category: 'slow' }],
        [{ text: long(2_000) }],
        [{ text: 'a\u0007b' }],
        [{ text: 'x', other: 1 }],
        Array.from({ length: 101 }, () => ({ text: 'x' })),
      ],
    ],
    [
      'startedAt',
      [7, '', 'now', '2026-13-01T00:00:00Z', '2026-01-01', '0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z'],
    ],
    ['endedAt', [7, '', '2026-11-22T07:00:00']],
    ['colour', ['red']],
  ])('DX27 · a wrong %s is refused with its field, and changes nothing', async (field, values) => {
    const before = await content(world)
    for (const value of values) {
      const { status, body } = await post({ status: 'completed', [field]: value })
      expect([value, status, JSON.stringify(body.errors)]).toEqual([
        value,
        422,
        expect.stringContaining(field),
      ])
    }
    expect(await content(world)).toEqual(before)
  })

  test('Times that cannot be are refused: an end before the start, an end of what is running', async () => {
    const startedAt = '2026-11-22T07:00:00Z'
    expectRefused(await post({ status: 'completed', startedAt, endedAt: '2026-11-22T06:59:59Z' }), 422, [
      'endedAt',
    ])
    expectRefused(await post({ status: 'running', startedAt, endedAt: startedAt }), 422, ['endedAt'])
    const made = await run({ status: 'running', startedAt })
    const ended = await post({ alias: made.alias, status: 'error', endedAt: startedAt })
    expect([ended.status, ended.body.startedAt]).toEqual([200, made.startedAt])
  })

  test('An Idempotency-Key makes one run, which is answered again', async () => {
    const send = () =>
      source.post('/v1/diagnostic-runs', { status: 'completed' }, { 'idempotency-key': 'a-run' })
    const answers = [await send(), await send(), await send()]
    for (const { status, body } of answers) expect([status, body]).toEqual([201, answers[0]?.body])
  })

  test('The same run twice in a list is one; runs before it in the list count as known', async () => {
    const alias = 'D200202_05001'
    const list = [
      { alias, status: 'running' },
      { alias, status: 'completed' },
      { alias, status: 'running' },
      { status: 'completed' },
      { alias, id: 77, status: 'completed' },
    ]
    const { body } = await post(list)
    const outcomes = body.items.map(({ outcome }: { outcome: string }) => outcome)
    expect(outcomes).toEqual(['created', 'updated', 'refused', 'created', 'refused'])
    expect((await source.get(`/v1/diagnostic-runs/${alias}`)).body.status).toBe('completed')
  })

  test('The list is newest first, by service, by status and by words', async () => {
    const two = await partner(world)
    const [service] = two.services
    const running = await run({
      status: 'running',
      service: service.uuid,
      findings: [{ text: 'Odd 100% noise' }],
    })
    const list = async (query: string) => {
      const { body } = await source.get(`/v1/diagnostic-runs?${query}`)
      return body.items.map(({ alias }: { alias: string }) => alias)
    }
    expect(await list(`service=${service.uuid}`)).toEqual([running.alias, two.run.alias])
    expect(await list(`service=${service.alias}&status=running`)).toEqual([running.alias])
    expect(await list(`service=${service.alias}&limit=1`)).toEqual([running.alias])
    expect(await list(`q=${encodeURIComponent('odd 100% N')}`)).toEqual([running.alias])
    expect(await list(`q=${two.run.alias}`)).toEqual([two.run.alias])
    expect(await list('service=nowhere')).toEqual([])
    expect((await source.get('/v1/diagnostic-runs?status=done')).status).toBe(400)
  })
})

test('DX27 · a diagnostic system’s token registers services and brings runs, and can do nothing else', async () => {
  for (const path of ['/v1/tickets', '/v1/operators', '/v1/tokens', '/v1/desk-settings', '/api/tickets/'])
    expect([path, (await source.get(path)).status]).toEqual([path, 403])
  expect((await one.api.get('/v1/services')).status).toBe(403)
  expect((await world.as(undefined).post('/v1/services', { uuid: 'x' })).status).toBe(401)
})

test('Another workspace’s services and runs are not there, and may have the same uuid, id and alias', async () => {
  const stranger = await otherWorkspace(world)
  const [service] = one.services
  expect((await stranger.get(at(service.uuid))).status).toBe(404)
  expect((await stranger.get(at(service.alias))).status).toBe(404)
  expect((await stranger.get(`/v1/diagnostic-runs/${one.run.alias}`)).status).toBe(404)
  expect((await stranger.get(`/v1/diagnostic-runs/${one.run.id}`)).status).toBe(404)
  const foreign = { status: 'completed', service: service.uuid }
  expectRefused(await stranger.post('/v1/diagnostic-runs', foreign), 422, ['service'])
  const theirs = await stranger.put(at(service.uuid), { alias: service.alias })
  expect([theirs.status, theirs.body.operator]).toEqual([201, null])
  const { id, alias } = one.run
  expect((await stranger.post('/v1/diagnostic-runs', { id, alias, status: 'running' })).status).toBe(201)
  expect((await world.api.get(`/v1/diagnostic-runs/${alias}`)).body).toMatchObject({
    ...one.run,
    tickets: [],
  })
  expect((await stranger.get('/v1/services')).body.total.count).toBe(1)
})

test('Where the largest id is taken, the hub says that it has no next one', async () => {
  const stranger = await otherWorkspace(world)
  const last = { status: 'completed', id: 999_999_999_999_999 }
  expect((await stranger.post('/v1/diagnostic-runs', last)).body.id).toBe(last.id)
  expectRefused(await stranger.post('/v1/diagnostic-runs', { status: 'completed' }), 422, ['id'])
})
