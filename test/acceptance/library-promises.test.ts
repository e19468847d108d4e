// What the hub leaves to its libraries and counts on, so that another version of one that does otherwise is noticed.
import { scryptSync } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { joined, password, visit, type Visitor } from '../setup/person.ts'
import { codeOf } from '../setup/totp.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let bob: Visitor

const email = 'bob@example.com'

beforeAll(async () => {
  world = await startWorld()
  bob = await joined(world, { email, name: 'Bob' })
})
afterAll(() => world?.close())

const rowsOf = async (statement: string) => (await world.hub.deps.store.pool.query(statement)).rows
const tokenOf = (browser: Visitor) => browser.cookies.get('crosstie.session_token') ?? ''

test('A password is kept as a salted scrypt hash, another one each time', async () => {
  await joined(world, { email: 'eve@example.com' })
  const rows = await rowsOf(`select password from account where "providerId" = 'credential'`)
  const hashes = rows.map((row) => String(row['password']))
  expect(new Set(hashes).size).toBe(hashes.length)
  const ofPassword = hashes.filter((hash) => {
    const [salt = '', key] = hash.split(':')
    expect(salt).toMatch(/^[\da-f]{32}$/u)
    const cost = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 }
    return scryptSync(password.normalize('NFKC'), salt, 64, cost).toString('hex') === key
  })
  expect(ofPassword).toHaveLength(2)
})

test('Each sign-in gets a session of its own, which nobody can guess', async () => {
  const [one, other] = [visit(world), visit(world)]
  for (const browser of [one, other]) expect((await browser.signIn(email, password)).status).toBe(200)
  const tokens = [bob, one, other].map(tokenOf)
  expect(new Set(tokens).size).toBe(3)
  // 32 signs out of 62: 190 bits; then the hub’s signature.
  for (const token of tokens) expect(decodeURIComponent(token)).toMatch(/^[A-Za-z0-9]{32}\.[\w+/]{43}=$/u)
})

test('A session token without the hub’s signature, or with another one, is worth nothing', async () => {
  const [token = ''] = decodeURIComponent(tokenOf(bob)).split('.')
  for (const value of [token, `${token}.`, `${token}.${'A'.repeat(43)}=`]) {
    const cookies = new Map([['crosstie.session_token', encodeURIComponent(value)]])
    const { status } = await bob.call('GET', '/v1/me', {
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    })
    expect([value.length, status]).toEqual([value.length, 401])
  }
})

test('Backup codes have ten random signs each; the secret of the app 160 bits or more', async () => {
  const { body } = await bob.post('/auth/account/two-factor', { password })
  expect(new Set(body.backupCodes).size).toBe(10)
  for (const code of body.backupCodes) expect(code).toMatch(/^[A-Za-z0-9]{5}-[A-Za-z0-9]{5}$/u)
  expect(String(body.secret).length * 5).toBeGreaterThanOrEqual(160)
  expect((await bob.post('/auth/account/two-factor/confirm', { code: codeOf(body.secret) })).status).toBe(204)
})

test('A code of the app is refused a minute and a half before and after its time', async () => {
  const { body } = await (
    await joined(world, { email: 'ivy@example.com' })
  ).post('/auth/account/two-factor', { password })
  const ivy = visit(world)
  expect((await ivy.signIn('ivy@example.com', password)).status).toBe(200)
  for (const steps of [-3, 3]) {
    const { status } = await ivy.post('/auth/account/two-factor/confirm', {
      code: codeOf(body.secret, steps),
    })
    expect([steps, status]).toEqual([steps, 422])
  }
})

test('Whoever resets the password is still asked for the code', async () => {
  await joined(world, { email: 'max@example.com' })
  // The first reset proves that the mailbox is theirs; what is set up from then on stays.
  await reset('max@example.com', 'another-lamp-violin')
  const max = visit(world)
  await max.signIn('max@example.com', 'another-lamp-violin')
  const { body } = await max.post('/auth/account/two-factor', { password: 'another-lamp-violin' })
  await max.post('/auth/account/two-factor/confirm', { code: codeOf(body.secret) })
  await reset('max@example.com', 'a-third-lamp-violin')
  const browser = visit(world)
  const signedIn = await browser.signIn('max@example.com', 'a-third-lamp-violin')
  expect(signedIn.body).toEqual({ twoFactorNeeded: true })
  expect((await browser.get('/v1/me')).status).toBe(401)
})

/** By the link that is mailed; it signs nobody in. */
async function reset(whose: string, to: string): Promise<void> {
  const [person] = await rowsOf(`select id from "user" where email = '${whose}'`)
  const token = await world.hub.deps.accounts.passwordReset(String(person?.['id']))
  const browser = visit(world)
  const { status } = await browser.post('/auth/reset-password', { token, password: to })
  expect([status, browser.cookies.size]).toEqual([204, 0])
}

test.each([
  ['/v1/me', 'application/json; charset=utf-8'],
  ['/v1/nothing', 'application/problem+json; charset=utf-8'],
  ['/docs/', 'text/html; charset=utf-8'],
  ['/api/xml/Tickets', 'application/xml; charset=utf-8'],
])('What %s answers is called %s', async (path, type) => {
  expect((await world.api.get(path)).headers.get('content-type')).toBe(type)
})

test('A text with lines in it makes no line of the log', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const forged = 'x\n{"level":50,"msg":"forged"}\r\u2028\u001b[31m'
  log.info({ title: forged, err: new Error(forged) }, forged)
  expect(lines.join('').trimEnd().split('\n')).toHaveLength(1)
  expect(JSON.parse(lines.join(''))).toMatchObject({ level: 30, title: forged, msg: forged })
})

test('TRACE repeats nothing', async () => {
  const { hostname, port } = new URL(world.hub.url)
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; text: string }>()
  const headers = { authorization: 'Bearer of-nobody' }
  const asked = request({ hostname, port, method: 'TRACE', path: '/v1/me', headers }, (answer) => {
    let text = ''
    answer.on('data', (part: Buffer) => (text += part.toString()))
    answer.on('end', () => resolve({ status: answer.statusCode, text }))
  })
  asked.on('error', reject).end()
  const { status, text } = await promise
  expect(status).toBeGreaterThanOrEqual(400)
  expect(text).not.toContain('of-nobody')
})
