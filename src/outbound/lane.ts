import { limitsOf } from '../connections/limits.ts'
import type { Deps } from '../deps.ts'
import { defaultConcurrency } from '../domain/jobs.ts'
import { claimCreations } from './claim-creations.ts'
import { creationReady, type Sent } from './deliver.ts'

interface Lane {
  running: Promise<void> | undefined
  /** Somebody rang while it was running. */
  again: boolean
}

const lanes = new WeakMap<Deps['live'], Map<string, Lane>>()

function laneOf({ live }: Deps, connectionId: string): Lane {
  const all = lanes.get(live) ?? new Map<string, Lane>()
  lanes.set(live, all)
  const lane = all.get(connectionId) ?? { running: undefined, again: false }
  all.set(connectionId, lane)
  return lane
}

/**
 * Sends what is due for a connection until nothing is left. Each connection has a lane of its own in each process, so
 * a slow tracker holds up nobody else; the rows of the deliveries decide who sends what.
 */
export function runLane(deps: Deps, connectionId: string): Promise<void> {
  const lane = laneOf(deps, connectionId)
  lane.again = true
  lane.running ??= work(deps, connectionId, lane).finally(() => {
    lane.running = undefined
  })
  return lane.running
}

async function work(deps: Deps, connectionId: string, lane: Lane): Promise<void> {
  const underWay = new Set<Promise<void>>()
  const settling = new Set<Promise<void>>()
  /** Committed as `sending`, so they are sent whatever happens; never twice as many as may be under way. */
  const ready: (() => Sent)[] = []
  let claiming: Promise<void> | undefined
  let mayBeMore = true
  let width = defaultConcurrency
  /** Grows, so that answers come one after the other and not all in the same moment. */
  let atOnce = 4

  async function claim(): Promise<void> {
    const claimed = await claimCreations(deps, { connectionId, limit: atOnce })
    const [first] = claimed
    if (first)
      width = limitsOf(deps.trackers.provider(first.connection.provider), first.connection).concurrency
    atOnce *= 2
    ready.push(...claimed.map((one) => creationReady(deps, one)))
    mayBeMore = claimed.length > 0
  }
  /** Claims ahead, so that no slot at the tracker waits for the database; but one after the other means just that. */
  const wantsMore = () => (width === 1 ? ready.length + underWay.size === 0 : ready.length < width)

  for (;;) {
    mayBeMore ||= lane.again
    lane.again = false
    if (!claiming && mayBeMore && wantsMore() && !deps.jobs.closing) {
      claiming = claim().finally(() => {
        claiming = undefined
      })
    }
    for (const send of ready.splice(0, width - underWay.size)) {
      const { answered, settled } = send()
      follow(underWay, answered)
      follow(settling, settled)
    }
    const busy = [...underWay, ...(claiming ? [claiming] : [])]
    // Storing what was answered needs no slot at the tracker, but may not fall behind without end.
    if (settling.size >= mostSettling || busy.length === 0) busy.push(...settling)
    if (busy.length > 0) await Promise.race(busy)
    const idle = !claiming && settling.size === 0 && ready.length === 0
    if (idle && (deps.jobs.closing || (!mayBeMore && !lane.again))) return
  }
}

const mostSettling = 200

function follow(all: Set<Promise<void>>, one: Promise<void>): void {
  const followed: Promise<void> = one.finally(() => all.delete(followed))
  all.add(followed)
}
