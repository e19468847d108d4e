import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BadConfig, readConfig } from './config.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crosstie-config-'))
})
afterAll(() => rm(folder, { recursive: true }))

const key = 'x'.repeat(32)

function problemsOf(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof BadConfig) return error.message
    throw error
  }
  return ''
}

test('Without any setting the hub runs on the embedded database, for this machine only', () => {
  const { config, secrets } = readConfig({})
  expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', logLevel: 'info', allowedPrivateHosts: [] })
  expect(config.dataDir).toBe(path.resolve('data'))
  expect(config.publicUrl).toBeUndefined()
  expect(secrets).toEqual({
    databaseUrl: undefined,
    secretKey: undefined,
    oldSecretKeys: [],
    secretKeyFile: undefined,
    adminPassword: undefined,
    adminToken: undefined,
    smtpUrl: undefined,
  })
})

test('An empty setting counts as absent', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', CROSSTIE_ADMIN_TOKEN: '' })).toEqual(readConfig({}))
})

test('Every setting arrives', () => {
  const { config, secrets } = readConfig({
    PORT: '8080',
    HOST: '0.0.0.0',
    CROSSTIE_DATA_DIR: '/var/lib/crosstie',
    DATABASE_URL: 'postgres://hub:word@db/crosstie',
    CROSSTIE_PUBLIC_URL: 'https://tickets.example.com//',
    CROSSTIE_SECRET_KEY: key,
    CROSSTIE_OLD_SECRET_KEYS: `${'y'.repeat(32)}, ${'z'.repeat(32)}`,
    CROSSTIE_ADMIN_EMAIL: 'ada@example.com',
    CROSSTIE_ADMIN_PASSWORD: 'correct horse',
    CROSSTIE_ADMIN_TOKEN: 't'.repeat(32),
    CROSSTIE_ALLOWED_PRIVATE_HOSTS: 'jira.local, 10.0.0.0/8  [::1]:8080',
    CROSSTIE_SUPPORT_ADDRESS: 'help@example.com',
    SMTP_URL: 'smtps://mail.example.com',
    LOG_LEVEL: 'debug',
  })
  expect(config).toMatchObject({
    port: 8080,
    host: '0.0.0.0',
    dataDir: '/var/lib/crosstie',
    publicUrl: 'https://tickets.example.com',
    allowedPrivateHosts: ['jira.local', '10.0.0.0/8', '[::1]:8080'],
    supportAddress: 'help@example.com',
    logLevel: 'debug',
    adminEmail: 'ada@example.com',
  })
  expect(secrets).toEqual({
    databaseUrl: 'postgres://hub:word@db/crosstie',
    secretKey: key,
    oldSecretKeys: ['y'.repeat(32), 'z'.repeat(32)],
    secretKeyFile: undefined,
    adminPassword: 'correct horse',
    adminToken: 't'.repeat(32),
    smtpUrl: 'smtps://mail.example.com',
  })
})

test('No secret stands among what may be printed', () => {
  const secret = 'very-secret-'.repeat(4)
  const { config } = readConfig({
    CROSSTIE_SECRET_KEY: secret,
    CROSSTIE_ADMIN_TOKEN: secret,
    CROSSTIE_ADMIN_EMAIL: 'ada@example.com',
    CROSSTIE_ADMIN_PASSWORD: secret,
    DATABASE_URL: `postgres://hub:${secret}@db/crosstie`,
    SMTP_URL: `smtp://hub:${secret}@mail`,
  })
  expect(JSON.stringify(config)).not.toContain('very-secret')
})

describe('A wrong setting is refused by its name, with what would be right, and without its value', () => {
  test.each([
    ['PORT', 'abc'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['DATABASE_URL', 'mysql://db/crosstie'],
    ['DATABASE_URL', 'wrong-value'],
    ['CROSSTIE_PUBLIC_URL', 'tickets.example.com'],
    ['CROSSTIE_PUBLIC_URL', 'ftp://tickets.example.com'],
    ['CROSSTIE_SECRET_KEY', 'wrong-value'],
    ['CROSSTIE_OLD_SECRET_KEYS', `wrong-value, ${'y'.repeat(32)}`],
    ['CROSSTIE_ADMIN_TOKEN', 'wrong-value'],
    ['CROSSTIE_ADMIN_EMAIL', 'wrong-value'],
    ['CROSSTIE_ADMIN_PASSWORD', 'wrong'],
    ['CROSSTIE_ADMIN_PASSWORD', 'wrong-value'.repeat(12)],
    ['CROSSTIE_SECRET_KEY_FILE', '/nowhere/at/all'],
    ['SMTP_URL', 'mail.example.com'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s', (name, value) => {
    const message = problemsOf({ [name]: value })
    expect(message).toMatch(new RegExp(`^  ${name}: .{5,}`, 'mu'))
    expect(message).not.toContain('wrong-value')
  })

  test('all at once', () => {
    const message = problemsOf({ PORT: 'x', LOG_LEVEL: 'x', SMTP_URL: 'x' })
    for (const name of ['PORT', 'LOG_LEVEL', 'SMTP_URL']) expect(message).toContain(`  ${name}: `)
  })
})

describe('Settings that do not go together are refused:', () => {
  test('PostgreSQL without a secret key', () => {
    expect(problemsOf({ DATABASE_URL: 'postgres://db/crosstie' })).toContain('CROSSTIE_SECRET_KEY: required')
  })
  test('two secret keys', () => {
    const message = problemsOf({ CROSSTIE_SECRET_KEY: key, CROSSTIE_SECRET_KEY_FILE: '/x' })
    expect(message).toContain('CROSSTIE_SECRET_KEY_FILE: ')
  })
  test('old secret keys without a present one', () => {
    expect(problemsOf({ CROSSTIE_OLD_SECRET_KEYS: key })).toContain('CROSSTIE_OLD_SECRET_KEYS: goes with')
  })
  test('an administrator’s e-mail address without a password', () => {
    expect(problemsOf({ CROSSTIE_ADMIN_EMAIL: 'ada@example.com' })).toContain('CROSSTIE_ADMIN_PASSWORD')
  })
})

describe('A secret key in a file', () => {
  test('is taken by its place, so that it can change while the hub runs', async () => {
    const file = path.join(folder, 'key')
    await writeFile(file, `${key}\n`)
    expect(readConfig({ CROSSTIE_SECRET_KEY_FILE: file }).secrets).toMatchObject({
      secretKey: undefined,
      secretKeyFile: file,
    })
  })
  test.each([
    ['short', 'at least 32 characters'],
    [`${key}\nshort`, 'at least 32 characters'],
    [' \n', 'the file is empty'],
  ])('is refused when it is not right: %j', async (content, message) => {
    const file = path.join(folder, 'wrong')
    await writeFile(file, content)
    const problems = problemsOf({ CROSSTIE_SECRET_KEY_FILE: file })
    expect(problems).toContain(message)
    expect(problems).not.toContain(content.trim() || 'x'.repeat(32))
  })
})
