import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const settings = {
  CROSSTIE_OIDC_ISSUER: 'https://login.example.com/realms/crosstie',
  CROSSTIE_OIDC_CLIENT_ID: 'crosstie',
}
const secret = 'a client secret'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crosstie-oidc-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('Single sign-on is off without its settings', () => {
  expect(readConfig({}).config.oidc).toBe(undefined)
})

test('The client’s secret comes from a setting or a file, and never stands in the configuration', async () => {
  const file = path.join(folder, 'secret')
  await writeFile(file, `${secret}\n`)
  for (const given of [{ CROSSTIE_OIDC_CLIENT_SECRET: secret }, { CROSSTIE_OIDC_CLIENT_SECRET_FILE: file }]) {
    const { config, secrets } = readConfig({ ...settings, ...given, CROSSTIE_OIDC_NAME: 'Company login' })
    expect(config.oidc).toEqual({
      issuer: settings.CROSSTIE_OIDC_ISSUER,
      clientId: 'crosstie',
      name: 'Company login',
    })
    expect(secrets.oidcClientSecret).toBe(secret)
    expect(JSON.stringify(config)).not.toContain(secret)
  }
})

test.each([
  [settings, /give all three or none/],
  [{ CROSSTIE_OIDC_CLIENT_SECRET: secret }, /give all three or none/],
  [
    { ...settings, CROSSTIE_OIDC_CLIENT_SECRET: secret, CROSSTIE_OIDC_CLIENT_SECRET_FILE: '/tmp/x' },
    /give either this or CROSSTIE_OIDC_CLIENT_SECRET/,
  ],
  [{ ...settings, CROSSTIE_OIDC_CLIENT_SECRET_FILE: '/nowhere/secret' }, /cannot be read/],
  [{ ...settings, CROSSTIE_OIDC_ISSUER: 'login.example.com' }, /CROSSTIE_OIDC_ISSUER: the address/],
])('A setting that is missing or wrong stops the start: %j', (given, message) => {
  expect(() => readConfig(given)).toThrow(message)
})
