import { setTimeout as wait } from 'node:timers/promises'
import { openStore } from '../src/store/open.ts'
import type { Database } from './ground.ts'

const count = 1_000
const width = 16
const latencyMs = 20

export interface Lane {
  /** The hub's address. */
  hub: string
  token: string
  /** The simulated tracker's address. */
  tracker: string
  connectionId: string
}

/** POST with a body or without one, PATCH, PUT or GET; throws on anything but 2xx. */
async function call<T>(url: string, init: { method: string; token?: string; body?: unknown }): Promise<T> {
  const { method, token, body } = init
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

interface TrackerCall {
  at: string
  method: string
  path: string
}

/** When each creation reached the tracker, in milliseconds. */
async function creationTimes(tracker: string): Promise<number[]> {
  const calls = await call<TrackerCall[]>(`${tracker}/_simulator/calls`, { method: 'GET' })
  return calls
    .filter(({ method, path }) => method === 'POST' && path === '/rest/api/3/issue')
    .map(({ at }) => Date.parse(at))
}

/**
 * Lets 1,000 creations go at once, 16 at a time, to a tracker that takes 20 ms for each: how close they come to the
 * bound that these two numbers set.
 */
export async function creationsAgainstBound(
  database: Database,
  lane: Lane,
): Promise<{ ratio: number; perSecond: number }> {
  const { hub, token, tracker, connectionId } = lane
  const settings = { concurrency: width, requestsPerMinute: 100_000 }
  await call(`${hub}/v1/connections/${connectionId}/settings`, { method: 'PATCH', token, body: settings })
  const faults = {
    rules: [{ when: { method: 'POST', path: '/rest/api/3/issue$' }, effect: { latencyMs } }],
  }
  await call(`${tracker}/_simulator/faults`, { method: 'PUT', body: faults })
  await hold(database, connectionId)
  const before = (await creationTimes(tracker)).length
  for (let from = 0; from < count; from += 50) {
    const some = Array.from({ length: 50 }, (_, index) =>
      call(`${hub}/v1/tickets`, { method: 'POST', token, body: ticket(from + index) }),
    )
    await Promise.all(some)
  }
  await wait(3_000)
  await call(`${hub}/v1/connections/${connectionId}/resume`, { method: 'POST', token })
  const times = await arrived(tracker, before + count)
  const mine = times.slice(before)
  const tookMs = Math.max(...mine) + latencyMs - Math.min(...mine)
  const boundMs = (count / width) * latencyMs
  return { ratio: boundMs / tookMs, perSecond: count / (tookMs / 1_000) }
}

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
