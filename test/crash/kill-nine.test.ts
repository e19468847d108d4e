import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { changeConnection } from '../../src/store/connections.ts'
import { openStore } from '../../src/store/open.ts'
import { createApi, type Api } from '../setup/api.ts'
import { hubProcess, type HubProcess } from '../setup/hub-process.ts'
import { newDatabase } from '../setup/store.ts'
import { adminToken, jiraConfig } from '../setup/world.ts'

const tickets = 100
const clients = 4
const kills = 12
const seed = Number(process.env.CROSSTIE_SEED ?? Date.now() % 1_000_000)

let jira: JiraSimulator
let hub: HubProcess
let api: Api
let database: string
beforeAll(async () => {
  console.log(`CROSSTIE_SEED=${seed} repeats this campaign.`)
  jira = await startJira()
  database = await newDatabase()
  hub = await hubProcess({
    DATABASE_URL: database,
    CROSSTIE_SECRET_KEY: 'a secret key for the crash campaign only',
    CROSSTIE_ADMIN_TOKEN: adminToken,
    CROSSTIE_ALLOWED_PRIVATE_HOSTS: new URL(jira.url).host,
  })
  api = createApi(hub.url, adminToken)
  await hub.start()
  await connect()
})
afterAll(async () => {
  await hub?.stop()
  await jira?.close()
})

async function connect(): Promise<void> {
  const config = jiraConfig(jira)
  const { body } = await api.post('/v1/connections', { provider: 'jira', config, destination: {} })
  await api.call('PATCH', `/v1/connections/${body.id}/settings`, { body: { requestsPerMinute: 100_000 } })
  // Minutes in a real Jira; here a lost creation is certainly lost after two seconds.
  const store = await openStore({ url: database, maxConnections: 1 })
  await changeConnection(store.db, body.id, {
    settings: { requestsPerMinute: 100_000, quietPeriodMs: 2_000 },
  })
  await store.close()
}

/** Repeatable: the same seed gives the same sequence. */
function sequence(start: number): () => number {
  let state = start
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** What a careful client does: the same key again until there is an answer. */
async function createOnce(index: number): Promise<string> {
  const body = { title: `Crash ticket ${index}`, description: 'Made while the hub is being killed.' }
  for (;;) {
    try {
      const answer = await api.post('/v1/tickets', body, { 'idempotency-key': `crash-${index}` })
      if (answer.status === 201) return answer.body.id
    } catch {
      // The hub is down at this moment.
    }
    await wait(50)
  }
}

async function createAll(): Promise<Set<string>> {
  const ids = new Set<string>()
  const random = sequence(seed + 1)
  let next = 0
  const client = async () => {
    while (next < tickets) {
      ids.add(await createOnce((next += 1)))
      await wait(random() * 1_000)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return ids
}

/** At moments that hit requests, deliveries and searches alike. */
async function killAgainAndAgain(): Promise<void> {
  const random = sequence(seed)
  for (let count = 0; count < kills; count += 1) {
    await wait(200 + random() * 1_500)
    await hub.kill()
    await hub.start()
  }
}

/** Until no delivery is under way any more. */
async function settled(): Promise<void> {
  for (;;) {
    const { body } = await api.get('/v1/tickets?delivery=queued,sending,waiting,checking')
    if (body.total.count === 0) return
    await wait(500)
  }
}

test('Invariants 1 and 2 · kill -9 at any moment, lost answers and a lagging index: each ticket ends as exactly one issue', async () => {
  jira.faults.indexLagMs = 5_000
  const create = { method: 'POST', path: '/rest/api/3/issue$' }
  jira.faults.rules.push(
    { when: create, probability: 0.2, effect: { commitThenDrop: true } },
    { when: create, probability: 0.1, effect: { dropBefore: true } },
    { when: create, probability: 0.3, effect: { latencyMs: 150 } },
  )
  const creating = createAll()
  await killAgainAndAgain()
  const ids = await creating
  await settled()

  const issues = [...jira.state.issues.values()].map((issue) => issue.summary)
  const wanted = Array.from({ length: tickets }, (_, index) => `Crash ticket ${index + 1}`)
  console.log(`${kills} kills, ${issues.length} issues for ${ids.size} tickets, ${jira.calls.length} calls.`)
  expect(issues.toSorted()).toEqual(wanted.toSorted())
  expect(ids.size).toBe(tickets)
  const { body } = await api.get('/v1/tickets?delivery=done&limit=200')
  expect(body.total.count).toBe(tickets)
})
