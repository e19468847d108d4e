import { afterAll, beforeAll, expect, test } from 'vitest'
import { everything } from '../setup/database.ts'
import { create, failCreation, moves, pass, person } from '../setup/scene.ts'
import { refuseLeaks, watchAnswer } from '../setup/watch.ts'
import { admin, adminToken, jiraConfig, startWorld, type World } from '../setup/world.ts'
import { agentScopes } from '../setup/tenants.ts'

const jiraToken = 'jira-token-a1b2c3d4e5f6'
const rotated = 'jira-token-rotated-9z8y7x'
const mistyped = 'jira-token-mistyped-5u5u5u'

let world: World
/** Every secret that has passed through the hub, and what may answer it: one call only. */
const secrets = new Set<string>([jiraToken, rotated, mistyped, admin.password, adminToken])
const answers: string[] = []

beforeAll(async () => {
  world = await startWorld()
  world.jira.state.token = jiraToken
  await liveThroughEverything()
})
afterAll(() => world?.close())

async function note(answer: Promise<{ body: unknown; headers: Headers }>) {
  const { body, headers } = await answer
  answers.push(JSON.stringify([body, [...headers]]))
  return body as Record<string, string>
}

const config = (token: string) => ({ ...jiraConfig(world.jira), token })

/** Right and wrong credentials, faults of every kind, rotation, webhooks: all that could leave a trace. */
async function liveThroughEverything(): Promise<void> {
  const { api } = world
  const tryOut = (body: object) => note(api.post('/v1/connections/test', { provider: 'jira', ...body }))
  await tryOut({ config: config(mistyped) })
  await tryOut({ config: { ...config(jiraToken), site: `https://x:${jiraToken}@example.atlassian.net` } })
  await tryOut({ config: { ...config(jiraToken), email: jiraToken } })
  await tryOut({ config: { ...config(jiraToken), defaultProjectKey: jiraToken } })
  await note(api.post('/v1/connections', { provider: 'jira', config: config(mistyped), destination: {} }))
  const keyed = { 'idempotency-key': 'secrets' }
  const saved = await note(
    api.post('/v1/connections', { provider: 'jira', config: config(jiraToken), destination: {} }, keyed),
  )
  const connection = `/v1/connections/${saved.id}`
  const { body: webhook } = await api.post(`${connection}/webhook-secret`)
  secrets.add(webhook.secret)
  await world.connectWebhook(saved.id ?? '')
  secrets.add(world.jira.state.webhooks[0]?.secret ?? '')
  const { body: token } = await api.post(
    '/v1/tokens',
    { name: 'Bob', scopes: agentScopes },
    { 'idempotency-key': 't' },
  )
  secrets.add(token.token)
  await note(world.as(token.token).get('/v1/me'))
  for (const effect of [{ status: 401 }, { status: 400 }, { html: true }, { commitThenDrop: true }]) {
    failCreation(world, effect)
    await create(world)
    await api.post(`${connection}/resume`)
  }
  world.jira.state.token = rotated
  const ticket = await create(world)
  await note(api.post(`${connection}/test`))
  await note(
    api.call('PUT', connection, { body: { provider: 'jira', config: config(rotated), destination: {} } }),
  )
  await pass(world, 20)
  await person(world, ticket.link?.issueKey ?? 'INFRA-1', { transition: moves.start })
  await pass(world, 20)
  const wrong = { email: admin.email, password: `${admin.password}!` }
  await note(world.as(undefined).post('/auth/sign-in/email', wrong))
  const signedIn = await world
    .as(undefined)
    .post('/auth/sign-in/email', { ...wrong, password: admin.password })
  expect(signedIn.status).toBe(200)
}

const lists = [
  '/v1/me',
  '/v1/providers',
  '/v1/connections',
  '/v1/tokens',
  '/v1/logs?limit=200',
  '/v1/tickets?limit=200',
  '/v1/openapi.json',
  '/metrics',
]

test('Invariant 9 · no secret stands in any table in the clear, nor in base64', async () => {
  const rows = Object.entries(await everything(world))
  expect(rows.length).toBeGreaterThan(20)
  for (const secret of secrets) {
    for (const text of [secret, Buffer.from(secret).toString('base64').slice(0, -4)]) {
      const where = rows.filter(([, of]) => of.some((row) => row.includes(text))).map(([table]) => table)
      expect([secret, where]).toEqual([secret, []])
    }
  }
  const basic = Buffer.from(`crosstie@example.com:${jiraToken}`).toString('base64')
  expect(JSON.stringify(rows)).not.toContain(basic.slice(0, -4))
})

test('A36, AX16, invariant 9 · no secret stands in any answer, error, event or log line', async () => {
  for (const path of lists) await note(world.api.get(path))
  const { body } = await world.api.get('/v1/tickets?limit=200')
  for (const { id } of body.items) await note(world.api.get(`/v1/tickets/${id}/events?limit=200`))
  for (const { id } of (await world.api.get('/v1/connections')).body.items) {
    await note(world.api.get(`/v1/connections/${id}`))
  }
  expect(answers.length).toBeGreaterThan(20)
  for (const secret of secrets) {
    expect([secret, answers.filter((text) => text.includes(secret))]).toEqual([secret, []])
  }
})

test('Invariant 9 · disconnecting erases the sealed secrets', async () => {
  const { id } = (await world.api.get('/v1/me')).body.activeConnection
  await world.api.post(`/v1/connections/${id}/disconnect`, { oldTickets: 'stop' })
  const { db } = world.hub.deps.store
  const row = await db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect([row.sealedSecrets, row.sealedWebhookSecret]).toEqual([null, null])
})

test('What every test’s hub answers and logs is searched for the tests’ credentials, and the search finds one', () => {
  expect(refuseLeaks).not.toThrow()
  watchAnswer(
    'GET /planted',
    JSON.stringify({ basic: Buffer.from(`ada:${admin.password}`).toString('base64') }),
  )
  expect(refuseLeaks).toThrow(/adminPassword in GET \/planted/u)
  world.hub.deps.ctx.log.debug({ planted: adminToken }, 'Planted')
  expect(refuseLeaks).toThrow(/adminToken in the log/u)
  expect(refuseLeaks).not.toThrow()
})
