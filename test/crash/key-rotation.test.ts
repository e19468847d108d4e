import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { openStore } from '../../src/store/open.ts'
import { wrappingKey } from '../../src/store/seal.ts'
import { sealedCounts } from '../../src/store/sealed-columns.ts'
import { createApi, type Api, type ApiAnswer } from '../setup/api.ts'
import { crosstie } from '../setup/crosstie-command.ts'
import { hubProcess, type HubProcess } from '../setup/hub-process.ts'
import { newDatabase } from '../setup/store.ts'
import { admin, adminToken, jiraConfig } from '../setup/world.ts'

let folder: string
let jira: JiraSimulator
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crosstie-keys-'))
  jira = await startJira()
})
afterAll(async () => {
  await jira?.close()
  await rm(folder, { recursive: true, force: true })
})

const [first, second] = [
  'the first secret key of this test, thirty-two',
  'a second_secret-key-of-this-test,thirty-two',
]
const idOf = (key: string) => wrappingKey(key).id

/** The ids of the keys that the stored secrets of a database need, with how many need each. */
async function needed(url: string): Promise<Record<string, number>> {
  const store = await openStore({ url, maxConnections: 1 })
  const counts: Record<string, number> = {}
  for (const { keyId, count } of await sealedCounts(store.db)) counts[keyId] = (counts[keyId] ?? 0) + count
  await store.close()
  return counts
}

const settings = (more: Record<string, string>) => ({
  CROSSTIE_ADMIN_EMAIL: admin.email,
  CROSSTIE_ADMIN_PASSWORD: admin.password,
  CROSSTIE_ADMIN_TOKEN: adminToken,
  CROSSTIE_ALLOWED_PRIVATE_HOSTS: new URL(jira.url).host,
  ...more,
})

async function connect(api: Api): Promise<string> {
  const { status, body } = await api.post('/v1/connections', {
    provider: 'jira',
    config: jiraConfig(jira),
    destination: {},
  })
  expect([status, body]).toEqual([201, expect.anything()])
  return body.id
}

