import { setTimeout as wait } from 'node:timers/promises'
import { call } from './call.ts'
import { askFor, openLane, setFaults } from './creations.ts'
import type { Database } from './ground.ts'
import { startServer, startSimulator } from './processes.ts'

interface Queues {
  items: { lock: { holders: { process: string; ticket: { id: string } }[] } }[]
}

/**
 * Two hubs on one database. The one that is sending is killed; how long it takes until the other one works on what it left.
 *
 * @param env settings of both hubs
 */
export async function resumeAfterKill(
  database: Database,
  env: Record<string, string>,
  row: (what: string, value: string, bar: string) => void,
): Promise<void> {
  const tracker = await startSimulator(4995)
  const serve = ['bin/crosstie.mjs', 'serve']
  const hubs = [await startServer(serve, 3911, env), await startServer(serve, 3912, env)]
  const lane = await openLane(database, { hub: hubs[0]?.url ?? '', tracker: tracker.url })
  const settings = { debugPage: true, concurrency: 1 }
  await call('PATCH', `${lane.hub}/v1/connections/${lane.connectionId}/settings`, {
    token: lane.token,
    body: settings,
  })
  await setFaults(tracker.url, [{ when: { method: 'POST' }, effect: { latencyMs: 20_000 } }])
  await askFor(lane, 1)
  const holders = async (hub: string) =>
    (await call<Queues>('GET', `${hub}/v1/queues`, { token: lane.token })).items[0]?.lock.holders ?? []
  const [holder] = await holders(lane.hub)
  const killed = hubs.find(({ pid }) => holder?.process.endsWith(`:${pid}`))
  const left = hubs.find((hub) => hub !== killed)
  if (!killed || !left) throw new Error('No hub was sending.')
  process.kill(killed.pid, 'SIGKILL')
  const started = performance.now()
  while ((await holders(left.url)).length > 0 && performance.now() - started < 90_000) await wait(200)
  row(
    'Work of a killed process goes on after',
    `${((performance.now() - started) / 1_000).toFixed(1)} s`,
    'at most 35 s',
  )
  await left.stop()
  await tracker.stop()
}
