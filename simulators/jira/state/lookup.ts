import { asId } from '../../ground/json.ts'

/** The entry that must be there: ids inside the state always point to something. */
export function byId<T extends { id: string }>(entries: T[], id: string): T {
  const entry = entries.find((candidate) => candidate.id === id)
  if (!entry) throw new Error(`The simulator's state has no entry ${id}.`)
  return entry
}

/** By id or by name, as Jira lets callers refer to priorities, components and the like. */
export function byIdOrName<T extends { id: string; name: string }>(
  entries: T[],
  reference: Record<string, unknown> | undefined,
): T | undefined {
  if (!reference) return undefined
  return entries.find((entry) =>
    reference['id'] === undefined ? entry.name === reference['name'] : entry.id === asId(reference['id']),
  )
}
