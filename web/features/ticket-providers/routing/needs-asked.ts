import { testConnection, type Connection } from '../../../api/connections.ts'
import type { NeededField } from '../../../api/explanations.ts'

const prefix = 'values.'

interface Asked {
  /** What the hub said about each field. */
  refused: Record<string, string>
  /** The needs that are drawn already. */
  known: NeededField[]
  destination: Record<string, unknown>
}

/**
 * The fields that a refused route asks for. Which kind of field each one is, and what can be chosen in it,
 * only the tracker knows: it is tried with this destination. Nothing is stored by that.
 */
export async function needsAsked(
  { id, provider, config }: Connection,
  { refused, known, destination }: Asked,
): Promise<NeededField[]> {
  const asked = Object.keys(refused).flatMap((field) =>
    field.startsWith(prefix) ? [field.slice(prefix.length)] : [],
  )
  if (asked.every((field) => known.some((need) => need.id === field))) return known
  const { needs } = await testConnection({ provider, connectionId: id, config, destination })
  return needs
}
