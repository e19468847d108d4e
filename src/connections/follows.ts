import type { Deps } from '../deps.ts'
import type { Connection } from '../store/connections.ts'

/** Whether the tracker is asked for status at all: some connections only create (B5). */
export function follows(
  deps: Pick<Deps, 'trackers'>,
  { provider, config }: Pick<Connection, 'provider' | 'config'>,
): boolean {
  return deps.trackers.provider(provider).follows?.(config) ?? true
}
