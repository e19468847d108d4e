import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startHub, type Hub } from '../../src/main.ts'
import { everything } from '../setup/database.ts'
import { startMailServer, type MailServer } from '../setup/mail-server.ts'
import { joined, owner, password, visit, visitAt, type Visitor } from '../setup/person.ts'
import { codeOf } from '../setup/totp.ts'
import { admin, keptOpen, settings, startWorld, type World } from '../setup/world.ts'

let world: World
let second: Hub
let server: MailServer
let ada: Visitor

beforeAll(async () => {
  server = await startMailServer()
  world = await startWorld({ smtpUrl: server.url })
  const store = keptOpen({ ...world.hub.deps.store, db: world.database })
  const own = settings(world.jira, { smtpUrl: server.url })
  second = await startHub({ ...own, store, ctx: world.clock.context, work: false })
  ada = await owner(world, admin)
})
afterAll(async () => {
  await second?.close()
  await world?.close()
  await server?.stop()
})
beforeEach(() => {
  server.mails.length = 0
})

/** Somebody who has come by an invitation that was mailed. */
async function member(email: string): Promise<Visitor> {
  // What an earlier test has left to be sent.
  await world.drain()
  server.mails.length = 0
  await ada.post('/v1/invitations', { email, role: 'agent' })
  await world.drain()
  expect(server.mails.map(({ recipients }) => recipients)).toEqual([[email]])
  const secret = /\/invitation\/([\w-]+)/u.exec(server.mails[0]?.text ?? '')?.[1]
  const browser = visit(world)
  const { status } = await browser.post(`/auth/invitations/${secret}/accept`, { name: email, password })
  expect(status).toBe(200)
  server.mails.length = 0
  return browser
}

const wrong = 'a wrong password entirely'
const minutes = (count: number) => world.clock.advance(count * 60_000)
const audited = async (action: string) => (await ada.get(`/v1/audit?action=${action}`)).body.items

async function fail(email: string, times: number, browser = visit(world)) {
  const statuses = []
  for (let count = 0; count < times; count += 1) statuses.push((await browser.signIn(email, wrong)).status)
  return statuses
}

test('After five wrong passwords in a row nothing is tried for a while, not even the right one; then the waits grow', async () => {
  await member('five@example.com')
  expect(await fail('five@example.com', 5)).toEqual([401, 401, 401, 401, 401])
  const right = await visit(world).signIn('five@example.com', password)
  const wrongOne = await visit(world).signIn('five@example.com', wrong)
  expect([right.status, wrongOne.status]).toEqual([429, 429])
  expect(right.body.detail.replaceAll(/\d+/gu, 'n')).toBe(wrongOne.body.detail.replaceAll(/\d+/gu, 'n'))
  expect(Number(right.headers.get('retry-after'))).toBe(30)
  const waits = []
  for (let count = 0; count < 6; count += 1) {
    const seconds = Number((await visit(world).signIn('five@example.com', wrong)).headers.get('retry-after'))
    waits.push(seconds)
    await world.clock.advance(seconds * 1_000)
    expect(await fail('five@example.com', 1)).toEqual([401])
  }
  expect(waits).toEqual([30, 60, 120, 240, 480, 900])
  await minutes(15)
  expect((await visit(world).signIn('five@example.com', password)).status).toBe(200)
  expect(await fail('five@example.com', 4)).toEqual([401, 401, 401, 401])
  expect((await visit(world).signIn('five@example.com', password)).status).toBe(200)
})

test('Two hubs count together, a restart forgets nothing, and an address that has no account is treated the same', async () => {
  await member('both@example.com')
  for (const email of ['both@example.com', 'nobody@example.com']) {
    await fail(email, 3)
    expect(await fail(email, 2, visitAt(second.url))).toEqual([401, 401])
    expect((await visit(world).signIn(email.toUpperCase(), password)).status).toBe(429)
    expect((await visitAt(second.url).signIn(email, password)).status).toBe(429)
  }
  await world.restart()
  // It listens at another port now.
  ada = visitAt(world.hub.url, { cookies: ada.cookies })
  const known = await visit(world).signIn('both@example.com', password)
  const unknown = await visit(world).signIn('nobody@example.com', password)
  expect([known.status, unknown.status]).toEqual([429, 429])
  expect(known.body.title).toBe(unknown.body.title)
  await minutes(20)
  const [one, other] = [
    await visit(world).signIn('both@example.com', wrong),
    await visit(world).signIn('nobody@example.com', wrong),
  ]
  expect([one.status, one.body]).toEqual([other.status, other.body])
})

test('Many at the same time get no more tries than one after the other', async () => {
  await member('burst@example.com')
  const all = await Promise.all(
    Array.from({ length: 12 }, () => visit(world).signIn('burst@example.com', wrong)),
  )
  expect(all.filter(({ status }) => status === 401)).toHaveLength(5)
  expect(all.filter(({ status }) => status === 429)).toHaveLength(7)
  await minutes(60)
})

