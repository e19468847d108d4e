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
    .filter(({ provider }) => provider === kind)
    .sort((a, b) => weight[a.state] - weight[b.state] || b.updatedAt.localeCompare(a.updatedAt))
  if (!connection) return { connection: null, words: 'Not configured', tone: 'grey' }
  return { connection, ...looks[connection.state] }
}

/** Tickets are created or followed there. */
export const isInUse = ({ state }: Connection) => state === 'active' || state === 'following'

/** The connection that gives way when another provider is activated (A6). */
export function inTheWayOf(connection: Connection | null, connections: Connection[]): Connection | null {
  return connections.find(({ id, state }) => state === 'active' && id !== connection?.id) ?? null
}
