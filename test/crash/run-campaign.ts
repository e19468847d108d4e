import type { Verdict } from './checker.ts'
import { countPoints } from './count-points.ts'
import { startGround, type Ground } from './ground.ts'
import { planOf, type Plan } from './plan.ts'
import { eachOnce, type Point, type Way } from './points.ts'
import { runRound, type Open } from './rounds.ts'
import { settleAndJudge } from './settle.ts'

export interface Campaign {
  /** How many, where there are so many steps to be killed at first. */
  runs: (steps: number) => number
  seed: number
  embedded: boolean
  /** The ways whose every step is a kill, before the seed draws. */
  ways: Way[]
  /** Leaves the walk along the steps out; kills are at drawn steps and moments only. */
  drawn?: boolean
  /** Which of these steps; all unless said otherwise. */
  take?: (point: Point) => boolean
  /** Told how it goes. */
  say?: (line: string) => void
  /** No further run after the present one; what was done is settled and judged. */
  enough?: AbortSignal
  /** Ends everything at once, and nothing is judged. */
  signal?: AbortSignal
  /** What is settled beforehand about the rounds after the steps. */
  force?: (round: number) => Partial<Plan>
}

export interface Result {
  runs: number
  kills: number
  /** Kills at a step of the way that was really reached, and how many steps there are. */
  atPoints: number
  points: number
  databaseDeaths: number
  /** Hubs that ended by themselves. */
  failures: number
  verdicts: Verdict[]
}

/** The whole campaign: ground, steps, rounds, settlement, judgement. Leaves no process behind. */
export async function runCampaign(campaign: Campaign): Promise<Result> {
  const { say = () => undefined, signal } = campaign
  const stopped = Promise.withResolvers<never>()
  signal?.addEventListener('abort', () => stopped.reject(new Error('The campaign was stopped.')))
  const ground = await startGround(campaign)
  try {
    return await Promise.race([carryOut(ground, { ...campaign, say }), stopped.promise])
  } finally {
    await ground.close()
  }
}

/** More steps than there will ever be, so that these rounds are the same whatever their number. */
const beyondSteps = 10_000

async function carryOut(
  ground: Ground,
  { seed, ways, say, embedded, ...campaign }: Campaign & { say: (line: string) => void },
): Promise<Result> {
  const counted = ways.length > 0 ? await countPoints(ground, ways) : []
  const points = eachOnce(counted, seed).filter(campaign.take ?? (() => true))
  if (points.length > 0) say(`${points.length} steps on the way of a creation (${inWays(points)}).`)
  const runs = campaign.runs(points.length)
  const shape = { lanes: ground.places.length, points, server: !embedded }
  const result: Result = {
    runs: 0,
    kills: 0,
    atPoints: 0,
    points: points.length,
    databaseDeaths: 0,
    failures: 0,
    verdicts: [],
  }
  const open: Open = { clients: new Set() }
  const began = Date.now()
  const first = campaign.drawn ? beyondSteps : 0
  for (let round = first; round < first + runs; round += 1) {
    if (campaign.enough?.aborted) break
    const forced = round < points.length ? {} : campaign.force?.(round - points.length)
    const plan = { ...planOf(seed, round, shape), ...forced }
    const { atPoint, databaseDied } = await runRound(ground, plan, open)
    result.runs += 1
    result.kills += 1
    result.atPoints += Number(atPoint)
    result.databaseDeaths += Number(databaseDied)
    if (result.runs % 25 === 0) say(progress(result, { runs, began, open }))
  }
  say('Everything settles now.')
  const verdicts = await settleAndJudge(ground, open)
  return { ...result, failures: ground.failures(), verdicts }
}

const inWays = (points: Point[]) =>
  [...Map.groupBy(points, ({ way }) => way)].map(([way, of]) => `${way} ${of.length}`).join(', ')

function progress(result: Result, of: { runs: number; began: number; open: Open }): string {
  const seconds = Math.round((Date.now() - of.began) / 1_000)
  return `${result.runs} of ${of.runs} runs in ${seconds} s, ${result.atPoints} kills at a step, ${of.open.clients.size} requests unanswered.`
}