test('Whoever tries many accounts from one address waits, too', async () => {
  const statuses = []
  for (let count = 0; count < 55; count += 1) {
    statuses.push((await visit(world).signIn(`guess-${count}@example.com`, wrong)).status)
  }
  expect(statuses.slice(0, 40).every((status) => status === 401)).toBe(true)
  expect(statuses.at(-1)).toBe(429)
  await minutes(120)
  expect((await visit(world).signIn(admin.email, admin.password)).status).toBe(200)
})

test('Sign-ins that succeed and that are refused stand in the record, with the address', async () => {
  const browser = await member('seen@example.com')
  await fail('seen@example.com', 1, browser)
  await browser.signIn('seen@example.com', password)
  await expect
    .poll(async () => JSON.stringify(await audited('session.refused')))
    .toContain('seen@example.com')
  const [entry] = await audited('session.signed-in')
  expect(JSON.stringify(entry)).toContain('seen@example.com')
  expect(JSON.stringify(entry)).toContain('127.0.0.1')
  const refused = (await audited('session.refused'))[0]
  expect(refused).toMatchObject({ after: { wrong: 'password' } })
  const rows = JSON.stringify(await everything(world))
  for (const secret of [wrong, password, admin.password]) expect(rows).not.toContain(secret)
})

test('A password is changed with the current one; every other session ends, a mail and the record say so', async () => {
  const browser = await member('change@example.com')
  const elsewhere = visit(world)
  await elsewhere.signIn('change@example.com', password)
  const change = (currentPassword: string, newPassword: string) =>
    browser.post('/auth/account/password', { currentPassword, newPassword })
  const next = 'seven green marbles roll'
  const bad = await change(wrong, next)
  expect([bad.status, bad.body.errors[0].field]).toEqual([422, 'currentPassword'])
  for (const [weak, message] of [
    ['short', /at least 8/],
    ['x'.repeat(129), /at most 128/],
    ['password1', /harder to guess/],
    ['change@example.com', /not made of/],
  ] as const) {
    const { status, body } = await change(password, weak)
    expect([status, body.errors]).toEqual([
      422,
      [{ field: 'newPassword', message: expect.stringMatching(message) }],
    ])
  }
  expect((await elsewhere.get('/v1/me')).status).toBe(200)
  expect((await change(password, next)).status).toBe(204)
  expect((await elsewhere.get('/v1/me')).status).toBe(401)
  expect((await browser.get('/v1/me')).status).toBe(200)
  await world.drain()
  expect(server.mails.map((mail) => [mail.recipients, mail.headers.get('subject')])).toEqual([
    [['change@example.com'], 'Your password for Crosstie was changed'],
  ])
  expect((await visit(world).signIn('change@example.com', password)).status).toBe(401)
  expect((await visit(world).signIn('change@example.com', next)).status).toBe(200)
  expect(JSON.stringify((await audited('password.changed'))[0])).toContain('change@example.com')
})

const askFor = (email: string) => visit(world).post('/auth/request-password-reset', { email })
const tokenIn = (text: string) => /\/reset-password\/([\w.-]+)/u.exec(text)?.[1] ?? ''

test('A forgotten password is reset by a link that works once; all sessions end, a mail and the record say so', async () => {
  const browser = await member('forgot@example.com')
  const known = await askFor('forgot@example.com')
  const unknown = await askFor('who@example.com')
  expect([known.status, known.body]).toEqual([202, unknown.body])
  await world.drain()
  expect(server.mails.map(({ recipients }) => recipients)).toEqual([['forgot@example.com']])
  const token = tokenIn(server.mails[0]?.text ?? '')
  expect(token).toMatch(/^mail\.[\w-]{43}$/)
  expect(JSON.stringify(await everything(world))).not.toContain(token)
  const reset = (next: string, with_ = token) =>
    visit(world).post('/auth/reset-password', { token: with_, password: next })
  expect((await reset('password')).body.errors[0]).toMatchObject({ field: 'password' })
  await fail('forgot@example.com', 5)
  const next = 'seven green marbles roll'
  expect((await reset(next)).status).toBe(204)
  expect((await browser.get('/v1/me')).status).toBe(401)
  const again = await reset('another eleven good words')
  expect([again.status, again.body.errors[0].field]).toEqual([422, 'token'])
  expect((await reset(next, 'made.up')).body.detail).toBe(again.body.detail)
  expect((await visit(world).signIn('forgot@example.com', next)).status).toBe(200)
  await world.drain()
  expect(server.mails.at(-1)?.headers.get('subject')).toBe('Your password for Crosstie was changed')
  expect(JSON.stringify((await audited('password.reset'))[0])).toContain('forgot@example.com')
})

