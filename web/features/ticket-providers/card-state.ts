import type { Connection } from '../../api/connections.ts'
import type { Tone } from '../../ui/status.ts'

export interface CardState {
  /** The connection that the card stands for: the one that matters most of this provider's. */
  connection: Connection | null
  words: string
  tone: Tone
  /** Said beside the state when a person should look. */
  attention: string | null
}

const weight: Record<Connection['state'], number> = { active: 0, following: 1, disconnected: 2 }

const looks: Record<Connection['state'], { words: string; tone: Tone }> = {
  active: { words: 'Active', tone: 'green' },
  following: { words: 'Following old tickets', tone: 'blue' },
  disconnected: { words: 'Disconnected', tone: 'grey' },
}

export function cardStateOf(kind: string, connections: Connection[]): CardState {
  const [connection] = connections
    .filter(({ provider }) => provider === kind)
    .sort((a, b) => weight[a.state] - weight[b.state] || b.updatedAt.localeCompare(a.updatedAt))
  if (!connection) return { connection: null, words: 'Not configured', tone: 'grey', attention: null }
  return { connection, ...looks[connection.state], attention: attentionOf(connection) }
}

/** Why the connection needs a person, or null. */
export function attentionOf({ state, paused, sync, counts }: Connection): string | null {
  if (state === 'disconnected') return null
  if (paused) return 'Paused by a fault'
  if (sync.fault) return 'Status sync fails'
  if (counts.attention > 0) return 'Tickets need a decision'
  return counts.unmapped > 0 ? 'Statuses without a category' : null
}

/** The connection that must be disconnected before another provider can be set up (A6). */
export function inTheWayOf(kind: string, connections: Connection[]): Connection | null {
  return connections.find(({ state, provider }) => state === 'active' && provider !== kind) ?? null
}
