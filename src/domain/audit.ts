import type { Actor } from './actor.ts'

/** What somebody did, to be kept for good. */
export interface AuditedDeed {
  /** What it was done to and what was done, e.g. `connection.changed`. */
  action: string
  /** The id of what it was done to, and its name at that time. */
  target?: { id: string; name: string }
  /** How it was, without secrets; where both are given, only what differs is kept. */
  before?: Record<string, unknown> | undefined
  after?: Record<string, unknown> | undefined
}

/** Who did it. */
export type Doer = Pick<Actor, 'id' | 'name' | 'workspaceId'> & Partial<Pick<Actor, 'address'>>

/** Text in the one form that is hashed: members in the order of their names, nothing between. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}

/** Only the members that are not the same on both sides. */
export function differing(
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown> | undefined,
): { before: Record<string, unknown> | null; after: Record<string, unknown> | null } {
  if (!before || !after) return { before: before ?? null, after: after ?? null }
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => canonical(before[name]) !== canonical(after[name]),
  )
  const only = (all: Record<string, unknown>) =>
    Object.fromEntries(changed.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]))
  return { before: only(before), after: only(after) }
}
