import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { everything } from '../setup/database.ts'
import { startMailServer, type MailServer } from '../setup/mail-server.ts'
import { joined, owner, password, visit, type Visitor } from '../setup/person.ts'
import { codeOf } from '../setup/totp.ts'
import { admin, startWorld, type World } from '../setup/world.ts'

let world: World
let ada: Visitor
let bob: Visitor
let secret: string
let backupCodes: string[]

const email = 'bob@example.com'
const account = '/auth/account/two-factor'

beforeAll(async () => {
  world = await startWorld()
  ada = await owner(world, admin)
  bob = await joined(world, { email, name: 'Bob' })
})
afterAll(() => world?.close())

// A code is good for half a minute, and each test needs one that was not used.
beforeEach(async () => {
  await world.database.deleteFrom('spentCodes').execute()
})

const audited = async (action: string) => (await ada.get(`/v1/audit?action=${action}`)).body.items
const idOf = async (address: string) =>
  (await ada.get(`/v1/members?q=${encodeURIComponent(address)}`)).body.items[0]?.id

async function begunSignIn(): Promise<Visitor> {
  const browser = visit(world)
  const { status, body } = await browser.signIn(email, password)
  expect([status, body]).toEqual([200, { twoFactorNeeded: true }])
  expect((await browser.get('/v1/me')).status).toBe(401)
  expect((await browser.get('/auth/account')).status).toBe(401)
  return browser
}
const enter = (browser: Visitor, body: object) => browser.post('/auth/sign-in/two-factor', body)

test('It is begun with the password, and is on once a code proves that the app has it', async () => {
  const wrong = await bob.post(account, { password: 'not the password' })
  expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'password'])
  const { status, body } = await bob.post(account, { password })
  expect(status).toBe(200)
  expect(body.uri).toMatch(/^otpauth:\/\/totp\/Crosstie:bob/)
  expect(body.backupCodes).toHaveLength(10)
  secret = body.secret
  backupCodes = body.backupCodes
  expect((await visit(world).signIn(email, password)).body).toEqual({ twoFactorNeeded: false })
  const mistyped = await bob.post(`${account}/confirm`, { code: codeOf(secret, 50) })
  expect([mistyped.status, mistyped.body.errors[0].field]).toEqual([422, 'code'])
  expect((await bob.post(`${account}/confirm`, { code: codeOf(secret) })).status).toBe(204)
  expect((await bob.get('/auth/account')).body.twoFactor).toBe(true)
  expect((await ada.get('/v1/members?q=bob')).body.items[0].twoFactor).toBe(true)
  expect((await bob.post(account, { password })).status).toBe(409)
  expect(JSON.stringify((await audited('two-factor.enabled'))[0])).toContain(email)
})

test('Neither the secret nor a backup code stands in the database in the clear, nor in any later answer', async () => {
  const rows = JSON.stringify([
    await everything(world),
    (await bob.get('/auth/account')).body,
    (await ada.get('/v1/members')).body,
    await audited(''),
  ])
  for (const one of [secret, ...backupCodes]) expect(rows).not.toContain(one)
})

