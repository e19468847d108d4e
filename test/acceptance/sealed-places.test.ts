import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hubSecret } from '../../src/store/hub-secrets.ts'
import { CannotOpen, createSealer, keyIdOf, ringOf } from '../../src/store/seal.ts'
import {
  replaceSealed,
  sealedColumns,
  sealedCounts,
  sealedRows,
  type SealedColumn,
  type SealedRow,
} from '../../src/store/sealed-columns.ts'
import { wrapAnew } from '../../src/store/wrap-anew.ts'
import type { Api } from '../setup/api.ts'
import { addWebhook } from '../setup/notifications.ts'
import { partner } from '../setup/partner.ts'
import { otherWorkspace } from '../setup/tenants.ts'
import { jiraConfig, settings, startWorld, type World } from '../setup/world.ts'

type Sealed = SealedRow & { column: SealedColumn }

const perColumn = 200

let world: World
let connections: string[]
beforeAll(async () => {
  world = await startWorld()
  connections = await fill(world)
  const other = await otherWorkspace(world)
  const there: World = Object.create(world, { api: { value: other } })
  connections.push(...(await fill(there)))
})
afterAll(() => world?.close())

async function made(answer: Promise<{ status: number; body: { id: string } }>): Promise<string> {
  const { status, body } = await answer
  expect([status, body]).toEqual([201, expect.anything()])
  return body.id
}

/** Stores every kind of secret in a workspace, most of them twice. Answers the ids of its connections. */
async function fill(of: World): Promise<string[]> {
  const { api, jira } = of
  const connect = (more: object) =>
    made(
      api.post('/v1/connections', { provider: 'jira', config: jiraConfig(jira), destination: {}, ...more }),
    )
  const ids = [await connect({}), await connect({ asInstance: true, name: 'Second' })]
  for (const id of ids) {
    expect((await api.post(`/v1/connections/${id}/webhook-secret`)).body.secret).toBeTypeOf('string')
  }
  for (const name of ['north', 'south']) await saveSource(api, name)
  const by = await partner(of)
  for (const place of ['one', 'two']) {
    const { path } = await addWebhook(of, by, { url: `https://partner.example.com/${place}` })
    await made(api.post(`${path}/rotate`))
  }
  for (const key of ['one', 'two']) {
    const body = { name: key, scopes: ['tickets:read'] }
    await made(api.post('/v1/tokens', body, { 'idempotency-key': key }))
  }
  return ids
}

async function saveSource(api: Api, name: string): Promise<void> {
  const url = 'https://console.example.com/api/alarms/{{rootKey}}'
  const headers = [{ name: 'Authorization', value: `Bearer ${name}` }]
  const writeBack = { method: 'PUT', url, headers, body: '{}' }
  const { status, body } = await api.put(`/v1/alarm-sources/${name}`, { onClear: 'nothing', writeBack })
  expect([status, body]).toEqual([200, expect.anything()])
}

async function everySealed(): Promise<Sealed[]> {
  const all: Sealed[] = []
  for (const column of sealedColumns) {
    const rows = await sealedRows(world.database, column, { after: '', limit: perColumn })
    for (const row of rows) all.push({ ...row, column })
  }
  return all
}

const where = ({ column, key }: Sealed) => `${column.table}.${column.column} ${key}`

