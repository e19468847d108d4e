import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { content, everything } from '../setup/database.ts'
import { expectRefused } from '../setup/help-desk.ts'
import { partner } from '../setup/partner.ts'
import { member, otherWorkspace } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

let count = 0
const freshName = () => `Operator ${(count += 1)}`
async function operator(fields: object = {}) {
  const { status, body } = await world.api.post('/v1/operators', { name: freshName(), ...fields })
  expect([status, body.errors]).toEqual([201, undefined])
  return body
}
const read = async (id: string) => (await world.api.get(`/v1/operators/${id}`)).body
const tokensOf = async (id: string) => (await world.api.get(`/v1/operators/${id}/tokens`)).body.items
async function tokenFor(id: string, fields: object = {}) {
  const { status, body } = await world.api.post(`/v1/operators/${id}/tokens`, { name: 'noc', ...fields })
  expect([status, body.errors]).toEqual([201, undefined])
  return body
}

describe('Operators', () => {
  test('DX20 · an operator has a name; what is not said of it is none, and its display name is its name', async () => {
    const name = freshName()
    expect(await operator({ name })).toMatchObject({
      name,
      displayName: name,
      contactUuid: null,
      owner: null,
      grt: null,
      emails: [],
      requestsPerMinute: 600,
      tokens: 0,
      openTickets: 0,
      services: 0,
    })
  })

  test('DX20 · what is said of it is kept, and changed one by one', async () => {
    const profile = {
      displayName: 'Bouygues Télécom',
      contactUuid: '05d2ee1f',
      owner: 'Jean Martin',
      grt: 'GRT-1',
      emails: ['noc@example.com', 'Desk@example.com'],
      requestsPerMinute: 1,
    }
    const made = await operator(profile)
    expect(made).toMatchObject(profile)
    const path = `/v1/operators/${made.id}`
    expect((await world.api.patch(path, { owner: null })).body).toEqual({ ...made, owner: null })
    expect((await world.api.patch(path, {})).body).toEqual({ ...made, owner: null })
    const renamed = await world.api.patch(path, { name: ' Renamed ', displayName: null })
    expect(renamed.body).toMatchObject({ name: 'Renamed', displayName: 'Renamed', grt: 'GRT-1' })
    expect(await read(made.id)).toEqual(renamed.body)
  })

  test('A name is there once, in whatever letter case, until its operator is removed', async () => {
    const { id } = await operator({ name: 'Elan Telecom' })
    const other = await operator()
    const before = await content(world)
    expectRefused(await world.api.post('/v1/operators', { name: 'elan telecom' }), 409, ['name'])
    const rename = await world.api.patch(`/v1/operators/${other.id}`, { name: 'ELAN TELECOM' })
    expectRefused(rename, 409, ['name'])
    expect(await content(world)).toEqual(before)
    expect((await world.api.patch(`/v1/operators/${id}`, { name: 'ELAN Telecom' })).status).toBe(200)
    expect((await world.api.delete(`/v1/operators/${id}`)).status).toBe(200)
    await operator({ name: 'elan telecom' })
  })

  const long = (length: number) => 'x'.repeat(length + 1)
  const unseen = ['a\nb', 'a\tb', 'a\u0007b', 'a\u202eb', '\u200b', 'a\u2028b', 'a\u0000b']
  const line = (longest: number) => [7, [], {}, true, '', ' ', long(longest), ...unseen]
  const wrong: [field: string, values: unknown[]][] = [
    ['name', [undefined, null, ...line(60)]],
    ['displayName', line(100)],
    ['contactUuid', line(64)],
    ['owner', line(200)],
    ['grt', line(100)],
    [
      'emails',
      [
        null,
        'a@example.com',
        ['a'],
        [7],
        [null],
        ['a@example.com', 'A@example.com'],
        ['a b@c.de'],
        Array.from({ length: 51 }, (_, place) => `a${place}@example.com`),
        [`${long(255)}@example.com`],
        ['a@example.com\r\nBcc: x@example.com'],
      ],
    ],
    ['requestsPerMinute', [null, 0, -1, 1.5, 100_001, '600', true]],
  ]
  test.each(wrong)(
    'DX20 · a wrong %s is refused with its field, and changes nothing',
    async (field, values) => {
      const { id } = await operator()
      const before = await content(world)
      for (const value of values) {
        const body = { name: freshName(), [field]: value }
        const answers = [await world.api.post('/v1/operators', body)]
        // Absent is right in a change: it stays.
        if (value !== undefined)
          answers.push(await world.api.patch(`/v1/operators/${id}`, { [field]: value }))
        for (const { status, body: problem } of answers) {
          expect([value, status]).toEqual([value, 422])
          const fields = problem.errors.map((one: { field: string }) => one.field.split('.')[0])
          expect([value, fields]).toEqual([value, expect.arrayContaining([field])])
        }
      }
      const unknown = await world.api.post('/v1/operators', { name: freshName(), colour: 'red' })
      expect([unknown.status, JSON.stringify(unknown.body.errors)]).toEqual([
        422,
        expect.stringContaining('colour'),
      ])
      expect(await content(world)).toEqual(before)
    },
  )

  test('The list is by name, in pages without a gap, and finds a part of a name', async () => {
    const names = ['b list', 'A list', 'C list', 'a list too', '100% list']
    for (const name of names) await operator({ name })
    const seen: string[] = []
    let after = ''
    do {
      const { body } = await world.api.get(`/v1/operators?limit=2&q=list${after}`)
      expect(body.total).toEqual({ count: names.length, capped: false })
      seen.push(...body.items.map(({ name }: { name: string }) => name))
      after = body.next ? `&after=${body.next}` : ''
    } while (after)
    expect(seen).toEqual(['100% list', 'A list', 'a list too', 'b list', 'C list'])
    const { body } = await world.api.get(`/v1/operators?q=${encodeURIComponent('0% L')}`)
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['100% list'])
    for (const bad of ['limit=0', 'limit=201', 'limit=x', 'after=x', 'after=WyJhIl0'])
      expect([bad, (await world.api.get(`/v1/operators?${bad}`)).status]).toEqual([bad, 400])
  })

  test('One with open tickets is removed only by force; its tickets and services stay, its tokens do not', async () => {
    const one = await partner(world)
    const path = `/v1/operators/${one.operator.id}`
    const { body: ticket } = await one.api.post('/api/tickets/', one.newTicket())
    expect(await read(one.operator.id)).toMatchObject({ tokens: 1, openTickets: 1, services: 2 })
    const before = await content(world)
    const refused = await world.api.delete(path)
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('1 open ticket.')])
    expect(await content(world)).toEqual(before)
    expect((await world.api.delete(`${path}?force=yes`)).status).toBe(400)

    const { status, body } = await world.api.delete(`${path}?force=true`)
    expect([status, body]).toEqual([200, { tokens: 1, openTickets: 1, services: 2 }])
    expect((await world.api.get(path)).status).toBe(404)
    await world.clock.advance(6_000)
    expect((await one.api.get('/api/tickets/')).status).toBe(401)
    const kept = await world.api.get(`/api/tickets/${ticket.alias}`)
    expect([kept.status, kept.body.last_update_author]).toEqual([200, one.operator.name])
    const service = await world.api.get(`/v1/services/${one.services[0].uuid}`)
    expect(service.body.operator).toMatchObject({ name: one.operator.name, removed: true })
    for (const answer of [
      await world.api.delete(path),
      await world.api.patch(path, { grt: 'x' }),
      await world.api.get(`${path}/tokens`),
      await world.api.post(`${path}/tokens`, { name: 'x' }),
    ])
      expect(answer.status).toBe(404)
  })
})