describe('Two hubs on one database, with a key file', () => {
  let url: string
  let file: string
  let hubs: HubProcess[]
  beforeAll(async () => {
    url = await newDatabase()
    file = path.join(folder, 'two-hubs.key')
    await writeFile(file, `${first}\n`, { mode: 0o600 })
    const env = settings({ DATABASE_URL: url, CROSSTIE_SECRET_KEY_FILE: file })
    hubs = [await hubProcess(env), await hubProcess(env)]
    for (const hub of hubs) await hub.start()
  })
  afterAll(async () => {
    for (const hub of hubs ?? []) await hub.stop()
  })

  const apis = () => hubs.map((hub) => createApi(hub.url, adminToken))
  const rotate = () => crosstie(['keys', 'rotate'], { DATABASE_URL: url, CROSSTIE_SECRET_KEY_FILE: file })

  test('go on working while the key is rotated three times: not one call fails, and every secret needs the newest key only', async () => {
    const [one, two] = apis()
    if (!one || !two) throw new Error('There are no hubs.')
    const cookie = await signIn(one)
    const connection = await connect(one)
    const load = startLoad([one, two], connection)
    const keys = [first]
    for (let times = 0; times < 3; times += 1) {
      const before = load.calls()
      const { code, said } = await rotate()
      expect([code, said]).toEqual([0, expect.stringContaining(`Taken out of ${file}`)])
      keys.push((await readFile(file, 'utf8')).trim())
      expect(load.calls()).toBeGreaterThan(before)
    }
    const { failed, calls, titles } = await load.stop()
    expect(failed).toEqual([])
    expect(calls).toBeGreaterThan(300)
    console.log(`${calls} calls, ${titles.length} tickets, three rotations, none failed.`)

    const newest = keys.at(-1) ?? ''
    expect(new Set(keys).size).toBe(4)
    expect(keys.slice(0, 3).filter((old) => newest.includes(old))).toEqual([])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(Object.keys(await needed(url))).toEqual([idOf(newest)])

    while (jira.state.issues.size < titles.length) await wait(200)
    const issues = [...jira.state.issues.values()].map(({ summary }) => summary)
    expect(issues.toSorted()).toEqual(titles.toSorted())

    for (const hub of hubs) await hub.stop()
    for (const hub of hubs) await hub.start()
    for (const api of apis()) {
      expect((await api.post(`/v1/connections/${connection}/test`)).body.fault).toBeNull()
    }
    // Who was signed in stays so: the secret of the sessions is the hub's own.
    const me = await createApi(hubs[1]?.url ?? '').call('GET', '/v1/me', { headers: { cookie } })
    expect(me.status).toBe(200)
  })

  test('A rotation that was stopped in the middle goes on when it is called again', async () => {
    const before = (await readFile(file, 'utf8')).trim()
    await writeFile(file, `${second}\n${before}\n`, { mode: 0o600 })
    const { code, said } = await rotate()
    expect([code, said]).toEqual([0, expect.stringContaining('goes on with its first one')])
    expect(await readFile(file, 'utf8')).toBe(`${second}\n`)
    expect(Object.keys(await needed(url))).toEqual([idOf(second)])
    const listed = await crosstie(['keys', 'list'], { DATABASE_URL: url, CROSSTIE_SECRET_KEY_FILE: file })
    expect(listed.said).toMatch(new RegExp(`^${idOf(second)}  current  \\d+ secrets$`, 'mu'))
    expect(listed.said).not.toContain(second)
  })

  test('Without the key that is needed a hub does not start, and nothing is rotated; both say which one is missing', async () => {
    const other = path.join(folder, 'other.key')
    await writeFile(other, `${'x'.repeat(40)}\n`)
    const env = { DATABASE_URL: url, CROSSTIE_SECRET_KEY_FILE: other, PORT: '0' }
    for (const args of [['serve'], ['keys', 'rotate']]) {
      const { code, said } = await crosstie(args, env)
      expect([code, said]).toEqual([1, expect.stringContaining(`sealed with the key ${idOf(second)}`)])
      expect(said).toContain(`a further line of ${other}`)
    }
    expect(await readFile(other, 'utf8')).toBe(`${'x'.repeat(40)}\n`)
    expect(Object.keys(await needed(url))).toEqual([idOf(second)])
  })

  test('A backup from before a rotation is restored, and says which key it needs', async () => {
    const backup = path.join(folder, 'old.jsonl.gz')
    const env = { DATABASE_URL: url, CROSSTIE_SECRET_KEY_FILE: file }
    const written = await crosstie(['backup', backup], env)
    expect(written.said).toContain(`needs the key ${idOf(second)}`)
    const target = await newDatabase()
    const fresh = { DATABASE_URL: target, CROSSTIE_SECRET_KEY: first }
    const { code, said } = await crosstie(['restore', backup], fresh)
    expect([code, said]).toEqual([0, expect.stringContaining(`sealed with the key ${idOf(second)}`)])
    expect(said).toContain('CROSSTIE_OLD_SECRET_KEYS')
  })
})

test('With keys from the settings everything is wrapped with the present one, once every hub has it', async () => {
  const url = await newDatabase()
  const old = 'o'.repeat(40)
  const fresh = 'f'.repeat(40)
  const env = settings({ DATABASE_URL: url })
  const hub = await hubProcess(env)
  await hub.start({ env: { CROSSTIE_SECRET_KEY: old } })
  const connection = await connect(createApi(hub.url, adminToken))
  const rotate = (keys: Record<string, string>) =>
    crosstie(['keys', 'rotate'], { DATABASE_URL: url, ...keys })
  const both = { CROSSTIE_SECRET_KEY: fresh, CROSSTIE_OLD_SECRET_KEYS: old }
  expect((await rotate({ CROSSTIE_SECRET_KEY: old })).said).toContain('already. For another one')
  await hub.stop()
  await hub.start({ env: both })
  const { code, said } = await rotate(both)
  expect([code, said]).toEqual([0, expect.stringContaining('CROSSTIE_OLD_SECRET_KEYS may be taken out')])
  await hub.stop()
  await hub.start({ env: { CROSSTIE_SECRET_KEY: fresh } })
  const api = createApi(hub.url, adminToken)
  expect((await api.post(`/v1/connections/${connection}/test`)).body.fault).toBeNull()
  await hub.stop()
})

