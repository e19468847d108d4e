import { afterAll, beforeAll, expect, test } from 'vitest'
import { crosstie } from '../setup/crosstie-command.ts'
import { hubProcess, type HubProcess } from '../setup/hub-process.ts'
import { password, visitAt } from '../setup/person.ts'
import { newDatabase } from '../setup/store.ts'
import { codeOf } from '../setup/totp.ts'
import { admin } from '../setup/world.ts'

let hub: HubProcess
let env: Record<string, string>

beforeAll(async () => {
  env = {
    DATABASE_URL: await newDatabase(),
    CROSSTIE_SECRET_KEY: 'a secret key for the people test only, 32',
  }
  hub = await hubProcess({
    ...env,
    CROSSTIE_ADMIN_EMAIL: admin.email,
    CROSSTIE_ADMIN_PASSWORD: admin.password,
  })
  await hub.start()
  env['CROSSTIE_PUBLIC_URL'] = hub.url
})
afterAll(() => hub?.stop())

const people = (...args: string[]) => crosstie(['people', ...args], env)
const tokenIn = (said: string) => /\/reset-password\/([\w.-]+)/u.exec(said)?.[1] ?? ''
const setPassword = (token: string) => visitAt(hub.url).post('/auth/reset-password', { token, password })

test('A locked-out owner gets a link for a new password and loses the two-factor that is in the way', async () => {
  const ada = visitAt(hub.url)
  await ada.signIn(admin.email, admin.password)
  const { body } = await ada.post('/auth/account/two-factor', { password: admin.password })
  await ada.post('/auth/account/two-factor/confirm', { code: codeOf(body.secret) })
  const off = await people('reset-two-factor', admin.email)
  expect(off).toMatchObject({ code: 0, said: expect.stringContaining('signed out everywhere') })
  expect((await ada.get('/v1/me')).status).toBe(401)
  const { code, said } = await people('reset-password', admin.email.toUpperCase())
  expect(code).toBe(0)
  expect(said).toContain(`${hub.url}/reset-password/`)
  expect((await setPassword(tokenIn(said))).status).toBe(204)
  expect((await setPassword(tokenIn(said))).status).toBe(422)
  expect((await ada.signIn(admin.email, password)).body).toEqual({ twoFactorNeeded: false })
  const audit = JSON.stringify((await ada.get('/v1/audit')).body)
  for (const action of ['password.reset-link-made', 'member.two-factor-reset', 'password.reset']) {
    expect(audit).toContain(action)
  }
  expect(audit).toContain('Command line')
})

test('A new owner is made where nobody is left, and listed', async () => {
  const { code, said } = await people('add-owner', 'Grace@example.com')
  expect([code, said]).toEqual([0, expect.stringMatching(/grace@example\.com is an owner of My workspace/)])
  expect((await setPassword(tokenIn(said))).status).toBe(204)
  const grace = visitAt(hub.url)
  await grace.signIn('grace@example.com', password)
  expect((await grace.get('/v1/me')).body.role).toBe('owner')
  const list = await people('list')
  expect(list.said).toMatch(/grace@example\.com {2}Grace {2}no two-factor {2}My workspace \(owner\)/)
  expect(list.said).toContain('2 people.')
})

test('What cannot be is said in words', async () => {
  for (const [args, words] of [
    [[], /crosstie people list/],
    [['reset-password'], /crosstie people reset-password/],
    [['reset-password', 'nobody@example.com'], /no account with the address nobody@example.com/],
    [['reset-two-factor', 'grace@example.com'], /has no two-factor/],
    [['add-owner', 'x@example.com', 'Nowhere'], /no such workspace/],
  ] as const) {
    expect(await people(...args)).toEqual({ code: 1, said: expect.stringMatching(words) })
  }
})
