import type { Effect } from './contract-world.ts'
import { startServer } from './server.ts'

const effects = {
  'drop before': { dropBefore: true },
  'commit then drop': { commitThenDrop: true },
  'commit late': { commitLateMs: 20 },
  html: { html: true },
  'half a JSON': { halfJson: true },
  'empty body': { emptyBody: true },
  nulls: { nulls: true },
  'unknown members': { unknownMembers: true },
} as const

/** A contract's effect in the switches that every simulator has. */
export const effectOf = (effect: Effect) => ('status' in effect ? effect : effects[effect.kind])

interface Simulated {
  calls: unknown[]
  settle(): Promise<void>
}

/** One webhook as a simulated tracker sends it to the address that was registered. */
export async function oneDelivery(
  site: Simulated,
  { register, act }: { register: (url: string) => void; act: () => Promise<string> },
) {
  const receiver = await startServer((_, response) => response.end())
  register(receiver.url)
  const issueId = await act()
  await site.settle()
  await receiver.close()
  const [request] = receiver.requests
  const headers = Object.entries(request?.headers ?? {}).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ])
  return {
    headers: Object.fromEntries(headers) as Record<string, string | undefined>,
    rawBody: request?.body ?? '',
    issueId,
  }
}

/** Counts the hub's calls only: what people do by the same API goes through `aside`. */
export function hubCalls(site: Simulated) {
  let own = 0
  return {
    hubsCalls: () => site.calls.length - own,
    aside: async <T>(work: () => Promise<T>): Promise<T> => {
      const before = site.calls.length
      const result = await work()
      own += site.calls.length - before
      return result
    },
  }
}
