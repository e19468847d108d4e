import { expect, test } from 'vitest'
import type { Plan } from './plan.ts'
import type { Point } from './points.ts'
import { report } from './report.ts'
import { runCampaign, type Campaign, type Result } from './run-campaign.ts'

const seed = Number(process.env['CROSSTIE_SEED'] ?? Date.now() % 1_000_000)
console.log(`CROSSTIE_SEED=${seed} draws these campaigns again.`)

async function campaign(
  of: Pick<Campaign, 'runs' | 'embedded' | 'ways' | 'take' | 'force'>,
): Promise<Result> {
  const result = await runCampaign({ seed, ...of })
  console.log(report(result))
  expect([result.verdicts.length, result.failures]).toEqual([5, 0])
  expect(result.verdicts.flatMap(({ wrong }) => wrong)).toEqual([])
  return result
}

/** Three minutes where nothing else runs; most of it is waiting, so both go on at the same time. */
const timeout = 900_000

/** To die after a statement is to die before the next one; the long form does both. */
const once = ({ at }: Point) => !at.startsWith('after ') || at.includes('/')

test.concurrent(
  'BX14, BX15, invariants 1 and 2 · kill -9 at every step of the way, at drawn moments, with two hubs and with the database killed: each request ends as exactly one issue',
  { timeout },
  async () => {
    const drawn = 12
    const force = (round: number): Partial<Plan> => ({
      ...(round >= 6 && { hubs: 2, victim: round % 2 }),
      databaseDies: round === 4 || round === 9,
    })
    const runs = (steps: number) => steps + drawn
    const result = await campaign({ runs, embedded: false, ways: ['answered'], take: once, force })
    expect(result.points).toBeGreaterThan(35)
    expect(result.databaseDeaths).toBe(2)
  },
)

test.concurrent(
  'BX15, invariants 1 and 2 · kill -9 of a hub on the embedded database: each request ends as exactly one issue',
  { timeout },
  async () => {
    await campaign({ runs: () => 10, embedded: true, ways: [] })
  },
)
