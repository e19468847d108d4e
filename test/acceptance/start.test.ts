import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { BadConfig } from '../../src/config.ts'
import { startHub, type Hub } from '../../src/main.ts'
import type { OpenStore } from '../../src/store/open.ts'
import { createApi } from '../setup/api.ts'
import { createClock } from '../setup/clock.ts'
import { openTestStore } from '../setup/store.ts'
import { admin, adminToken, settings } from '../setup/world.ts'

let jira: JiraSimulator
let store: OpenStore
beforeAll(async () => {
  jira = await startJira()
  store = await openTestStore()
})
afterAll(async () => {
  await store?.close()
  await jira?.close()
})

type Settings = ReturnType<typeof settings>

async function start(change: { config?: object; secrets?: object } = {}): Promise<Hub> {
  const base = settings(jira)
  const changed: Settings = {
    ...base,
    config: { ...base.config, ...change.config },
    secrets: { ...base.secrets, ...change.secrets },
  }
  const kept = { ...store, close: async () => undefined }
  return startHub({ ...changed, store: kept, ctx: createClock(store).context, work: false })
}

const me = (hub: Hub, token: string) => createApi(hub.url, token).get('/v1/me')

test('Two hubs that start at once on a fresh database share one workspace', async () => {
  // The embedded database is open in one process only: there the second comes after the first.
  const hubs = store.exclusive ? [await start(), await start()] : await Promise.all([start(), start()])
  const answers = await Promise.all(hubs.map((hub) => me(hub, adminToken)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(answers[0]?.body.workspace).toEqual(answers[1]?.body.workspace)
  const workspaces = await store.db.selectFrom('workspaces').selectAll().execute()
  expect(workspaces).toHaveLength(1)
  const members = await store.db.selectFrom('members').selectAll().execute()
  expect(members).toHaveLength(1)
  for (const hub of hubs) await hub.close()
})

test('Another secret key than the one of the database is refused at start, by its name', async () => {
  const wrong = start({ secrets: { secretKey: 'another key, which also has 32 characters' } })
  await expect(wrong).rejects.toThrow(BadConfig)
  const again = start({ secrets: { secretKey: 'another key, which also has 32 characters' } })
  await expect(again).rejects.toThrow(/CROSSTIE_SECRET_KEY.*Give the old key/)
})

test.each(['10.0.0.0/99', 'https://jira.local', 'jira local'])(
  'An allowed private host that is none (%s) is refused at start, by the setting’s name',
  async (entry) => {
    const wrong = start({ config: { allowedPrivateHosts: [entry] } })
    await expect(wrong).rejects.toThrow(BadConfig)
    await expect(wrong).rejects.toThrow(/CROSSTIE_ALLOWED_PRIVATE_HOSTS: .*examples: jira\.local/)
  },
)

test('The administrator of the settings can sign in; a changed password in the settings changes no account', async () => {
  const hub = await start({ secrets: { adminPassword: 'another horse battery' } })
  const signIn = (password: string) =>
    createApi(hub.url).post('/auth/sign-in/email', { email: admin.email, password })
  expect((await signIn(admin.password)).status).toBe(200)
  expect((await signIn('another horse battery')).status).toBe(401)
  await hub.close()
})

test('A token that the settings name no longer is withdrawn at the next start', async () => {
  const next = 'ct_the_next_administrator_token_000000000'
  const hub = await start({ secrets: { adminToken: next } })
  expect((await me(hub, adminToken)).status).toBe(401)
  expect((await me(hub, next)).status).toBe(200)
  await hub.close()
  const without = await start({ secrets: { adminToken: undefined } })
  expect((await me(without, next)).status).toBe(401)
  await without.close()
})

test('A token that the settings name again works again', async () => {
  const hub = await start()
  expect((await me(hub, adminToken)).status).toBe(200)
  await hub.close()
})

test('A hub on a database that is gone says that it is not ready, and that it runs', async () => {
  const lost = await openTestStore()
  const base = settings(jira)
  const hub = await startHub({ ...base, store: { ...lost, close: async () => undefined }, work: false })
  const nobody = createApi(hub.url)
  expect((await nobody.get('/readyz')).status).toBe(200)
  await hub.queue.stop()
  await lost.close()
  const ready = await nobody.get('/readyz')
  expect([ready.status, ready.headers.get('content-type')]).toEqual([
    503,
    expect.stringContaining('application/problem+json'),
  ])
  expect((await nobody.get('/healthz')).status).toBe(200)
  const { status, body } = await me(hub, adminToken)
  expect(status).toBe(500)
  expect(body.detail).toBe('Something went wrong inside the hub; its log has the details.')
  await hub.close().catch(() => undefined)
})
