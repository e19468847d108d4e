import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { tokenHash } from '../src/admin/tokens.ts'
import { newId } from '../src/new-id.ts'
import { openStore } from '../src/store/open.ts'
import { insertToken } from '../src/store/tokens.ts'
import { insertWorkspace } from '../src/store/workspaces.ts'
import { call } from './call.ts'
import type { Database } from './ground.ts'

const width = 16
const latencyMs = 20

/** One workspace with a simulated Jira of its own, each in its process. */
export interface Lane {
  hub: string
  token: string
  tracker: string
  connectionId: string
}

interface TrackerCall {
  at: string
  method: string
  path: string
}

/** When each creation reached the tracker, in milliseconds. */
export async function creationTimes(tracker: string): Promise<number[]> {
  const calls = await call<TrackerCall[]>('GET', `${tracker}/_simulator/calls`)
  return calls
    .filter(({ method, path }) => method === 'POST' && path === '/rest/api/3/issue')
    .map(({ at }) => Date.parse(at))
}

/** A workspace of its own in a running hub, connected to a simulated Jira. */
export async function openLane(database: Database, to: { hub: string; tracker: string }): Promise<Lane> {
  const store = await openStore({ url: database.url, maxConnections: 1 })
  const workspaceId = newId()
  const token = `ct_bench_${randomUUID()}`
  await insertWorkspace(store.db, { id: workspaceId, name: 'Measured', createdAt: new Date() })
  await insertToken(store.db, {
    id: newId(),
    workspaceId,
    name: 'Measurement',
    prefix: token.slice(0, 6),
    hash: tokenHash(token),
    role: 'program',
    scopes: ['admin'],
    createdBy: 'bench',
    createdAt: new Date(),
    expiresAt: null,
  })
  await store.close()
  const config = {
    site: to.tracker,
    email: 'crosstie@example.com',
    token: 'jira-token',
    defaultProjectKey: 'INFRA',
  }
  const connection = await call<{ id: string }>('POST', `${to.hub}/v1/connections`, {
    token,
    body: { provider: 'jira', config, destination: {} },
  })
  const settings = { concurrency: width, requestsPerMinute: 100_000 }
  await call('PATCH', `${to.hub}/v1/connections/${connection.id}/settings`, { token, body: settings })
  return { ...to, token, connectionId: connection.id }
}

export interface Speed {
  /** Of the bound that latency and concurrency set. */
  ratio: number
  perSecond: number
  /** Until all but one in a hundred had reached the tracker. */
  p99Ms: number
}

/**
 * Lets creations go at once, 16 at a time, to a tracker that takes 20 ms for each: how close they come to the
 * bound that these two numbers set.
 *
 * @param options.poisoned one of them is answered with garbage, again and again
 */
export async function creationsAgainstBound(
  database: Database,
  lane: Lane,
  { count = 1_000, poisoned = false } = {},
): Promise<Speed> {
  const { hub, token, tracker, connectionId } = lane
  const when = { method: 'POST', path: '/rest/api/3/issue$' }
  const poison = { when, times: 1, effect: { html: true, latencyMs } }
  await setFaults(tracker, [...(poisoned ? [poison] : []), { when, effect: { latencyMs } }])
  await hold(database, connectionId)
  const before = (await creationTimes(tracker)).length
  await askFor(lane, count)
  await call('POST', `${hub}/v1/connections/${connectionId}/resume`, { token })
  // Reading the simulator’s list costs it time that would be measured; it cannot be complete before.
  await wait((count / width) * latencyMs * 1.2)
  const times = (await arrived(tracker, before + count)).slice(before)
  const tookMs = Math.max(...times) + latencyMs - Math.min(...times)
  const sorted = times.toSorted((one, next) => one - next)
  const p99Ms = (sorted[Math.floor(count * 0.99)] ?? 0) - (sorted[0] ?? 0)
  return { ratio: ((count / width) * latencyMs) / tookMs, perSecond: count / (tookMs / 1_000), p99Ms }
}

/** Asks for tickets, and waits until the hub has taken note of all of them. */
export async function askFor({ hub, token }: Lane, many: number): Promise<void> {
  for (let from = 0; from < many; from += 50) {
    const some = Array.from({ length: 50 }, (_, index) =>
      call('POST', `${hub}/v1/tickets`, { token, body: ticket(from + index) }),
    )
    await Promise.all(some)
  }
  await wait(3_000)
}

export const setFaults = (
  tracker: string,
  rules: object[],
  rateLimit?: { limit: number; windowMs: number },
) => call('PUT', `${tracker}/_simulator/faults`, { body: { rules, ...(rateLimit && { rateLimit }) } })

const ticket = (index: number) => ({
  title: `Released ticket ${index}`,
  description: 'A description of more than sixteen characters.',
})

/** As if an administrator had to look first, so that everything waits and is let go at once. */
async function hold(database: Database, connectionId: string): Promise<void> {
  const store = await openStore({ url: database.url, maxConnections: 1 })
  await store.pool.query(
    `update connections set paused_since = now(), paused_until = null,
       pause_fault = '{"kind":"unauthorized","detail":"held by the measurement"}' where id = $1`,
    [connectionId],
  )
  await store.close()
}

async function arrived(tracker: string, all: number): Promise<number[]> {
  for (let tries = 0; tries < 120; tries += 1) {
    const times = await creationTimes(tracker)
    if (times.length >= all) return times
    await wait(500)
  }
  throw new Error('The creations did not reach the tracker within a minute.')
}