test('Every column whose name says that it is sealed is among those that are wrapped anew', async () => {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name like 'sealed%' order by 1`.execute(world.database)
  const known = new Set(sealedColumns.map(({ table, column }) => `${table}.${column}`))
  expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([])
})

test('A stored secret is opened where it belongs; put into any other row or column, it is refused', async () => {
  const { sealer } = world.hub.deps
  const all = await everySealed()
  const kinds = new Set(all.map(({ column }) => column.title))
  expect([kinds.size, all.length]).toEqual([sealedColumns.length, 4 * 6 + 2])
  const opened: string[] = []
  for (const to of all) {
    expect(sealer.open(to.sealed, to.place)).not.toBe('')
    for (const from of all.filter((one) => one !== to)) {
      try {
        sealer.open(from.sealed, to.place)
        opened.push(`${where(from)} at ${where(to)}`)
      } catch (error) {
        expect(error).toBeInstanceOf(CannotOpen)
      }
    }
  }
  expect(opened).toEqual([])
})

test('Two connections of one workspace whose stored secrets were exchanged answer what has to be done, and nothing is sent', async () => {
  const [one = '', two = ''] = connections
  const { db } = world.hub.deps.store
  const sealed = async (id: string) => {
    const row = await db
      .selectFrom('connections')
      .select('sealedSecrets')
      .where('id', '=', id)
      .executeTakeFirst()
    return row?.sealedSecrets ?? ''
  }
  const put = (id: string, sealedSecrets: string) =>
    db.updateTable('connections').set({ sealedSecrets }).where('id', '=', id).execute()
  const [ofOne, ofTwo] = [await sealed(one), await sealed(two)]
  await put(one, ofTwo)
  await put(two, ofOne)
  const before = world.jira.calls.length
  for (const id of [one, two]) {
    const { status, body } = await world.api.post(`/v1/connections/${id}/test`)
    expect([status, body.ok]).toEqual([200, false])
    expect(body.fault.detail).toContain('Enter the credential again')
  }
  expect(world.jira.calls.length).toBe(before)
  // It is still shown, and entered again it works.
  expect((await world.api.get('/v1/connections')).body.items).toHaveLength(2)
  const again = { provider: 'jira', config: jiraConfig(world.jira), destination: {} }
  expect((await world.api.put(`/v1/connections/${one}`, again)).status).toBe(200)
  expect((await world.api.post(`/v1/connections/${one}/test`)).body.account).not.toBeNull()
  await put(one, ofOne)
  await put(two, ofTwo)
  expect((await world.api.post(`/v1/connections/${one}/test`)).body.account).not.toBeNull()
})

test('Other secrets that cannot be opened are replaced in the same way', async () => {
  const { id } = (await world.api.get('/v1/operators')).body.items[0]
  const path = `/v1/operators/${id}/webhooks`
  const [hook] = (await world.api.get(path)).body.items
  const spoilt = 'v1.000000000000.AAAA.AAAA'
  await sql`update webhook_subscriptions set sealed_secret = ${spoilt} where id = ${hook.id}`.execute(
    world.database,
  )
  await sql`update alarm_sources set sealed_headers = ${spoilt} where name = 'north'
    and workspace_id = (select workspace_id from webhook_subscriptions where id = ${hook.id})`.execute(
    world.database,
  )
  const tried = await world.api.post(`${path}/${hook.id}/test`)
  expect([tried.status, tried.body.fault.detail]).toEqual([
    200,
    expect.stringContaining('enter the credential again'),
  ])
  await made(world.api.post(`${path}/${hook.id}/rotate`))
  expect((await world.api.post(`${path}/${hook.id}/test`)).status).toBe(200)
  await saveSource(world.api, 'north')
  const { sealer } = world.hub.deps
  expect((await everySealed()).filter(({ sealed }) => keyIdOf(sealed) !== sealer.keyId())).toEqual([])
})

test('Hubs that ask for a secret of their own at the same time get the same one', async () => {
  const { sealer } = world.hub.deps
  await world.database.deleteFrom('hubFacts').where('name', '=', 'sealed audit').execute()
  const asked = await Promise.all(
    Array.from({ length: 8 }, () => hubSecret({ db: world.database, sealer }, 'audit')),
  )
  expect(new Set(asked.map((secret) => secret.toString('hex'))).size).toBe(1)
  expect(asked[0]).toHaveLength(32)
  const sessions = await hubSecret({ db: world.database, sealer }, 'sessions')
  expect(sessions.equals(asked[0] ?? sessions)).toBe(false)
})

test('Wrapping anew changes the key of every secret and nothing else, leaves what somebody changes meanwhile, and goes on after a stop', async () => {
  const old = settings(world.jira).secrets.secretKey ?? ''
  const fresh = 'the next secret key of the tests, 32 characters'
  const { sealer: before } = world.hub.deps
  const after = createSealer(ringOf([fresh, old]))
  const texts = new Map((await everySealed()).map((one) => [where(one), before.open(one.sealed, one.place)]))

  // As if it had been stopped after some of them.
  const [first, second] = await everySealed()
  if (!first || !second) throw new Error('There is no secret.')
  const done = { key: first.key, from: first.sealed, to: after.rewrap(first.sealed, first.place) }
  expect(await replaceSealed(world.database, first.column, done)).toBe(true)
  expect(await replaceSealed(world.database, first.column, done)).toBe(false)

  const { counts, failures } = await wrapAnew(world.database, after)
  expect(failures).toEqual([])
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(texts.size - 1)
  const only = createSealer(ringOf([fresh]))
  for (const one of await everySealed()) {
    expect(only.open(one.sealed, one.place)).toBe(texts.get(where(one)))
    expect(keyIdOf(one.sealed)).toBe(only.keyId())
  }
  expect((await wrapAnew(world.database, after)).counts).toEqual({})
  expect((await sealedCounts(world.database)).every(({ keyId }) => keyId === only.keyId())).toBe(true)

  // Back, so that the hub goes on.
  await wrapAnew(world.database, createSealer(ringOf([old, fresh])))
})

test('What cannot be opened is named, and holds up nothing else', async () => {
  const old = settings(world.jira).secrets.secretKey ?? ''
  const [spoilt] = await everySealed()
  if (!spoilt) throw new Error('There is no secret.')
  const wrong = { key: spoilt.key, from: spoilt.sealed, to: `${spoilt.sealed.slice(0, -8)}AAAAAAAA` }
  await replaceSealed(world.database, spoilt.column, wrong)
  const fresh = createSealer(ringOf(['one more secret key of the tests, 32 chars', old]))
  await wrapAnew(world.database, fresh)
  // The wrapping is whole, so the text is found to be changed only by who opens it.
  expect(() => fresh.open(wrong.to, spoilt.place)).toThrow(CannotOpen)
  const lost = createSealer(ringOf(['a key that nothing was ever sealed with, 32']))
  const { counts, failures } = await wrapAnew(world.database, lost)
  expect(counts).toEqual({})
  expect(failures.length).toBe((await everySealed()).length)
  expect(failures[0]).toMatch(/credentials of connections, .*sealed with the key/u)
})
