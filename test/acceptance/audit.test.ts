import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/http/contract/audit.ts'
import { crosstie } from '../setup/crosstie-command.ts'
import { member } from '../setup/tenants.ts'
import { admin, adminToken, jiraConfig, startWorld, type World } from '../setup/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

async function entries(query = ''): Promise<AuditEntry[]> {
  const { status, body } = await world.api.get(`/v1/audit?limit=200${query}`)
  expect(status).toBe(200)
  return body.items
}

/** What was recorded while something was done, oldest first. */
async function recorded(work: () => Promise<unknown>): Promise<AuditEntry[]> {
  const known = new Set((await entries()).map(({ id }) => id))
  await work()
  return (await entries()).filter(({ id }) => !known.has(id)).toReversed()
}

const verify = async () => (await world.api.post('/v1/audit/verify')).body

describe('Who did what', () => {
  test('stands with who, from where, to what, and how it was and is, without a secret', async () => {
    const [created] = await recorded(() => world.connectJira())
    expect(created).toMatchObject({
      actor: { id: expect.stringMatching(/^token:/), name: 'CROSSTIE_ADMIN_TOKEN' },
      address: '127.0.0.1',
      action: 'connection.created',
      target: { name: 'Jira Cloud' },
      before: null,
      after: { state: 'active', credentials: 'stored', config: { email: 'crosstie@example.com' } },
    })
    const id = created?.target?.id ?? ''
    const [changed] = await recorded(() =>
      world.api.patch(`/v1/connections/${id}/settings`, { pollMinutes: 30 }),
    )
    expect(changed).toMatchObject({ action: 'connection.settings-changed', target: { id } })
    expect(changed?.after).toEqual({ pollMinutes: 30 })
    const again = {
      provider: 'jira',
      config: { ...jiraConfig(world.jira), token: 'jira-token' },
      destination: {},
    }
    const [saved] = await recorded(() => world.api.put(`/v1/connections/${id}`, again))
    expect(saved).toMatchObject({ action: 'connection.changed', after: { credentials: 'stored' } })
    expect(JSON.stringify(await entries())).not.toContain('jira-token')
  })

  test('of a token, its scopes and first characters stand there, never the token', async () => {
    let text = ''
    const [made, gone] = await recorded(async () => {
      const { body } = await world.api.post('/v1/tokens', {
        name: 'Cost tool',
        scopes: ['recommendations:write'],
      })
      text = body.token
      await world.api.delete(`/v1/tokens/${body.id}`)
    })
    expect(made).toMatchObject({
      action: 'token.created',
      target: { name: 'Cost tool' },
      after: { prefix: text.slice(0, 10), scopes: ['recommendations:write'] },
    })
    expect(gone).toMatchObject({ action: 'token.withdrawn', target: { name: 'Cost tool' } })
    expect(JSON.stringify(await entries())).not.toContain(text.slice(12))
  })

  test('is written with what is done: a refused request leaves no entry', async () => {
    const found = await recorded(async () => {
      expect((await world.api.post('/v1/tokens', { name: '', scopes: [] })).status).toBe(422)
      expect((await world.api.delete('/v1/tokens/018f0000-0000-7000-8000-000000000000')).status).toBe(404)
      const bob = await member(world)
      expect((await bob.post('/v1/projects', { key: 'x', name: 'X' })).status).toBe(403)
    })
    expect(found.map(({ action }) => action)).toEqual(['token.created'])
  })

  test('is found by what was done, by whom, to what and when', async () => {
    const { body } = await world.api.post('/v1/projects', { key: 'aws', name: 'AWS' })
    const [entry] = await entries('&action=project')
    expect(entry).toMatchObject({ action: 'project.saved', after: { key: 'aws', name: 'AWS' } })
    expect((await entries(`&target=${body.id}`)).map(({ id }) => id)).toEqual([entry?.id])
    expect(await entries('&actor=user:nobody')).toEqual([])
    expect((await entries(`&actor=${entry?.actor.id}`)).length).toBeGreaterThan(3)
    expect(await entries(`&until=${entry?.at}&action=project`)).toEqual([])
    const { body: wrong, status } = await world.api.get('/v1/audit?action=Robert%27)')
    expect([status, wrong.errors[0].field]).toEqual([400, 'action'])
  })

  test('is for administrators only', async () => {
    const bob = await member(world)
    for (const url of ['/v1/audit', '/v1/audit.jsonl']) expect((await bob.get(url)).status).toBe(403)
    expect((await bob.post('/v1/audit/verify')).status).toBe(403)
  })
})

