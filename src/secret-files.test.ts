import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BadConfig, readConfig } from './config.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crosstie-secret-files-'))
})
afterAll(() => rm(folder, { recursive: true }))

const key = 'x'.repeat(32)

async function fileWith(content: string): Promise<string> {
  const file = path.join(folder, crypto.randomUUID())
  await writeFile(file, content)
  return file
}

function problemsOf(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof BadConfig) return error.message
    throw error
  }
  return ''
}

test('Secrets come from files as from settings, without the end of the line', async () => {
  const { secrets } = readConfig({
    CROSSTIE_SECRET_KEY: key,
    DATABASE_URL_FILE: await fileWith('postgres://hub:word@db/crosstie\n'),
    CROSSTIE_ADMIN_EMAIL: 'ada@example.com',
    CROSSTIE_ADMIN_PASSWORD_FILE: await fileWith('correct horse\r\n'),
    CROSSTIE_ADMIN_TOKEN_FILE: await fileWith('t'.repeat(32)),
    SMTP_URL_FILE: await fileWith('smtps://mail.example.com\n'),
  })
  expect(secrets).toMatchObject({
    databaseUrl: 'postgres://hub:word@db/crosstie',
    adminPassword: 'correct horse',
    adminToken: 't'.repeat(32),
    smtpUrl: 'smtps://mail.example.com',
  })
})

test('The database’s password may stand in a file of its own, whatever characters it has', async () => {
  const { secrets } = readConfig({
    CROSSTIE_SECRET_KEY: key,
    DATABASE_URL: 'postgres://hub@db:5432/crosstie',
    DATABASE_PASSWORD_FILE: await fileWith('a/b@c:d%e#f?\n'),
  })
  const url = new URL(secrets.databaseUrl ?? '')
  expect([url.host, url.username, decodeURIComponent(url.password)]).toEqual([
    'db:5432',
    'hub',
    'a/b@c:d%e#f?',
  ])
})

test.each(['DATABASE_URL', 'CROSSTIE_ADMIN_PASSWORD', 'CROSSTIE_ADMIN_TOKEN', 'SMTP_URL'])(
  '%s_FILE that is not there, is empty, or stands beside the setting is refused by its name',
  async (name) => {
    const missing = path.join(folder, 'nowhere')
    const empty = await fileWith(' \n')
    for (const file of [missing, empty]) {
      expect(problemsOf({ [`${name}_FILE`]: file })).toContain(`  ${name}_FILE: the file cannot be read`)
    }
    const both = { [name]: 'very-secret-value', [`${name}_FILE`]: await fileWith('very-secret-other') }
    expect(problemsOf(both)).toContain(`  ${name}_FILE: give either this or ${name}, not both`)
    expect(problemsOf(both)).not.toContain('very-secret')
  },
)

test('What is wrong in a file is said of its setting, without what stands in it', async () => {
  const problems = problemsOf({ CROSSTIE_ADMIN_TOKEN_FILE: await fileWith('too-short-secret') })
  expect(problems).toContain('  CROSSTIE_ADMIN_TOKEN: at least 32 characters')
  expect(problems).not.toContain('too-short-secret')
})

test('A password for the database without its address, beside another one, or without the file is refused', async () => {
  const DATABASE_PASSWORD_FILE = await fileWith('word')
  for (const [env, words] of [
    [{ DATABASE_PASSWORD_FILE }, 'goes with DATABASE_URL'],
    [{ DATABASE_PASSWORD_FILE, DATABASE_URL: 'postgres://hub:other@db/x' }, 'has a password already'],
    [{ DATABASE_PASSWORD_FILE: '/nowhere', DATABASE_URL: 'postgres://hub@db/x' }, 'cannot be read'],
  ] as const) {
    expect(problemsOf({ CROSSTIE_SECRET_KEY: key, ...env })).toMatch(
      new RegExp(`DATABASE_PASSWORD_FILE: .*${words}`, 'u'),
    )
  }
})
