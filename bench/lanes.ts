import { askFor, creationsAgainstBound, openLane, setFaults, type Lane } from './creations.ts'
import type { Database } from './ground.ts'
import { sideBySide } from './load.ts'
import { startSimulator } from './processes.ts'

type Row = (what: string, value: string, bar: string) => void

/** Creations against the bound of the tracker, and beside a connection that is down. */
export async function lanes(database: Database, hub: string, row: Row): Promise<void> {
  const [good, bad] = [await startSimulator(4991), await startSimulator(4992)]
  const lane = await openLane(database, { hub, tracker: good.url })
  const other = await openLane(database, { hub, tracker: bad.url })
  const runs = []
  for (let run = 0; run < 6; run += 1) runs.push(await creationsAgainstBound(database, lane))
  // The first run warms everything up.
  const sorted = runs.slice(1).toSorted((one, next) => next.ratio - one.ratio)
  const [best, , middle] = sorted
  row(
    '1,000 creations, 20 ms, 16 at once ÷ bound',
    `${best?.ratio.toFixed(2)} (middle of five ${middle?.ratio.toFixed(2)})`,
    'at least 0.85',
  )
  const beside = await sideBySide(3, {
    yardstick: async () => {
      await setFaults(bad.url, [])
      return (await creationsAgainstBound(database, lane)).perSecond
    },
    ours: async () => (await whileDown(other)) && (await creationsAgainstBound(database, lane)).perSecond,
  })
  row('Creations beside a connection that is down ÷ alone', beside.ratio.toFixed(2), 'at least 0.95')
  await good.stop()
  await bad.stop()
}

/** The other tracker answers nothing but 503, and a hundred tickets wait for it. */
async function whileDown(lane: Lane): Promise<number> {
  await setFaults(lane.tracker, [{ effect: { status: 503 } }])
  await askFor(lane, 100)
  return 1
}
