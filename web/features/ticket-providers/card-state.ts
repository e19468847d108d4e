import type { Connection } from '../../api/connections.ts'
import type { Tone } from '../../ui/status.ts'

export interface CardState {
  /** The connection that the card stands for: the one that matters most of this provider's. */
  connection: Connection | null
  words: string
  tone: Tone
}

const weight: Record<Connection['state'], number> = { active: 0, following: 1, draft: 2, disconnected: 3 }

const looks: Record<Connection['state'], { words: string; tone: Tone }> = {
  active: { words: 'Active', tone: 'green' },
  following: { words: 'Following old tickets', tone: 'blue' },
  draft: { words: 'Draft', tone: 'amber' },
  disconnected: { words: 'Disconnected', tone: 'grey' },
}

export function cardStateOf(kind: string, connections: Connection[]): CardState {
  const [connection] = connections
    // Further instances are no matter of the card.
    .filter(({ provider, primary }) => provider === kind && primary)
    .sort((a, b) => weight[a.state] - weight[b.state] || b.updatedAt.localeCompare(a.updatedAt))
  if (!connection) return { connection: null, words: 'Not configured', tone: 'grey' }
  return { connection, ...looks[connection.state] }
}

/** Tickets are created or followed there. */
export const isInUse = ({ state }: Connection) => state === 'active' || state === 'following'

/** The connection that gives way when another one is activated as the provider (A6); instances of the same provider stay. */
export function inTheWayOf(
  connection: Connection | null,
  kind: string,
  connections: Connection[],
): Connection | null {
  const others = connections.filter(
    ({ id, state, primary, provider }) =>
      state === 'active' && id !== connection?.id && (primary || provider !== kind),
  )
  return others.find(({ primary }) => primary) ?? others[0] ?? null
}