describe('The record', () => {
  const forge = (statement: string) => sql.raw(statement).execute(world.hub.deps.store.plain)
  /** As somebody who has the database to themselves. */
  const withoutTrigger = async (statement: string) => {
    await forge('alter table audit_entries disable trigger user')
    await forge(statement)
    await forge('alter table audit_entries enable trigger user')
  }

  test('that nobody touched is whole, however many write at once', async () => {
    const names = Array.from({ length: 40 }, (_, place) => `p${place}`)
    await Promise.all(names.map((name) => world.api.post('/v1/projects', { key: name, name })))
    const found = await verify()
    expect(found).toMatchObject({ ok: true, breaks: [] })
    expect(found.entries).toBeGreaterThan(45)
    const all = await entries()
    expect(all.map(({ place }) => place)).toEqual(
      Array.from({ length: all.length }, (_, index) => found.entries - index),
    )
  })

  test('is changed by no statement of the hub', async () => {
    for (const statement of [
      `update audit_entries set actor_name = 'Eve'`,
      `update audit_entries set hash = repeat('0', 64)`,
      'update audit_entries set place = null, hash = null',
      'delete from audit_entries',
      'truncate audit_entries',
    ]) {
      await expect(forge(statement), statement).rejects.toThrow(/only ever added to/)
    }
    expect(await verify()).toMatchObject({ ok: true })
  })

  test.each([
    ['the name of who did it', `update audit_entries set actor_name = 'Eve' where place = 3`, 3],
    ['the time', `update audit_entries set at = at + interval '1 millisecond' where place = 5`, 5],
    [
      'one character of what it is now',
      `update audit_entries set after = jsonb_set(after, '{name}', '"BWS"') where action = 'project.saved' and after ->> 'name' = 'AWS'`,
      undefined,
    ],
    ['its hash', `update audit_entries set hash = repeat('0', 64) where place = 2`, 2],
    ['an entry that is gone', 'delete from audit_entries where place = 4', 5],
  ])('tells of %s', async (_, statement, place) => {
    await forge('create table kept as select * from audit_entries')
    await withoutTrigger(statement)
    const found = await verify()
    expect(found.ok).toBe(false)
    if (place !== undefined) expect(found.breaks[0].place).toBe(place)
    await withoutTrigger(
      'delete from audit_entries; insert into audit_entries select * from kept; drop table kept',
    )
    expect(await verify()).toMatchObject({ ok: true })
  })

  test('tells when its newest entries are gone, and when its end was made up', async () => {
    await forge(
      'create table kept as select * from audit_entries; create table kept_end as select * from audit_chains',
    )
    await withoutTrigger('delete from audit_entries where place > (select max(place) - 2 from audit_entries)')
    expect((await verify()).breaks).toEqual([
      { place: expect.any(Number), id: null, what: expect.stringMatching(/are gone/) },
    ])
    // With the end moved as well, only the seal tells: its key is not in the database in the open.
    await forge(
      'update audit_chains c set place = e.place, hash = e.hash from (select place, hash from audit_entries order by place desc limit 1) e',
    )
    expect((await verify()).breaks).toEqual([
      { place: expect.any(Number), id: null, what: expect.stringMatching(/not made by this hub/) },
    ])
    await withoutTrigger('delete from audit_entries; insert into audit_entries select * from kept')
    await forge(
      'delete from audit_chains; insert into audit_chains select * from kept_end; drop table kept, kept_end',
    )
    expect(await verify()).toMatchObject({ ok: true })
  })

  test('is exported as JSON lines, one entry a line, oldest first, and the export is recorded too', async () => {
    const answer = await fetch(`${world.hub.url}/v1/audit.jsonl`, {
      headers: { authorization: `Bearer ${adminToken}` },
    })
    expect(answer.headers.get('content-disposition')).toMatch(/attachment; filename="audit.jsonl"/)
    const lines = (await answer.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ place }) => place)).toEqual(lines.map((_, index) => index + 1))
    expect(lines.at(-1)).toMatchObject({ action: 'audit.exported' })
    expect(lines[1].previous).toBe(lines[0].hash)
  })

  test('in an export is verified by a command, which finds one changed byte', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'crosstie-audit-'))
    const file = path.join(folder, 'audit.jsonl')
    const { body: text } = await world.api.get('/v1/audit.jsonl')
    await writeFile(file, text)
    const whole = await crosstie(['audit', 'verify', file], {})
    expect(whole).toEqual({ code: 0, said: expect.stringMatching(/entries, none changed\./) })
    const at = Math.floor(text.length / 2)
    for (const byte of [text.indexOf('CROSSTIE_ADMIN_TOKEN'), at, text.length - 10]) {
      await writeFile(file, `${text.slice(0, byte)}${text[byte] === '7' ? '8' : '7'}${text.slice(byte + 1)}`)
      const { code, said } = await crosstie(['audit', 'verify', file], {})
      expect([byte, code, said]).toEqual([
        byte,
        1,
        expect.stringMatching(/not what they were:\n {2}entry \d+/),
      ])
    }
    for (const other of ['{"status":404}', 'null', '[]', 'no JSON']) {
      await writeFile(file, `${other}\n`)
      const { code, said } = await crosstie(['audit', 'verify', file], {})
      expect([other, code, said]).toEqual([
        other,
        1,
        expect.stringContaining('This line is no entry of a record.'),
      ])
      expect(said).not.toContain('undefined')
    }
    await rm(folder, { recursive: true })
  })
})

test('A person’s own doings stand under their name', async () => {
  const signed = await world
    .as(undefined)
    .post('/auth/sign-in/email', { email: admin.email, password: admin.password })
  const cookie = signed.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const [entry] = await recorded(() =>
    world
      .as(undefined)
      .call('POST', '/v1/projects', { body: { key: 'by-hand', name: 'By hand' }, headers: { cookie } }),
  )
  expect(entry).toMatchObject({
    actor: { id: expect.stringMatching(/^user:/), name: 'Administrator' },
    action: 'project.saved',
  })
})
