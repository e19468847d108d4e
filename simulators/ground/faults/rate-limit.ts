import type { Faults } from './model.ts'

/** The calls counted since the window began. */
export interface RateWindow {
  startedAt: number
  used: number
}

/** How a call stands against the limit. */
export interface RateCount {
  refused: boolean
  limit: number
  remaining: number
  /** When the window ends, in milliseconds since 1970. */
  resetAt: number
  /** Whole seconds until then, at least one. */
  wait: number
  reason: string | undefined
}

/** Counts a call against the limit, if one is set. */
export function countCall(
  limit: Faults['rateLimit'],
  window: RateWindow,
  now: number,
): RateCount | undefined {
  if (!limit) return undefined
  if (now - window.startedAt >= limit.windowMs) {
    window.startedAt = now
    window.used = 0
  }
  window.used += 1
  const resetAt = window.startedAt + limit.windowMs
  return {
    refused: window.used > limit.limit,
    limit: limit.limit,
    remaining: Math.max(0, limit.limit - window.used),
    resetAt,
    wait: Math.max(1, Math.ceil((resetAt - now) / 1000)),
    reason: limit.reason,
  }
}
