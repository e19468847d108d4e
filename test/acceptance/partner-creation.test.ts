import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Api } from '../setup/api.ts'
import { partner, type Partner } from '../setup/partner.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let one: Partner
let other: Partner
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())
// Tickets stay open; each test has operators, services and runs of its own.
beforeEach(async () => {
  one = await partner(world)
  other = await partner(world)
})

const post = (api: Api, body: object, headers?: Record<string, string>) =>
  api.post('/api/tickets/', body, headers)

async function created(by: Partner, overrides: object = {}) {
  const { status, body } = await post(by.api, by.newTicket(overrides))
  expect([status, body.errors]).toEqual([201, undefined])
  return body
}

const countOf = async () => {
  const { count } = await world.database
    .selectFrom('serviceTickets')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

test('D2, D8, D9, D14, DX14 · A creation answers 201 with the full ticket', async () => {
  const sent = one.newTicket({ initial_comment: 'Hello.\n\nCould you check?' })
  const { status, body, headers } = await post(one.api, sent)
  expect(status).toBe(201)
  expect(body).toMatchObject({
    type: 'service',
    status: 'open',
    category: 'synchro',
    priority: 'low',
    service_uuid: one.services[0].uuid,
    diagnostic_run_alias: one.run.alias,
    diagnostic_run_id: one.run.id,
    owner_contact: sent['owner_contact'],
    initial_comment: 'Hello.\n\nCould you check?',
    next_available_status: [],
    clear_code: null,
    responsability: null,
  })
  expect((await one.api.get(headers.get('location') ?? '')).body).toEqual(body)
})

test('D10 · Without a diagnostic run nothing is created, with one that is not standard or still running neither', async () => {
  const before = await countOf()
  const service = one.services[0].uuid
  const runs = [
    { kind: 'expert', status: 'completed', service },
    { kind: 'standard', status: 'running', service },
  ]
  const aliases = await Promise.all(
    runs.map(async (run) => (await world.api.post('/v1/diagnostic-runs', run)).body.alias),
  )
  for (const diagnostic_run_id of [null, '', 'D170403_999', 99_999_999, ...aliases]) {
    const { status, body } = await post(one.api, one.newTicket({ diagnostic_run_id }))
    expect([status, body.errors?.[0].field]).toEqual([422, 'diagnostic_run_id'])
  }
  expect(await countOf()).toBe(before)
})

test('D1 · A diagnostic run that ended in an error can be the base of a ticket', async () => {
  const run = { status: 'error', service: one.services[0].uuid }
  const { body } = await world.api.post('/v1/diagnostic-runs', run)
  expect((await created(one, { diagnostic_run_id: body.alias })).diagnostic_run_alias).toBe(body.alias)
})

test.each(['moving_otp', 'slamming', 'other'])(
  'D11 · A ticket of the category %s may go without a run, but not without the key',
  async (category) => {
    const { diagnostic_run_id: _left, ...without } = one.newTicket({ category })
    expect((await post(one.api, without)).status).toBe(400)
    expect((await created(one, { category, diagnostic_run_id: null })).diagnostic_run_id).toBeNull()
    const second = { category, diagnostic_run_id: '', service_uuid: one.services[1].uuid }
    expect((await created(one, second)).diagnostic_run_alias).toBeNull()
  },
)

test('D12, DX11 · A second ticket on a service is refused while the first is neither closed nor canceled', async () => {
  const first = await created(one)
  const again = one.newTicket({ category: 'other', diagnostic_run_id: null })
  for (const step of [
    undefined,
    { status: 'deferred', comment: 'Which one?' },
    { status: 'cleared', clear_code: 'modem' },
  ]) {
    if (step) expect((await world.api.post(`/api/tickets/${first.id}/events/`, step)).status).toBe(200)
    const { status, body } = await post(one.api, again)
    expect([status, body.ticket.alias]).toEqual([409, first.alias])
    expect(body.detail).toContain(first.alias)
  }
  await one.api.post(`/api/tickets/${first.id}/events/`, { status: 'closed' })
  const second = await created(one, { category: 'other', diagnostic_run_id: null })
  await world.api.post(`/api/tickets/${second.id}/events/`, { status: 'canceled' })
  await created(one, { category: 'other', diagnostic_run_id: null })
})

test('D13 · A second ticket with the same diagnostic run is refused, also on a run that belongs to no service', async () => {
  const { body: run } = await world.api.post('/v1/diagnostic-runs', { status: 'completed' })
  const first = await created(one, { diagnostic_run_id: run.id })
  const second = one.newTicket({ diagnostic_run_id: run.alias, service_uuid: one.services[1].uuid })
  const { status, body } = await post(one.api, second)
  expect([status, body.ticket?.alias]).toEqual([409, first.alias])
})

test('DX11 · Whose ticket stands in the way is named only to who may see it', async () => {
  const uuid = `shared-${one.run.alias}`
  await world.api.put(`/v1/services/${uuid}`, {})
  const body = { service_uuid: uuid, category: 'other', diagnostic_run_id: null }
  const first = await created(one, body)
  const refused = await post(other.api, other.newTicket(body))
  expect([refused.status, refused.body.ticket]).toEqual([409, undefined])
  expect(JSON.stringify(refused.body)).not.toContain(first.alias)
})

test('D12, D13 · Of thirty-two that create on the same service at once exactly one succeeds, the others are told 409', async () => {
  const answers = await Promise.all(Array.from({ length: 32 }, () => post(one.api, one.newTicket())))
  const counts = Map.groupBy(answers, ({ status }) => status)
  expect([counts.get(201)?.length, counts.get(409)?.length]).toEqual([1, 31])
})

test.each([
  ['a number', (run: Partner['run']) => run.id],
  ['a numeric text', (run: Partner['run']) => String(run.id)],
  ['an alias', (run: Partner['run']) => run.alias],
])('DX8 · A diagnostic run is named by %s', async (_form, name) => {
  const body = await created(one, { diagnostic_run_id: name(one.run) })
  expect([body.diagnostic_run_id, body.diagnostic_run_alias]).toEqual([one.run.id, one.run.alias])
})

test('DX8 · An alias of something else is not taken for a diagnostic run, nor another service’s run', async () => {
  const { alias } = await created(one)
  for (const diagnostic_run_id of [alias, one.services[0].alias, other.run.alias]) {
    const body = one.newTicket({ diagnostic_run_id, service_uuid: one.services[1].uuid })
    const { status, body: said } = await post(one.api, body)
    expect([status, said.errors?.[0].field]).toEqual([422, 'diagnostic_run_id'])
  }
})

test('DX9, DX20 · A service that nobody registered, or that is another operator’s, is refused', async () => {
  for (const service_uuid of ['nobody', other.services[0].uuid, one.services[0].alias]) {
    const { status, body } = await post(one.api, one.newTicket({ service_uuid }))
    expect([status, body.errors?.[0].field]).toEqual([422, 'service_uuid'])
  }
})

test('DX12, DX13 · Reference, comment and priority may be left out; the priority is then low', async () => {
  const {
    operator_ticket_ref: _ref,
    initial_comment: _comment,
    priority: _priority,
    ...least
  } = one.newTicket()
  const { status, body } = await post(one.api, least)
  expect(status).toBe(201)
  expect(body).toMatchObject({
    operator_ticket_ref: null,
    initial_comment: null,
    last_comment: null,
    priority: 'low',
  })
})

test('D39, DX21 · Every creation writes an opening event, with the initial comment or null', async () => {
  const silent = await created(one, { initial_comment: '' })
  const { body } = await one.api.get(`/api/tickets/${silent.alias}/events/`)
  expect(body).toMatchObject([{ status: 'open', comment: null, author: silent.author }])
  const spoken = await created(other, { initial_comment: 'Hello' })
  const { body: said } = await other.api.get(`/api/tickets/${spoken.alias}/events/`)
  expect(said).toMatchObject([{ status: 'open', comment: 'Hello' }])
  expect(spoken.last_comment).toEqual({ comment: 'Hello', author: spoken.author })
})

test('DX24 · A repeated reference answers the first ticket with 200 for 24 hours, also after it was closed', async () => {
  const sent = one.newTicket({ operator_ticket_ref: 'PB12_32' })
  const first = await post(one.api, sent)
  const again = await post(one.api, { ...sent, description: 'Something else' })
  expect([first.status, again.status, again.body]).toEqual([201, 200, first.body])
  await world.api.post(`/api/tickets/${first.body.id}/events/`, { status: 'canceled' })
  const later = await post(one.api, sent)
  expect([later.status, later.body.alias, later.body.status]).toEqual([200, first.body.alias, 'canceled'])
  await world.clock.advance(25 * 3_600_000)
  const next = await post(one.api, sent)
  expect(next.status).toBe(201)
  expect(next.body.alias).not.toBe(first.body.alias)
})

test('DX24 · The same reference of another operator is another ticket', async () => {
  const ref = { operator_ticket_ref: 'the same' }
  expect((await created(one, ref)).id).not.toBe((await created(other, ref)).id)
})

test('DX24 · Sixteen requests with one reference at once make one ticket, answered to all', async () => {
  const sent = one.newTicket({ operator_ticket_ref: 'at once' })
  const answers = await Promise.all(Array.from({ length: 16 }, () => post(one.api, sent)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(15)
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
})

test('DX24 · An Idempotency-Key answers the first ticket in the same way, whatever the body', async () => {
  const key = { 'idempotency-key': `key ${one.run.alias}`.replaceAll(' ', '-') }
  const { operator_ticket_ref: _ref, ...sent } = one.newTicket()
  const first = await post(one.api, sent, key)
  const again = await post(one.api, sent, key)
  const different = await post(one.api, { ...sent, service_uuid: one.services[1].uuid }, key)
  expect([first.status, again.status, different.status]).toEqual([201, 200, 200])
  expect([again.body, different.body]).toEqual([first.body, first.body])
  expect((await post(other.api, other.newTicket(), key)).status).toBe(201)
})

test('DX28 · A category that the run did not find is accepted, and noted for the desk', async () => {
  const findings = [{ category: 'synchro', text: 'No synchronisation' }]
  const run = { status: 'completed', service: one.services[0].uuid, findings }
  const { body } = await world.api.post('/v1/diagnostic-runs', run)
  const { alias } = await created(one, { diagnostic_run_id: body.alias, category: 'slamming' })
  const row = await world.database
    .selectFrom('serviceTickets')
    .select('note')
    .where('alias', '=', alias)
    .executeTakeFirstOrThrow()
  expect(row.note).toBe('The ticket says slamming; the diagnostic run found synchro.')
})

test('DX34, D26 · Aliases of tickets made at once are all different, and rise', async () => {
  const bodies = await Promise.all(
    Array.from({ length: 40 }, async (_, place) => {
      const uuid = `many-${one.run.alias}-${place}`
      await world.api.put(`/v1/services/${uuid}`, {})
      return one.newTicket({
        service_uuid: uuid,
        category: 'other',
        diagnostic_run_id: null,
        operator_ticket_ref: null,
      })
    }),
  )
  const answers = await Promise.all(bodies.map((body) => post(one.api, body)))
  expect(answers.filter(({ status }) => status !== 201)).toEqual([])
  const made = answers.map(({ body }) => body).toSorted((a, b) => a.id - b.id)
  const aliases = made.map(({ alias }) => alias)
  expect(new Set(aliases).size).toBe(40)
  for (const alias of aliases) expect(alias).toMatch(/^T\d{6}_\d{5,}$/u)
  const next = await created(other)
  expect(aliases.filter((alias) => alias >= next.alias)).toEqual([])
})

test('DX24, D15 · The desk creates for the operator that the service belongs to', async () => {
  const { status, body } = await post(world.api, one.newTicket())
  expect([status, body.next_available_status]).toEqual([201, ['deferred', 'cleared', 'canceled']])
  expect((await one.api.get(`/api/tickets/${body.id}/`)).status).toBe(200)
  expect((await other.api.get(`/api/tickets/${body.id}/`)).status).toBe(404)
})
