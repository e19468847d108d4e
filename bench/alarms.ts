import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { call } from './call.ts'
import { creationsAgainstBound, openLane, setFaults, type Lane } from './creations.ts'
import type { Database } from './ground.ts'
import { sideBySide } from './load.ts'
import { startSimulator } from './processes.ts'

type Row = (what: string, value: string, bar: string) => void

const count = 10_000
const perMinute = 12_000
const settings = { concurrency: 16, requestsPerMinute: perMinute }
const attributes = { urgency: 'High', technicalImpact: 'High' }

/** A burst of alarms that are all ticketed: how much of the tracker's allowed rate is used, and never more than that. */
export async function alarmBurst(database: Database, hub: string, row: Row): Promise<void> {
  const tracker = await startSimulator(4993)
  const lane = await openLane(database, { hub, tracker: tracker.url })
  await call('PATCH', `${hub}/v1/connections/${lane.connectionId}/settings`, {
    token: lane.token,
    body: settings,
  })
  await setFaults(tracker.url, [], { limit: perMinute, windowMs: 60_000 })
  const ids = await raiseAll(lane)
  row('10,000 alarms in one burst', `${ids.length.toLocaleString('en')} stored`, 'all')
  await ticketAll(lane, ids)
  const { times, refused } = await allArrived(tracker.url)
  const perSecond = (count - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000)
  const share = perSecond / (perMinute / 60)
  row('Creations ÷ allowed rate of the tracker', share.toFixed(3), 'at least 0.95')
  row('Answers 429 that the budget could foresee', String(refused), '0')
  await tracker.stop()
}

/** One ticket whose creation always goes wrong, among as many that do not. */
export async function poisonedTicket(database: Database, hub: string, row: Row): Promise<void> {
  const tracker = await startSimulator(4994)
  const lane = await openLane(database, { hub, tracker: tracker.url })
  await creationsAgainstBound(database, lane)
  const lateness: number[] = []
  const { ratio } = await sideBySide(3, {
    yardstick: async () => {
      const speed = await creationsAgainstBound(database, lane, { count })
      lateness.push(1 / speed.p99Ms)
      return speed.perSecond
    },
    ours: async () => {
      const speed = await creationsAgainstBound(database, lane, { count, poisoned: true })
      lateness.push((lateness.pop() ?? 0) * speed.p99Ms)
      return speed.perSecond
    },
  })
  row('With one poisoned among 10,000 ÷ without: rate', ratio.toFixed(3), 'at least 0.95')
  const middle = lateness.toSorted((one, next) => one - next)[1] ?? 0
  row('The same: 99th percentile', middle.toFixed(3), 'at most 1.05')
  await tracker.stop()
}

/** Ten calls of a thousand; answers the alarms' ids. */
async function raiseAll({ hub, token }: Lane): Promise<string[]> {
  const ids: string[] = []
  for (let part = 0; part < count / 1_000; part += 1) {
    const list = Array.from({ length: 1_000 }, (_, index) => ({
      agent: '34',
      rootKey: `${part}-${index}`,
      elementName: `Router ${index}`,
      value: 'Link down',
    }))
    const taken = await call<{ items: { id: string }[] }>('POST', `${hub}/v1/alarms`, {
      token,
      body: { alarms: list },
    })
    ids.push(...taken.items.map(({ id }) => id))
  }
  return ids
}

async function ticketAll({ hub, token }: Lane, ids: string[]): Promise<void> {
  const agent = new Agent({ connections: 32, pipelining: 1 })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const body = JSON.stringify({
    priority: 'high',
    attributes,
    description: 'A description of more than sixteen characters.',
  })
  const left = [...ids]
  const client = async () => {
    for (let id = left.pop(); id; id = left.pop()) {
      const answer = await request(`${hub}/v1/alarms/${id}/ticket`, {
        method: 'POST',
        headers,
        body,
        dispatcher: agent,
      })
      const text = await answer.body.text()
      if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${text}`)
    }
  }
  await Promise.all(Array.from({ length: 32 }, client))
  await agent.close()
}

/** Waits as long as the allowed rate makes necessary before it looks, because looking costs the simulator time. */
async function allArrived(tracker: string): Promise<{ times: number[]; refused: number }> {
  for (let tries = 0; tries < 40; tries += 1) {
    await wait(5_000)
    const calls = await call<{ at: string; method: string; path: string; status: number }[]>(
      'GET',
      `${tracker}/_simulator/calls`,
    )
    const made = calls.filter(
      ({ method, path, status }) => method === 'POST' && path.endsWith('/issue') && status === 201,
    )
    if (made.length < count) continue
    return {
      times: made.map(({ at }) => Date.parse(at)).toSorted((one, next) => one - next),
      refused: calls.filter(({ status }) => status === 429).length,
    }
  }
  throw new Error('The creations did not reach the tracker in 200 seconds.')
}
