import type { Connection } from '../../../api/connections.ts'

/** What is wrong with the name of a further instance, or undefined. “Default” is the first one’s (C24). */
export function instanceNameProblem(
  name: string,
  others: Pick<Connection, 'name' | 'primary' | 'state'>[],
): string | undefined {
  const wanted = name.trim().toLowerCase()
  if (wanted === '') return 'A name: products and versions are given their instance by it'
  const isTaken = others.some(
    (other) => !other.primary && other.state !== 'disconnected' && other.name.toLowerCase() === wanted,
  )
  return isTaken || wanted === 'default' ? 'A name that no other instance has' : undefined
}
