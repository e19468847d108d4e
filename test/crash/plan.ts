import type { FaultEffect } from '../../simulators/ground/faults/model.ts'
import type { Point } from './points.ts'
import { sequence } from './random.ts'

/** What a tracker does in one round. */
export interface LanePlan {
  tickets: number
  /** What becomes of the calls that create, one after the other; the ones after these go well. */
  creating: FaultEffect[]
  searching: FaultEffect[]
  /** How much later the search sees what was written. */
  indexLagMs: number
}

/** Everything that is drawn for one round. */
export interface Plan {
  /** At a step of the way, or so long after the requests. */
  kill: { point: Point } | { afterMs: number }
  /** Hub processes on the database, and which of them is killed. */
  hubs: number
  victim: number
  /** The database server is killed as well. */
  databaseDies: boolean
  lanes: LanePlan[]
  /** The tracker that gets an alarm, for which eight operators ask for a ticket at once. */
  alarmed: number
}

/** A minute of real time is a second here, as in the connections' quiet periods. */
const lateMs = 1_000
const lagMs = 3_000

const creatingEffects: FaultEffect[] = [
  { commitThenDrop: true },
  { commitThenDrop: true, latencyMs: 150 },
  { dropBefore: true },
  { commitLateMs: lateMs },
  { status: 503 },
  { status: 503, commit: true },
  { status: 500, latencyMs: 100 },
  { status: 429, retryAfter: 1 },
  { status: 429, retryAfter: 3 },
  { html: true },
  { halfJson: true },
  { emptyBody: true },
  { unknownMembers: true },
  { latencyMs: 250 },
]
const searchingEffects: FaultEffect[] = [
  { status: 503, retryAfter: 1 },
  { status: 429, retryAfter: 1 },
  { dropBefore: true },
  { halfJson: true },
  { html: true },
  { latencyMs: 150 },
]

/** After every so many rounds there are two hubs for as many. */
const alone = 40
const together = 10

type Draw = () => number

const pick = <T>(draw: Draw, list: readonly T[]): T => {
  const chosen = list[Math.floor(draw() * list.length)]
  if (chosen === undefined) throw new Error('There is nothing to choose from.')
  return chosen
}

const some = (draw: Draw, of: { effects: FaultEffect[]; chance: number; most: number }): FaultEffect[] =>
  draw() < of.chance
    ? Array.from({ length: 1 + Math.floor(draw() * of.most) }, () => pick(draw, of.effects))
    : []

function drawLane(draw: Draw): LanePlan {
  return {
    tickets: 1 + Math.floor(draw() * 2),
    creating: some(draw, { effects: creatingEffects, chance: 0.6, most: 2 }),
    searching: some(draw, { effects: searchingEffects, chance: 0.15, most: 1 }),
    indexLagMs: draw() < 0.4 ? lagMs : 0,
  }
}

/** One ticket each, and nothing goes wrong but the hub; or the one answer is lost. */
export const walked = (way: Point['way']): LanePlan => ({
  tickets: 1,
  creating: way === 'lost' ? [{ commitThenDrop: true }] : way === 'again' ? [{ dropBefore: true }] : [],
  searching: [],
  indexLagMs: 0,
})

export interface Shape {
  /** How many trackers there are. */
  lanes: number
  points: Point[]
  /** Whether there is a database server, on which several hubs can be and which can die. */
  server: boolean
}

/**
 * The plan for a round: first each point once, then what the seed draws. The same seed and round give the same plan.
 */
export function planOf(seed: number, round: number, shape: Shape): Plan {
  const draw = sequence(Math.imul(seed, 0x9e_37_79_b1) ^ Math.imul(round + 1, 0x85_eb_ca_6b))
  const alarmed = Math.floor(draw() * shape.lanes)
  const due = shape.points[round]
  if (due) {
    const lanes = Array.from({ length: shape.lanes }, () => walked(due.way))
    return { kill: { point: due }, hubs: 1, victim: 0, databaseDies: false, lanes, alarmed }
  }
  const hubs = shape.server && round % (alone + together) >= alone ? 2 : 1
  const lanes = Array.from({ length: shape.lanes }, () => drawLane(draw))
  const atPoint = shape.points.length > 0 && draw() < 0.5
  return {
    kill: atPoint ? { point: pick(draw, shape.points) } : { afterMs: Math.floor(draw() * 900) },
    hubs,
    victim: Math.floor(draw() * hubs),
    databaseDies: shape.server && draw() < 0.04,
    lanes,
    alarmed,
  }
}
