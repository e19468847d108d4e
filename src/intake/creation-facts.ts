import type { Deps } from '../deps.ts'
import { creationFacts, type CreationFacts } from '../store/creation.ts'

const believedMs = 2_000

interface Known {
  facts: CreationFacts
  until: number
}

const known = new WeakMap<Deps['live'], Map<string, Known>>()

/**
 * What a creation has to know of its workspace. Without a project or recommendation that is the same for
 * everybody, and kept for two seconds or until a connection changes; the insert checks again.
 */
export async function factsFor(
  deps: Deps,
  workspaceId: string,
  of: { projectId: string | null | undefined; findingId: string | null },
): Promise<CreationFacts> {
  if (of.projectId || of.findingId) return creationFacts(deps.store, workspaceId, of)
  const cache = cacheOf(deps, workspaceId)
  const now = deps.ctx.now().getTime()
  const kept = cache.get(workspaceId)
  if (kept && kept.until > now) return kept.facts
  const facts = await creationFacts(deps.store, workspaceId, of)
  cache.set(workspaceId, { facts, until: now + believedMs })
  return facts
}

function cacheOf(deps: Deps, workspaceId: string): Map<string, Known> {
  const cache = known.get(deps.live) ?? new Map<string, Known>()
  known.set(deps.live, cache)
  if (!cache.has(workspaceId)) {
    const leave = deps.live.subscribe(workspaceId, ({ topic }) => {
      if (topic !== 'connections') return
      cache.delete(workspaceId)
      leave()
    })
  }
  return cache
}
