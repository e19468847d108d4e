import { mayComeOver, type TrackerComment } from './visibility.ts'

/** A comment of an issue, as it was just read. */
export interface SeenComment extends TrackerComment {
  id: string
  changedAt: Date
  /** The hub's marker on it; undefined: not told. */
  marker: string | null | undefined
}

/** What the hub has written down about a comment of an issue. */
export interface KnownComment {
  commentId: string
  direction: 'in' | 'out'
  /** Null: it came over, or was the hub's own. */
  heldBecause: string | null
  changedAt: Date | null
}

/** What follows from reading a comment. */
export type CommentStep =
  /** The hub's own, found by its marker before the answer was stored. */
  | { step: 'own'; marker: string }
  | { step: 'carry' }
  | { step: 'hold'; because: string }
  /** Restricted after it had come over: what came over is hidden from customers. */
  | { step: 'hide'; because: string }
  /** Edited after it had come over: what came over stays as it was (C12). */
  | { step: 'edited' }
  | { step: 'nothing' }

/**
 * What to do with a comment of an issue (C11–C13, CX12). Deciding twice about the same reading is deciding once: what was done
 * is in what is known.
 */
export function stepFor(seen: SeenComment, known: KnownComment | undefined): CommentStep {
  if (!known && typeof seen.marker === 'string') return { step: 'own', marker: seen.marker }
  const open = mayComeOver(seen)
  if (!known) return open.value ? { step: 'carry' } : { step: 'hold', because: open.reason.because }
  const isOlder = known.changedAt !== null && seen.changedAt < known.changedAt
  if (known.direction === 'out' || isOlder) return { step: 'nothing' }
  if (known.heldBecause !== null) {
    if (open.value) return { step: 'carry' }
    return known.heldBecause === open.reason.because
      ? { step: 'nothing' }
      : { step: 'hold', because: open.reason.because }
  }
  if (!open.value) return { step: 'hide', because: open.reason.because }
  return known.changedAt?.getTime() === seen.changedAt.getTime() ? { step: 'nothing' } : { step: 'edited' }
}

/** How a link remembers what was there before it. */
export const earlierName = (what: 'comment' | 'file', id: string) => `${what}:${id}`
