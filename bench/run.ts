// Side-by-side measurements; prints ratios and figures, asserts nothing.
// Everything listens on loopback, is bounded in time, and stops by itself.
import { createHmac, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startJira } from '../simulators/jira/index.ts'
import { migrate } from '../src/store/migrate.ts'
import { openStore } from '../src/store/open.ts'
import { alarmBurst, poisonedTicket } from './alarms.ts'
import { connect, startDatabase, type Bench, type Database } from './ground.ts'
import { guardsCost } from './guards.ts'
import { helpDeskSearch } from './help-desk-search.ts'
import { helpDeskSync } from './help-desk-sync.ts'
import { listPages } from './lists.ts'
import { partnerLists, partnerWrites } from './partner.ts'
import { lanes } from './lanes.ts'
import { sideBySide, throughput } from './load.ts'
import { pollingCost } from './polling.ts'
import { residentMb, startServer } from './processes.ts'
import { resumeAfterKill } from './resume.ts'
import { webSize } from './web-size.ts'

const person = { email: 'bench@example.com', password: 'a password of the measurement' }
const token = `ct_bench_${randomUUID()}`
const row = (what: string, value: string, bar: string) =>
  console.log(`${what.padEnd(46)} ${value.padStart(24)}   ${bar}`)
const ratio = (value: number) => value.toFixed(2)
const rate = (value: number) => `${Math.round(value)}/s`

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'crosstie-bench-'))
  const database = await startDatabase()
  const jira = await startJira()
  const common = {
    CROSSTIE_SECRET_KEY: 'a secret key for measurements only, 32 chars',
    CROSSTIE_ADMIN_TOKEN: token,
    CROSSTIE_ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
  }
  const serve = ['bin/crosstie.mjs', 'serve']
  const first = await startServer(serve, 3901, { ...common, DATABASE_URL: database.url })
  await first.stop()
  const hub = await startServer(serve, 3901, { ...common, DATABASE_URL: database.url })
  row('Ready on PostgreSQL (migrated before)', `${Math.round(hub.readyMs)} ms`, 'at most 2,000 ms')
  await wait(3_000)
  row('Idle memory on PostgreSQL', `${Math.round(residentMb(hub.pid))} MB`, 'at most 150 MB')

  const embedded = await startServer(serve, 3903, {
    ...common,
    CROSSTIE_DATA_DIR: path.join(folder, 'embedded'),
    CROSSTIE_PUBLIC_URL: 'http://127.0.0.1:3903',
    CROSSTIE_ADMIN_EMAIL: person.email,
    CROSSTIE_ADMIN_PASSWORD: person.password,
  })
  row('Ready on a fresh embedded folder', `${Math.round(embedded.readyMs)} ms`, 'at most 6,000 ms')
  row(
    'First load of the web, JavaScript, gzip',
    `${(await webSize(embedded.url, person)).toFixed(1)} kB`,
    'at most 180 kB',
  )
  await embedded.stop()

  const bare = await startServer(['bench/bare-server.ts'], 3902, { DATABASE_URL: database.url })
  const bench = await connect({ hub: hub.url, token, jira })
  await calls(bench)
  await writes(bench, bare.url)
  await partnerWrites(database, { hub: hub.url, bare: bare.url, token }, row)
  await bare.stop()
  await lanes(database, hub.url, row)
  await alarmBurst(database, hub.url, row)
  await poisonedTicket(database, hub.url, row)
  await hub.stop()
  await guardsCost(database, common, row)
  await resumeAfterKill(database, { ...common, DATABASE_URL: database.url }, row)
  for (const [name, measure] of Object.entries({ listPages, partnerLists, helpDeskSearch, helpDeskSync })) {
    await inItsOwn(database, name.toLowerCase(), measure)
  }
  await jira.close()
  await database.stop()
  await pollingCost(row)
  await rm(folder, { recursive: true, force: true })
}

type Measure = (database: Database, print: typeof row) => Promise<void>

/** On a database with nothing else in it. */
async function inItsOwn(server: Database, name: string, measure: Measure): Promise<void> {
  const database = await server.fresh(name)
  const store = await openStore({ url: database.url })
  await migrate(store)
  await store.close()
  await measure(database, row)
}

async function calls({ hub, jira, call }: Bench): Promise<void> {
  const count = 20
  const before = jira.calls.length
  for (let index = 0; index < count; index += 1) await call(`${hub}/v1/tickets`, ticket(index))
  for (let tries = 0; tries < 200; tries += 1) {
    const open = await call(`${hub}/v1/tickets?delivery=queued,sending,waiting`)
    if (open.total.count === 0) break
    await wait(250)
  }
  row('Calls to the tracker a creation', ((jira.calls.length - before) / count).toFixed(3), 'exactly 1.000')
}

const ticket = (index: number) => ({
  title: `Measured ticket ${index}`,
  description: 'A description of more than sixteen characters.',
  priority: 'medium',
})

async function writes({ hub, connectionId, webhookSecret }: Bench, bare: string): Promise<void> {
  const json = { 'content-type': 'application/json' }
  let index = 0
  const body = () => JSON.stringify(ticket((index += 1)))
  const yardstick = () => throughput(bare, () => ({ path: '/', headers: json, body: body() }))
  const creation = await sideBySide(3, {
    yardstick,
    ours: () =>
      throughput(hub, () => ({
        path: '/v1/tickets',
        headers: { ...json, authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
        body: body(),
      })),
  })
  row(
    'POST of a ticket ÷ bare INSERT',
    `${ratio(creation.ratio)} (${rate(creation.ours)})`,
    `at least 0.60 of ${rate(creation.yardstick)}`,
  )
  const webhook = await sideBySide(3, {
    yardstick,
    ours: () =>
      throughput(hub, () => {
        const text = JSON.stringify({
          webhookEvent: 'jira:issue_updated',
          timestamp: Date.now(),
          issue: { id: '999999', key: 'INFRA-9' },
        })
        const signature = createHmac('sha256', webhookSecret).update(text).digest('hex')
        return {
          path: `/v1/ticket/update/jiraStatus/${connectionId}`,
          headers: {
            ...json,
            'x-hub-signature': `sha256=${signature}`,
            'x-atlassian-webhook-identifier': randomUUID(),
          },
          body: text,
        }
      }),
  })
  row(
    'Webhook ÷ bare INSERT',
    `${ratio(webhook.ratio)} (${rate(webhook.ours)})`,
    `at least 0.60 of ${rate(webhook.yardstick)}`,
  )
}

await main()
