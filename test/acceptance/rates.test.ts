import { afterEach, expect, test } from 'vitest'
import type { ApiAnswer } from '../setup/api.ts'
import { member } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
const start = async (perActor: number, perStranger: number, trustedProxies: string[] = []) => {
  world = await startWorld({ config: { rates: { perActor, perStranger }, trustedProxies } })
}
afterEach(() => world?.close())

async function times(count: number, call: () => Promise<ApiAnswer>): Promise<number[]> {
  const statuses: number[] = []
  for (let time = 0; time < count; time += 1) statuses.push((await call()).status)
  return statuses
}

test('An address that sends wrong credentials is slowed down, and right ones from there go on', async () => {
  await start(1_000, 5)
  const wrong = () => world.as('ct_wrong').get('/v1/me')
  const none = () => world.as(undefined).get('/v1/tickets')
  expect(await times(3, wrong)).toEqual([401, 401, 401])
  expect(await times(3, none)).toEqual([401, 401, 429])
  const answer = await wrong()
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    429,
    'application/problem+json; charset=utf-8',
  ])
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(answer.body.detail).toMatch(/More than 5 requests within a minute/u)
  expect((await world.api.get('/v1/me')).status).toBe(200)
})

test('Webhooks without a right signature count, and signed ones never do', async () => {
  await start(1_000, 3)
  await world.connectWebhook(await world.connectJira())
  const forged = () =>
    world.as(undefined).post('/v1/ticket/update/jiraStatus', {}, { 'x-hub-signature': 'sha256=00' })
  expect(await times(5, forged)).toEqual([401, 401, 401, 429, 429])
  world.jira.team.create('INFRA', 'By hand')
  await world.jira.settle()
  const receipts = await world.database.selectFrom('webhookReceipts').select('id').execute()
  expect(receipts).toHaveLength(1)
})

test('One token or person is held to its own number, and others go on', async () => {
  await start(10, 1_000)
  const bob = await member(world)
  expect(new Set(await times(10, () => bob.get('/v1/me')))).toEqual(new Set([200]))
  const answer = await bob.get('/v1/me')
  expect([answer.status, answer.headers.has('retry-after')]).toEqual([429, true])
  expect((await world.api.get('/v1/me')).status).toBe(200)
})

test('Behind a trusted proxy the address is the one it names, else nobody’s word counts', async () => {
  await start(1_000, 2, ['127.0.0.1'])
  const from = (address: string) => () =>
    world.as(undefined).call('GET', '/v1/me', { headers: { 'x-forwarded-for': address } })
  expect(await times(3, from('203.0.113.7'))).toEqual([401, 401, 429])
  expect(await times(1, from('203.0.113.8'))).toEqual([401])
  expect(await times(2, from('2001:db8:1:2::3'))).toEqual([401, 401])
  expect(await times(1, from('2001:db8:1:2:ffff::4'))).toEqual([429])
  await world.close()
  await start(1_000, 2)
  expect(
    [await from('203.0.113.7')(), await from('203.0.113.8')(), await from('203.0.113.9')()].map(
      ({ status }) => status,
    ),
  ).toEqual([401, 401, 429])
})
