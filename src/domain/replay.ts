import { deliveryActions, type DeliveryState } from './ticket.ts'

/** What a creation waits for that a replay has let go but not sent yet. */
export const itsTurn = 'its turn in a replay'

/** So many are sent again by one call. */
export const mostAtOnce = 1_000

/** The rest of a connection's budget is for new tickets. */
const shareOfBudget = 0.5
/** What may go within this time goes together. */
const shortestStepMs = 10_000

export interface Pace {
  stepMs: number
  atOnce: number
}

/** At most half of the requests that a connection may make, in steps. */
export function replayPace(requestsPerMinute: number): Pace {
  const everyMs = 60_000 / (Math.max(1, requestsPerMinute) * shareOfBudget)
  const stepMs = Math.max(shortestStepMs, everyMs)
  return { stepMs, atOnce: Math.max(1, Math.floor(stepMs / everyMs)) }
}

/** A creation that somebody wants to be sent again. */
export interface ReplayCandidate {
  deliveryId: string
  ticketId: string
  alias: string
  connectionId: string
  state: DeliveryState
  waitingFor: string | null
  /** Where its issue would go now. */
  destination: string
  /** Why nothing can be sent there now. */
  block: string | null
}

export interface ReplayConnection {
  id: string
  name: string
  active: boolean
  requestsPerMinute: number
  /** `until` null: until an administrator has acted. */
  paused: { until: Date | null } | null
  /** The last turn that an earlier replay has given away. */
  busyUntil: Date | null
}

export interface Turn {
  candidate: ReplayCandidate
  at: Date
}

export interface LeftOut {
  candidate: ReplayCandidate
  reason: string
}

/**
 * Who is sent again, and when: the oldest first, each connection at a pace of its own.
 *
 * @param candidates the oldest first
 */
export function planReplay(
  candidates: ReplayCandidate[],
  connections: ReplayConnection[],
  now: Date,
): { turns: Turn[]; leftOut: LeftOut[] } {
  const turns: Turn[] = []
  const leftOut: LeftOut[] = []
  const given = new Map<string, number>()
  for (const candidate of candidates) {
    const connection = connections.find(({ id }) => id === candidate.connectionId)
    const reason = whyNot(candidate, connection)
    if (reason !== undefined || !connection) {
      leftOut.push({ candidate, reason: reason ?? 'Its connection is gone.' })
      continue
    }
    const place = given.get(connection.id) ?? 0
    given.set(connection.id, place + 1)
    turns.push({ candidate, at: turnOf(connection, place, now) })
  }
  return { turns, leftOut }
}

function turnOf({ requestsPerMinute, paused, busyUntil }: ReplayConnection, place: number, now: Date): Date {
  const { stepMs, atOnce } = replayPace(requestsPerMinute)
  const free = busyUntil ? busyUntil.getTime() + stepMs : 0
  const first = Math.max(now.getTime(), paused?.until?.getTime() ?? 0, free)
  return new Date(Math.ceil(first + Math.floor(place / atOnce) * stepMs))
}

const settled: Partial<Record<DeliveryState, string>> = {
  done: 'Its issue has been created meanwhile.',
  cancelled: 'It was given up.',
  parked:
    'A person must say first whether the issue exists: sending it again could create a second one. Open the ticket to decide.',
}

function whyNot(candidate: ReplayCandidate, connection: ReplayConnection | undefined): string | undefined {
  const { state, waitingFor, block } = candidate
  // Whatever may be tried again otherwise is on its way already.
  if (state !== 'failed' || !deliveryActions('create', state).includes('retry')) {
    return settled[state] ?? `It is on its way already${waitingFor ? ` and waits for: ${waitingFor}` : ''}.`
  }
  if (!connection?.active) {
    const name = connection?.name ?? 'Its connection'
    return `${name} creates no tickets any more. Activate it under Ticket Providers, or give the creation up.`
  }
  if (connection.paused && !connection.paused.until) return waitsForAdministrator(connection.name)
  return block ?? undefined
}

export const waitsForAdministrator = (name: string) =>
  `${name} is paused until an administrator has put it right: everything sent to it now would only wait.`
