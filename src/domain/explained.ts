import type { Decided, Reason } from './reason.ts'

/** One value that is sent to the tracker or was taken over from it, and why it is that value. */
export interface Explained {
  /** Stable name, e.g. `priority`, or `destination.project`. */
  field: string
  /** For people. */
  name: string
  /** Long texts are shortened: the whole text is the ticket's own. */
  value: string
  reason: Reason
}

const longest = 300

/** A value with its reason, short enough to be kept beside every delivery. */
export function explained(field: string, name: string, decided: Decided<string>): Explained {
  const points = Array.from(decided.value)
  const value = points.length > longest ? `${points.slice(0, longest - 1).join('')}…` : decided.value
  return { field, name, value, reason: decided.reason }
}
