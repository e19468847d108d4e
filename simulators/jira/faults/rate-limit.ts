import type { Faults } from './model.ts'

/** The calls counted since the window began. */
export interface RateWindow {
  startedAt: number
  used: number
}

/**
 * Counts a call against the limit; says what the answer's headers tell and whether it is refused.
 * https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export function countCall(
  limit: Faults['rateLimit'],
  window: RateWindow,
  now: number,
): { refused: boolean; headers: Record<string, string> } {
  if (!limit) return { refused: false, headers: {} }
  if (now - window.startedAt >= limit.windowMs) {
    window.startedAt = now
    window.used = 0
  }
  window.used += 1
  const resetAt = window.startedAt + limit.windowMs
  const refused = window.used > limit.limit
  const headers: Record<string, string> = {
    'x-ratelimit-limit': String(limit.limit),
    'x-ratelimit-remaining': String(Math.max(0, limit.limit - window.used)),
    'x-ratelimit-reset': new Date(resetAt).toISOString(),
  }
  if (refused) {
    headers['retry-after'] = String(Math.max(1, Math.ceil((resetAt - now) / 1000)))
    headers['ratelimit-reason'] = limit.reason
  }
  return { refused, headers }
}
