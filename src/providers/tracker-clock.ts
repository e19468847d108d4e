import type { HttpClient } from './http.ts'
import type { ProviderDeps } from './provider.ts'

/**
 * The tracker's own clock, as its answers tell it. What counts when changes are read is the time there: a hub whose
 * clock is wrong must not take for settled what the tracker has not shown yet.
 */
export function withTrackerClock(http: HttpClient, now: () => Date): ProviderDeps {
  let aheadMs = 0
  return {
    now: () => new Date(now().getTime() + aheadMs),
    http: {
      async send(request) {
        const answer = await http.send(request)
        const there = Date.parse(answer.headers.date ?? '')
        // The header counts whole seconds, so a smaller difference is none.
        const ahead = Number.isNaN(there) ? 0 : there - now().getTime()
        aheadMs = Math.abs(ahead) < toleratedMs ? 0 : ahead
        return answer
      },
    },
  }
}

const toleratedMs = 2_000
