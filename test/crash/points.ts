import { sequence } from './random.ts'

/** How a creation can go: answered, found again after its answer was lost, or sent again because it never arrived. */
export type Way = 'answered' | 'lost' | 'again'

/** A moment at which the hub is killed. */
export interface Point {
  way: Way
  /** `<moment> <label>`, as test/crash/kill-point.ts notes it. */
  at: string
  occurrence: number
}

/** The queue's own clockwork, and looks for work of other kinds, happen beside the way and not on it. */
const isBeside = (at: string) => at.includes('pgboss.') && !/\[(?:lane|deliver|refresh)\]/u.test(at)

/** Each step that was noted on a way, as often as it occurred. */
export function pointsOf(way: Way, notes: string): Point[] {
  const seen = new Map<string, number>()
  return notes
    .split('\n')
    .filter((at) => at !== '' && !isBeside(at))
    .map((at) => {
      const occurrence = (seen.get(at) ?? 0) + 1
      seen.set(at, occurrence)
      return { way, at, occurrence }
    })
}

const nameOf = ({ way, at }: Point) => `${way} ${at}`

/**
 * Each different step once, at an occurrence that the seed draws, because several trackers take the same step in one round. Out
 * of the earlier half: how many there are varies, and the last may not come again.
 */
export function eachOnce(points: Point[], seed: number): Point[] {
  const draw = sequence(seed)
  const byName = Map.groupBy(points, nameOf)
  return [...byName.values()].flatMap((same) => same[Math.floor(draw() * Math.ceil(same.length / 2))] ?? [])
}
