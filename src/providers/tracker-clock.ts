import type { HttpClient } from './http.ts'
import type { ProviderDeps } from './provider.ts'

/**
 * The tracker's own clock, as its answers tell it. What counts when changes are read is the time there: a hub whose
 * clock is wrong must not take for settled what the tracker has not shown yet.
 */
export function withTrackerClock(http: HttpClient, now: () => Date): ProviderDeps {
  let aheadMs: number | undefined
  const there = () => new Date(now().getTime() + (aheadMs ?? 0))
  return {
    now: there,
    toldTime: () => (aheadMs === undefined ? undefined : there()),
    http: {
      async send(request) {
        const answer = await http.send(request)
        const told = Date.parse(answer.headers.date ?? '')
        if (Number.isNaN(told)) return answer
        const ahead = told - now().getTime()
        // The header counts whole seconds, so a smaller difference is none.
        aheadMs = Math.abs(ahead) < toleratedMs ? 0 : ahead
        return answer
      },
    },
  }
}

const toleratedMs = 2_000