test('The embedded database is rotated while its hub is stopped; one that runs is named', async () => {
  const data = path.join(folder, 'embedded')
  const env = { CROSSTIE_DATA_DIR: data, DATABASE_URL: '' }
  const hub = await hubProcess(settings(env))
  await hub.start()
  const key = path.join(data, 'secret.key')
  const before = await readFile(key, 'utf8')
  const busy = await crosstie(['keys', 'rotate'], env)
  expect([busy.code, busy.said]).toEqual([
    1,
    expect.stringContaining('Another process has the embedded database'),
  ])
  expect(await readFile(key, 'utf8')).toBe(before)
  await hub.stop()
  expect((await crosstie(['keys', 'rotate'], env)).code).toBe(0)
  expect(await readFile(key, 'utf8')).not.toBe(before)
  await hub.start()
  expect((await createApi(hub.url, adminToken).get('/v1/me')).status).toBe(200)
  await hub.stop()
})

async function signIn(api: Api): Promise<string> {
  const { headers } = await api.post('/auth/sign-in/email', { email: admin.email, password: admin.password })
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')
}

/** People and programs at both hubs: they create tickets, try stored credentials, and store new secrets. */
function startLoad(apis: [Api, Api], connection: string) {
  const failed: unknown[] = []
  const titles: string[] = []
  let calls = 0
  const stopped = new AbortController()
  const call = async (what: string, answer: Promise<ApiAnswer>): Promise<ApiAnswer> => {
    const { status, body, headers } = await answer
    calls += 1
    if (status >= 300 || body?.fault) failed.push([what, status, body])
    return { status, body, headers }
  }

  async function work(index: number): Promise<void> {
    for (let turn = 0; !stopped.signal.aborted; turn += 1) {
      const api = apis[(turn + index) % 2 ? 1 : 0]
      const name = `${index}-${turn}`
      titles.push(`Rotated ${name}`)
      const ticket = { title: `Rotated ${name}`, description: 'Made while keys change.' }
      await call('ticket', api.post('/v1/tickets', ticket, { 'idempotency-key': name }))
      // Looking at a connection opens its credentials; trying it also calls the tracker, whose budget is small.
      await call('connection', api.get(`/v1/connections/${connection}`))
      if (turn % 16 === 0) await call('test', api.post(`/v1/connections/${connection}/test`))
      if (turn % 4 === index % 4) await storeSecret(index, name)
      await wait(50)
    }
  }

  /** A secret that one hub seals and the other one opens at once. */
  async function storeSecret(index: number, name: string): Promise<void> {
    const [one, two] = index % 2 ? apis : [apis[1], apis[0]]
    const token = { name, scopes: ['tickets:read'] }
    const key = { 'idempotency-key': `token-${name}` }
    const made = await call('token', one.post('/v1/tokens', token, key))
    const again = await call('token again', two.post('/v1/tokens', token, key))
    if (made.body.token !== again.body.token) failed.push(['token', made.body, again.body])
    await call('webhook secret', one.post(`/v1/connections/${connection}/webhook-secret`))
    const source = `/v1/alarm-sources/source-${index}`
    const writeBack = (headers: object[]) => ({
      onClear: 'nothing',
      writeBack: { method: 'PUT', url: 'https://console.example.com/{{rootKey}}', headers, body: '{}' },
    })
    await call('source', one.put(source, writeBack([{ name: 'Authorization', value: name }])))
    await call('source again', two.put(source, writeBack([{ name: 'Authorization' }])))
  }

  const workers = Promise.all(Array.from({ length: 4 }, (_, index) => work(index)))
  return {
    calls: () => calls,
    async stop() {
      stopped.abort()
      await workers
      return { failed, calls, titles }
    },
  }
}