test('Whoever resets a password by mail gets rid of what another has set up under an address that was never proven', async () => {
  const squatter = await member('squat@example.com')
  const { pool } = world.hub.deps.store
  await pool.query(`update "user" set "emailVerified" = false where email = 'squat@example.com'`)
  const { body } = await squatter.post('/auth/account/two-factor', { password })
  await squatter.post('/auth/account/two-factor/confirm', { code: codeOf(body.secret) })
  await askFor('squat@example.com')
  await world.drain()
  const token = tokenIn(server.mails[0]?.text ?? '')
  const next = 'seven green marbles roll'
  expect((await visit(world).post('/auth/reset-password', { token, password: next })).status).toBe(204)
  expect((await squatter.get('/v1/me')).status).toBe(401)
  expect((await visit(world).signIn('squat@example.com', next)).body).toEqual({ twoFactorNeeded: false })
})

test('A reset link ends after an hour, and nobody’s mailbox is filled with them', async () => {
  await member('hour@example.com')
  await askFor('hour@example.com')
  await world.drain()
  const token = tokenIn(server.mails[0]?.text ?? '')
  const { pool } = world.hub.deps.store
  await pool.query(`update verification set "expiresAt" = "expiresAt" - interval '61 minutes'`)
  const late = await visit(world).post('/auth/reset-password', {
    token,
    password: 'seven green marbles roll',
  })
  expect([late.status, late.body.errors[0].field]).toEqual([422, 'token'])
  for (let count = 0; count < 10; count += 1) expect((await askFor('hour@example.com')).status).toBe(202)
  await world.drain()
  expect(server.mails).toHaveLength(3)
})

test('Sessions are listed without their secrets; one is ended, then all, at every hub at once', async () => {
  const browser = await member('many@example.com')
  const other = visit(world)
  await other.signIn('many@example.com', password)
  const atSecond = visitAt(second.url, { cookies: other.cookies })
  const { body } = await browser.get('/auth/account/sessions')
  expect(body.items).toHaveLength(2)
  expect(body.items.map(({ current }: { current: boolean }) => current).toSorted()).toEqual([false, true])
  expect(body.items[0]).toMatchObject({ device: 'Firefox on Linux', address: '127.0.0.1' })
  for (const value of browser.cookies.values()) {
    expect(JSON.stringify(body)).not.toContain(value.split('.')[0])
  }
  expect((await atSecond.get('/v1/me')).status).toBe(200)
  const theirs = body.items.find(({ current }: { current: boolean }) => !current)
  expect((await ada.delete(`/auth/account/sessions/${theirs.id}`)).status).toBe(404)
  expect((await browser.delete(`/auth/account/sessions/${theirs.id}`)).status).toBe(204)
  expect((await other.get('/v1/me')).status).toBe(401)
  expect((await atSecond.get('/v1/me')).status).toBe(401)
  await other.signIn('many@example.com', password)
  expect((await browser.delete('/auth/account/sessions')).status).toBe(204)
  for (const one of [browser, other, visitAt(second.url, { cookies: other.cookies })]) {
    expect((await one.get('/v1/me')).status).toBe(401)
  }
  expect(JSON.stringify((await audited('session.ended-everywhere'))[0])).toContain('many@example.com')
})

test('A session ends after a day without use, and after seven days whatever is done', async () => {
  const browser = await member('life@example.com')
  const { pool } = world.hub.deps.store
  const age = (column: string, by: string) =>
    pool.query(`update "session" set "${column}" = "${column}" - interval '${by}'
      where "userId" = (select id from "user" where email = 'life@example.com')`)
  await age('updatedAt', '23 hours')
  expect((await browser.get('/v1/me')).status).toBe(200)
  // It was used just now.
  await age('updatedAt', '23 hours')
  expect((await browser.get('/v1/me')).status).toBe(200)
  await age('updatedAt', '25 hours')
  expect((await browser.get('/v1/me')).status).toBe(401)
  await browser.signIn('life@example.com', password)
  await age('expiresAt', '6 days 23 hours')
  expect((await browser.get('/v1/me')).status).toBe(200)
  await age('expiresAt', '2 hours')
  expect((await browser.get('/v1/me')).status).toBe(401)
})

test('Pages of another origin sign nobody in, and change no account', async () => {
  const browser = await member('origin@example.com')
  const headers = { origin: 'https://evil.example.com' }
  for (const [path, body] of [
    ['/auth/sign-in/email', { email: 'origin@example.com', password }],
    ['/auth/request-password-reset', { email: 'origin@example.com' }],
    ['/auth/account/password', { currentPassword: password, newPassword: 'seven green marbles roll' }],
  ] as const) {
    expect([path, (await browser.post(path, body, headers)).status]).toEqual([
      path,
      expect.toBeOneOf([401, 403]),
    ])
  }
  expect((await browser.get('/v1/me')).status).toBe(200)
})

test('A hub without a mail server says so, and what to do instead', async () => {
  const plain = await startWorld()
  const browser = visit(plain)
  expect((await browser.get('/auth/options')).body).toEqual({ oidc: null, mail: false })
  const { status, body } = await browser.post('/auth/request-password-reset', { email: admin.email })
  expect([status, body.detail]).toEqual([409, expect.stringMatching(/crosstie people reset-password/)])
  await joined(plain, { email: 'plain@example.com' })
  await plain.close()
})
