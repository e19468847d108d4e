import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEchoProxy, type EchoProxy } from '../setup/echo-proxy.ts'
import { canary, formsOf, leaksIn, type Output } from '../setup/leaks.ts'
import { adminEmail, keepFiles, keepProcess, startCanaryHub, type CanaryHub } from './canary-hub.ts'
import { fillLists, useConsole, usePartner, usePeople, useTracker } from './canary-story.ts'
import { readEverything } from './canary-sweep.ts'
import { startCanaryTrackers, type CanaryTracker } from './canary-trackers.ts'

let folder: string
let canaries: CanaryHub
let trackers: CanaryTracker[]
let careless: EchoProxy
const read: { called: string[]; unknown: string[] }[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crosstie-canaries-'))
  trackers = await startCanaryTrackers()
  careless = await startEchoProxy()
  const hosts = [...trackers.map(({ proxy }) => proxy), careless].map(({ url }) => new URL(url).host)
  canaries = await startCanaryHub(folder, hosts, careless.url)
  const cookie = await usePeople(canaries)
  for (const [index, tracker] of trackers.entries()) {
    const how = index === 0 ? {} : { replaceActive: 'keep-following' }
    const asInstance = { asInstance: true, name: 'Data Center' }
    await useTracker(canaries, tracker, tracker.name === 'jiraPassword' ? asInstance : how)
  }
  await fillLists(canaries)
  await useConsole(canaries, careless)
  const operatorToken = await usePartner(canaries, careless)
  read.push(await readEverything(canaries, '/v1/openapi.json'))
  read.push(await readEverything(canaries, '/v1/openapi.json', { cookie, token: null }))
  read.push(await readEverything(canaries, '/api/openapi.json', { token: operatorToken }))
  for (const page of ['/', '/login', '/docs', '/metrics', '/healthz', '/readyz', '/auth/get-session']) {
    await canaries.call('GET', page, { cookie, token: null })
  }
  await keepProcess(canaries)
  await runCommands()
}, 600_000)
afterAll(async () => {
  await canaries?.close()
  for (const tracker of trackers ?? []) await tracker.close()
  await careless?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Right ones, and ones with settings that are wrong in every way. */
async function runCommands(): Promise<void> {
  const { command, plant, outputs, env } = canaries
  const backup = path.join(folder, 'backup.jsonl.gz')
  expect((await command(['backup', backup])).code).toBe(0)
  outputs.push({ what: 'the backup', text: gunzipSync(await readFile(backup)).toString('utf8') })
  await command(['restore', backup])
  await command(['keys', 'list'])
  await command(['keys', 'rotate'])
  await command(['audit', 'verify'])
  const file = path.join(folder, 'wrong.key')
  await writeFile(file, plant('f', ''))
  const wrong: Record<string, string>[] = [
    { DATABASE_URL: `mysql://hub:${encodeURIComponent(plant('mysql'))}@db/crosstie` },
    { DATABASE_URL: `postgres://hub:${encodeURIComponent(plant('nowhere'))}@127.0.0.1:1/crosstie` },
    { DATABASE_URL: (env['DATABASE_URL'] ?? '').replace(/:[^:@]+@/u, `:${plant('wrongPassword', '')}@`) },
    { SMTP_URL: plant('smtpUrl') },
    { CROSSTIE_SECRET_KEY: plant('k', '') },
    { CROSSTIE_SECRET_KEY: plant('anotherSecretKey') },
    { CROSSTIE_SECRET_KEY: '', CROSSTIE_OLD_SECRET_KEYS: '', CROSSTIE_SECRET_KEY_FILE: file },
    { CROSSTIE_OLD_SECRET_KEYS: plant('o', '') },
    { CROSSTIE_ADMIN_TOKEN: plant('t', '') },
    { CROSSTIE_OIDC_CLIENT_ID: '', CROSSTIE_OIDC_CLIENT_SECRET: plant('clientSecret') },
    { CROSSTIE_ADMIN_PASSWORD: plant('longPassword').repeat(8) },
  ]
  for (const settings of wrong) {
    const name = Object.keys(settings).at(-1) ?? ''
    const { code, said } = await command(['serve'], { ...settings, PORT: '0' })
    expect([name, code === 0, said.length > 0]).toEqual([name, false, true])
  }
}

/** All that came out. The log came in pieces, which may divide a secret. */
function everything(): Output[] {
  const { outputs, mail } = canaries
  const log = outputs.filter(({ what }) => what === 'the log')
  return [
    { what: 'the log', text: log.map(({ text }) => text).join('') },
    ...outputs.filter(({ what }) => what !== 'the log'),
    ...mail.mails.map(({ raw, text, html }) => ({ what: 'a mail', text: [raw, text, html].join('\n') })),
  ]
}

test('Enough was planted, and enough happened: trackers, console, partner and mail server were careless, and everything was read', () => {
  const { secrets, mail, outputs } = canaries
  expect(secrets.size).toBeGreaterThanOrEqual(20)
  for (const { name, proxy } of trackers) expect([name, proxy.echoes > 4]).toEqual([name, true])
  expect(careless.echoes).toBeGreaterThan(2)
  expect(mail.mails.length).toBeGreaterThan(0)
  const [own, byCookie, partners] = read
  expect(own?.called.length).toBeGreaterThan(60)
  expect(byCookie?.called.length).toBe(own?.called.length)
  expect(partners?.called.length).toBeGreaterThan(3)
  expect(outputs.some(({ what, text }) => what === 'the log' && text.includes('"level":'))).toBe(true)
  console.log(
    `${secrets.size} secrets, ${outputs.length} outputs, ${trackers.reduce((sum, { proxy }) => sum + proxy.echoes, careless.echoes)} echoes.`,
    `Without an id: ${own?.unknown.join(' ')}`,
  )
})

test('Invariant 9 · no secret is in any answer, log line, mail, page, metric, export, backup or command’s words, in whatever form', () => {
  expect(leaksIn(everything(), canaries.secrets)).toEqual([])
})

test('Invariant 9 · no secret is in the data folder or in what a process shows of itself', async () => {
  const shown = { ...canaries, outputs: [] as Output[] }
  await keepProcess(shown)
  await keepFiles(shown, canaries.env['CROSSTIE_DATA_DIR'] ?? '').catch(() => 0)
  expect(leaksIn(shown.outputs, canaries.secrets)).toEqual([])
})

describe('The search itself', () => {
  const { secret, core } = canary('selfCheck')

  test('finds each secret that is planted, wherever it is', () => {
    const planted = [...canaries.secrets].map(([name, one]) => ({ what: name, text: `before ${one} after` }))
    const found = leaksIn(planted, canaries.secrets)
    expect(found.length).toBeGreaterThanOrEqual(canaries.secrets.size)
    for (const name of canaries.secrets.keys()) expect(found.join('\n')).toContain(`${name} in ${name}`)
  })

  test.each([
    ['as it is', secret],
    ['in JSON', JSON.stringify({ secret })],
    ['in JSON in JSON', JSON.stringify(JSON.stringify({ secret }))],
    ['in an address', `https://a.example.com/?q=${encodeURIComponent(secret)}`],
    ['in a form', new URLSearchParams({ secret }).toString()],
    ['in HTML', secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
    ['in hex', Buffer.from(secret).toString('hex')],
    ['cut', secret.slice(0, core.length)],
    ...[0, 1, 2].flatMap((before): [string, string][] => {
      const pair = Buffer.from(`${'u'.repeat(before)}:${secret}:x`)
      return [
        [`in base64 after ${before}`, pair.toString('base64')],
        [`in base64url after ${before}`, pair.toString('base64url')],
      ]
    }),
  ])('finds a secret %s', (_, text) => {
    expect(leaksIn([{ what: 'here', text: `x${text}x` }], new Map([['it', core]]))).toHaveLength(1)
  })

  test('finds nothing where there is nothing', () => {
    const other = canary('other')
    const text = [...formsOf(other.secret), adminEmail].join(' ')
    expect(leaksIn([{ what: 'here', text }], new Map([['it', core]]))).toEqual([])
  })
})