test('Signing in asks for the code, and takes the same one only once', async () => {
  const code = codeOf(secret)
  const first = await begunSignIn()
  const entered = await enter(first, { code })
  expect([entered.status, entered.body]).toEqual([200, { twoFactorNeeded: false }])
  expect((await first.get('/v1/me')).body.user.email).toBe(email)
  expect((await audited('session.signed-in'))[0]).toMatchObject({ after: { by: 'two-factor' } })
  const second = await begunSignIn()
  const again = await enter(second, { code })
  expect([again.status, again.body.detail]).toEqual([401, expect.stringMatching(/used already/)])
  expect((await second.get('/v1/me')).status).toBe(401)
  const both = await Promise.all([begunSignIn(), begunSignIn()])
  const next = codeOf(secret, 1)
  const answers = await Promise.all(both.map((browser) => enter(browser, { code: next })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('A code that confirmed the app is not taken for signing in', async () => {
  const carl = await joined(world, { email: 'carl@example.com' })
  const { body } = await carl.post(account, { password })
  const code = codeOf(body.secret)
  expect((await carl.post(`${account}/confirm`, { code })).status).toBe(204)
  const browser = visit(world)
  await browser.signIn('carl@example.com', password)
  expect((await enter(browser, { code })).status).toBe(401)
})

test('A backup code works once', async () => {
  const [backupCode] = backupCodes
  expect((await enter(await begunSignIn(), { backupCode })).status).toBe(200)
  const again = await enter(await begunSignIn(), { backupCode })
  expect([again.status, again.body.detail]).toEqual([401, expect.stringMatching(/used already/)])
  const fresh = await bob.post(`${account}/backup-codes`, { password })
  expect(fresh.body.backupCodes).toHaveLength(10)
  expect((await enter(await begunSignIn(), { backupCode: backupCodes[1] })).status).toBe(401)
  expect((await enter(await begunSignIn(), { backupCode: fresh.body.backupCodes[0] })).status).toBe(200)
})

test('After a few wrong codes the sign-in has to begin anew, and after ten in a row the account waits', async () => {
  const wrong = { code: codeOf(secret, 99) }
  const browser = await begunSignIn()
  const words = []
  for (let count = 0; count < 6; count += 1) words.push((await enter(browser, wrong)).body.detail)
  expect(words.slice(0, 5).every((one) => /used already/.test(one))).toBe(true)
  expect(words[5]).toMatch(/Begin again with your password/)
  expect((await enter(browser, { code: codeOf(secret) })).status).toBe(401)
  const another = await begunSignIn()
  for (let count = 0; count < 5; count += 1) await enter(another, wrong)
  const locked = await enter(await begunSignIn(), { code: codeOf(secret) })
  expect([locked.status, locked.headers.get('retry-after')]).toEqual([429, '900'])
  expect((await audited('session.refused'))[0]).toMatchObject({ after: { wrong: 'two-factor code' } })
  await world.hub.deps.store.pool.query(`update "twoFactor" set "lockedUntil" = now() - interval '1 second'`)
  expect((await enter(await begunSignIn(), { code: codeOf(secret) })).status).toBe(200)
})

test('A code without a sign-in that waits for it is good for nothing', async () => {
  const { status, body } = await enter(visit(world), { code: codeOf(secret) })
  expect([status, body.detail]).toEqual([401, expect.stringMatching(/Begin again/)])
  const malformed = await enter(visit(world), { code: '12345' })
  expect(malformed.status).toBe(422)
})

test('Where the workspace asks for it, a member without it can do nothing but set it up; a new session is not needed', async () => {
  const dora = await joined(world, { email: 'dora@example.com' })
  expect((await dora.patch('/v1/workspace', { twoFactorRequired: true })).status).toBe(403)
  expect((await ada.patch('/v1/workspace', { twoFactorRequired: true })).body.twoFactorRequired).toBe(true)
  for (const [method, path] of [
    ['GET', '/v1/tickets'],
    ['POST', '/v1/tickets'],
    ['GET', '/v1/live'],
    ['GET', '/v1/connections'],
  ] as const) {
    const { status, body } = await dora.call(method, path, {})
    expect([path, status, body.detail]).toEqual([path, 403, expect.stringMatching(/asks for two-factor/)])
  }
  expect((await dora.get('/v1/me')).body).toMatchObject({ needsTwoFactor: true, rights: [] })
  expect((await ada.get('/v1/members')).status).toBe(403)
  expect((await bob.get('/v1/me')).body.needsTwoFactor).toBe(false)
  // A program has no second factor: its token is made by somebody who has.
  expect((await world.api.get('/v1/tickets')).status).toBe(200)
  const { body } = await dora.post(account, { password })
  expect((await dora.post(`${account}/confirm`, { code: codeOf(body.secret) })).status).toBe(204)
  expect((await dora.get('/v1/tickets')).status).toBe(200)
  const own = await ada.post(account, { password: admin.password })
  await ada.post(`${account}/confirm`, { code: codeOf(own.body.secret) })
  expect((await ada.patch('/v1/workspace', { twoFactorRequired: false })).status).toBe(200)
  expect((await audited('workspace.changed'))[0]).toMatchObject({
    before: { twoFactorRequired: true },
    after: { twoFactorRequired: false },
  })
})

test('It is switched off with the password', async () => {
  expect((await bob.post(`${account}/disable`, { password: 'not the password' })).status).toBe(422)
  expect((await bob.post(`${account}/disable`, { password })).status).toBe(204)
  expect((await bob.post(`${account}/disable`, { password })).status).toBe(409)
  expect((await visit(world).signIn(email, password)).body).toEqual({ twoFactorNeeded: false })
  expect(JSON.stringify((await audited('two-factor.disabled'))[0])).toContain(email)
})

test('An administrator resets it where the device is lost: signed out everywhere, told by mail, kept in the record', async () => {
  const server: MailServer = await startMailServer()
  const posted = await startWorld({ smtpUrl: server.url })
  const own = await owner(posted, admin)
  const begun = await own.post(account, { password: admin.password })
  await own.post(`${account}/confirm`, { code: codeOf(begun.body.secret) })
  const { body: list } = await own.get('/v1/members')
  const { id } = list.items[0]
  const byProgram = await posted.api.post(`/v1/members/${id}/reset-two-factor`)
  expect([byProgram.status, byProgram.body.detail]).toEqual([403, expect.stringMatching(/Only an owner/)])
  expect((await own.post(`/v1/members/${id}/reset-two-factor`)).status).toBe(204)
  expect((await own.get('/v1/me')).status).toBe(401)
  await posted.drain()
  expect(server.mails.map((mail) => [mail.recipients, mail.headers.get('subject')])).toEqual([
    [[admin.email], 'Your two-factor for Crosstie was switched off'],
  ])
  expect((await own.signIn(admin.email, admin.password)).body).toEqual({ twoFactorNeeded: false })
  expect((await own.post(`/v1/members/${id}/reset-two-factor`)).status).toBe(409)
  const { body } = await own.get('/v1/audit?action=member.two-factor-reset')
  expect(body.items).toHaveLength(1)
  await posted.close()
  await server.stop()
})

test('Nobody’s two-factor is reset by an administrator of only one of their workspaces', async () => {
  const eve = await joined(world, { email: 'eve@example.com' })
  const { body } = await eve.post(account, { password })
  await eve.post(`${account}/confirm`, { code: codeOf(body.secret) })
  const second = await ada.post('/v1/workspaces', { name: 'Second' })
  const { body: sent } = await ada
    .in(second.body.id)
    .post('/v1/invitations', { email: 'eve@example.com', role: 'agent' })
  await eve.post(`/auth/invitations/${sent.link.split('/').at(-1)}/accept`, {})
  const refused = await ada.post(`/v1/members/${await idOf('eve@example.com')}/reset-two-factor`)
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    expect.stringContaining('crosstie people reset-two-factor eve@example.com'),
  ])
  expect((await eve.get('/auth/account')).body.twoFactor).toBe(true)
})
