import { afterAll, beforeAll, expect, test } from 'vitest'
import { partner, type Partner } from '../setup/partner.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let by: Partner
beforeAll(async () => {
  world = await startWorld()
  by = await partner(world)
  await world.api.patch('/v1/desk-settings', { deskName: 'North Desk' })
})
afterAll(() => world?.close())

const call = (overrides: object = {}) => ({
  serviceUuid: by.services[0].uuid,
  category: 'synchro',
  diagnosticRunId: by.run.alias,
  description: 'The lamp is red since nine.',
  initialComment: 'Said by phone.',
  ownerContact: { firstName: 'Lin', lastName: 'Ode', email: 'lin@example.com' },
  ...overrides,
})
const open = (body: object, headers?: Record<string, string>) =>
  world.api.post('/v1/service-tickets', body, headers)

test('The fields that are wrong are named as they were sent, and nothing is opened', async () => {
  const wrong: [object, string][] = [
    [{ serviceUuid: 'no such line' }, 'serviceUuid'],
    [{ diagnosticRunId: 'D000101_001' }, 'diagnosticRunId'],
    [{ diagnosticRunId: null }, 'diagnosticRunId'],
    [{ category: 'rain' }, 'category'],
    [{ description: ' ' }, 'description'],
    [{ ownerContact: { firstName: 'Lin', lastName: 'Ode', email: 'lin' } }, 'ownerContact.email'],
  ]
  for (const [fields, field] of wrong) {
    const { status, body } = await open(call(fields))
    expect([status, body.errors?.[0]?.field]).toEqual([422, field])
  }
  expect((await world.api.get('/v1/service-tickets')).body.items).toEqual([])
})

test('DX6, DX19 · a ticket by phone belongs to the operator of its service, and is the desk’s word', async () => {
  const { status, body } = await open(call())
  expect(status).toBe(201)
  expect(body).toMatchObject({
    operator: { id: by.operator.id },
    author: 'North Desk',
    owner: by.operator.owner,
    run: { alias: by.run.alias },
    next: { desk: ['deferred', 'cleared', 'canceled'], operator: [] },
  })
  const { body: theirs } = await by.api.get(`/api/tickets/${body.alias}/`)
  expect(theirs).toMatchObject({
    id: body.number,
    description: 'The lamp is red since nine.',
    author: 'North Desk',
  })
  const { body: timeline } = await world.api.get(`/v1/service-tickets/${body.alias}/timeline`)
  expect(timeline.items).toMatchObject([
    { party: 'desk', actor: 'CROSSTIE_ADMIN_TOKEN', comment: 'Said by phone.' },
  ])
})

test('D12, DX11 · a second one on the same service is refused, and names the first', async () => {
  const { status, body } = await open(call())
  const { body: first } = await world.api.get('/v1/service-tickets')
  expect([status, body.ticket]).toEqual([409, { id: first.items[0].id, alias: first.items[0].alias }])
})

test('DX24 · an Idempotency-Key opens one ticket', async () => {
  const body = call({ serviceUuid: by.services[1].uuid, category: 'other', diagnosticRunId: null })
  const headers = { 'idempotency-key': 'the-call-at-nine' }
  const first = await open(body, headers)
  const again = await open(body, headers)
  expect([first.status, again.status]).toEqual([201, 200])
  expect(again.body.id).toBe(first.body.id)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
})
