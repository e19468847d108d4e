import type { Trackers } from './deps.ts'
import type { HttpClient } from './providers/http.ts'
import { paceKey, type Pacer } from './providers/pace.ts'
import { providerOf, providers } from './providers/registry.ts'
import { withTrackerClock } from './providers/tracker-clock.ts'

/** The built-in providers over one guarded client and one pace for each credential. */
export function createTrackers({
  http,
  pacer,
  now,
}: {
  http: HttpClient
  pacer: Pacer
  now: () => Date
}): Trackers {
  function provider(kind: string) {
    const found = providerOf(kind)
    if (!found) throw new Error(`There is no provider ${kind}.`)
    return found
  }
  function keyOf(kind: string, config: unknown): string {
    const texts = Object.values(config as object).filter((value) => typeof value === 'string')
    const site = texts.find((text) => URL.canParse(text)) ?? `http://${kind}`
    return paceKey(site, JSON.stringify(texts))
  }
  const memories = new Map<string, Map<string, unknown>>()

  function memoryOf(key: string): Map<string, unknown> {
    const memory = memories.get(key) ?? new Map<string, unknown>()
    memories.set(key, memory)
    return memory
  }

  function depsFor(kind: string, config: unknown, { requestsPerMinute }: { requestsPerMinute: number }) {
    const key = keyOf(kind, config)
    const paced = pacer.wrap(http, { key, requestsPerMinute })
    return { ...withTrackerClock(paced, now), memory: memoryOf(key) }
  }

  return {
    providers,
    provider,
    nextFree: (kind, config, { requestsPerMinute }) =>
      pacer.nextFree({ key: keyOf(kind, config), requestsPerMinute }),
    connect: (kind, config, limits) => provider(kind).connect(config, depsFor(kind, config, limits)),
    connectHelpDesk: (kind, config, limits) =>
      provider(kind).helpDesk?.(config, depsFor(kind, config, limits)),
  }
}