describe('Tokens of an operator', () => {
  test('DX14 · the token is answered once, signs in as its operator, and shows when it was used last', async () => {
    const { id } = await operator()
    const made = await tokenFor(id, { name: 'noc-api', email: 'noc@example.com' })
    expect(made.token).toMatch(/^ct_[\w-]{43}_[\da-f]{8}$/)
    const { token, ...shown } = made
    expect(shown).toMatchObject({ name: 'noc-api', email: 'noc@example.com', lastUsedAt: null })
    expect(shown.expiresAt).toMatch(/^2027-11-22T/)
    expect(await tokensOf(id)).toEqual([shown])
    expect(JSON.stringify(await everything(world))).not.toContain(token)

    expect((await world.as(token).get('/api/tickets/')).body).toEqual([])
    const [listed] = await tokensOf(id)
    expect(listed.lastUsedAt).toMatch(/^2026-11-22T/)
    expect((await read(id)).tokens).toBe(1)
  })

  test('DX14 · a token that was withdrawn or has expired stops to work within seconds', async () => {
    const { id } = await operator()
    const gone = await tokenFor(id)
    const short = await tokenFor(id, { expiresInDays: 1 })
    const endless = await tokenFor(id, { expiresInDays: null })
    expect(endless.expiresAt).toBeNull()
    const works = async ({ token }: { token: string }) => (await world.as(token).get('/api/tickets/')).status
    expect([await works(gone), await works(short)]).toEqual([200, 200])
    const path = `/v1/operators/${id}/tokens/${gone.id}`
    expect((await world.api.delete(path)).status).toBe(204)
    expect((await world.api.delete(path)).status).toBe(404)
    await world.clock.advance(6_000)
    expect([await works(gone), await works(short), await works(endless)]).toEqual([401, 200, 200])
    await world.clock.advance(24 * 3_600_000)
    expect([await works(short), await works(endless)]).toEqual([401, 200])
    const listed = (await tokensOf(id)).map((one: { id: string }) => one.id)
    expect(listed).toEqual([endless.id, short.id])
  })

  test('DX14 · they stand at their operator only: /v1/tokens neither lists, makes nor withdraws them', async () => {
    const { id } = await operator()
    const { id: other } = await operator()
    const made = await tokenFor(id, { name: 'Only there' })
    const { body } = await world.api.get('/v1/tokens')
    expect(JSON.stringify(body)).not.toContain('Only there')
    expect((await world.api.delete(`/v1/tokens/${made.id}`)).status).toBe(404)
    expect((await world.api.delete(`/v1/operators/${other}/tokens/${made.id}`)).status).toBe(404)
    expect(await tokensOf(id)).toHaveLength(1)
    const refused = await world.api.post('/v1/tokens', { name: 'x', scopes: ['operator'] })
    expectRefused(refused, 422, ['scopes.0'])
  })

  test('An Idempotency-Key makes one token and answers its text again; it is kept sealed', async () => {
    const { id } = await operator()
    const post = (name: string) =>
      world.api.post(`/v1/operators/${id}/tokens`, { name }, { 'idempotency-key': `token-${id}` })
    const first = await post('once')
    expect((await post('once')).body).toEqual(first.body)
    expect((await post('other')).status).toBe(422)
    expect(await tokensOf(id)).toHaveLength(1)
    expect(JSON.stringify(await everything(world))).not.toContain(first.body.token)
  })

  test.each([
    ['name', [undefined, null, 7, '', ' ', 'x'.repeat(101), 'a\nb', 'a\u202eb']],
    ['email', [7, '', 'x', 'a@b', `${'x'.repeat(260)}@example.com`, 'a@example.com\nBcc: b@example.com']],
    ['expiresInDays', [0, -1, 1.5, 731, '30']],
    ['role', ['administrator', 'operator']],
  ])('DX14 · a wrong %s is refused, and no token is made', async (field, values) => {
    const { id } = await operator()
    for (const value of values) {
      const answer = await world.api.post(`/v1/operators/${id}/tokens`, { name: 'x', [field]: value })
      expect([value, answer.status, JSON.stringify(answer.body.errors)]).toEqual([
        value,
        422,
        expect.stringContaining(field),
      ])
    }
    expect(await tokensOf(id)).toEqual([])
  })

  test('DX14 · a person without the right may look at operators and nothing else', async () => {
    const bob = await member(world)
    const { id } = await operator()
    expect((await bob.get('/v1/operators')).status).toBe(200)
    expect((await bob.get(`/v1/operators/${id}`)).status).toBe(200)
    for (const [method, path] of [
      ['POST', '/v1/operators'],
      ['PATCH', `/v1/operators/${id}`],
      ['DELETE', `/v1/operators/${id}`],
      ['GET', `/v1/operators/${id}/tokens`],
      ['POST', `/v1/operators/${id}/tokens`],
      ['DELETE', `/v1/operators/${id}/tokens/${id}`],
      ['PATCH', '/v1/desk-settings'],
    ] as const)
      expect([method, path, (await bob.call(method, path, {})).status]).toEqual([method, path, 403])
  })

  test('DX14 · another workspace’s operators answer 404, and its own may have the same name', async () => {
    const stranger = await otherWorkspace(world)
    const { id, name } = await operator()
    const { id: token } = await tokenFor(id)
    const before = await content(world)
    for (const [method, path, body] of [
      ['GET', `/v1/operators/${id}`, undefined],
      ['PATCH', `/v1/operators/${id}`, { name: 'Theirs' }],
      ['DELETE', `/v1/operators/${id}?force=true`, undefined],
      ['GET', `/v1/operators/${id}/tokens`, undefined],
      ['POST', `/v1/operators/${id}/tokens`, { name: 'Theirs' }],
      ['DELETE', `/v1/operators/${id}/tokens/${token}`, undefined],
    ] as const)
      expect([method, path, (await stranger.call(method, path, { body })).status]).toEqual([
        method,
        path,
        404,
      ])
    expect(await content(world)).toEqual(before)
    expect((await stranger.get('/v1/operators')).body.items).toEqual([])
    expect((await stranger.post('/v1/operators', { name })).status).toBe(201)
    const theirs = await stranger.post('/v1/services', { uuid: 'theirs', operatorId: id })
    expectRefused(theirs, 422, ['operatorId'])
  })
})

describe('The desk', () => {
  test('has a name for partners, which is the workspace’s until it is given one', async () => {
    expect((await world.api.get('/v1/desk-settings')).body).toMatchObject({ deskName: null })
    const { body } = await world.api.patch('/v1/desk-settings', { deskName: ' Kosc ' })
    expect(body).toMatchObject({ deskName: 'Kosc' })
    expect((await world.api.patch('/v1/desk-settings', {})).body).toEqual(body)
    for (const deskName of [7, '', ' ', 'x'.repeat(101), 'a\nb', {}])
      expectRefused(await world.api.patch('/v1/desk-settings', { deskName }), 422, ['deskName'])
    expect((await world.api.patch('/v1/desk-settings', { deskNmae: 'x' })).status).toBe(422)
    expect((await world.api.get('/v1/desk-settings')).body).toEqual(body)
    expect((await world.api.patch('/v1/desk-settings', { deskName: null })).body.deskName).toBeNull()
  })
})
