import type { Deps } from '../deps.ts'
import type { Tracker } from '../providers/provider.ts'
import { configWithSecrets, type Connection } from '../store/connections.ts'

/** A client for a stored connection. */
export function trackerOf(deps: Deps, connection: Connection): Tracker {
  const provider = deps.trackers.provider(connection.provider)
  const requestsPerMinute = connection.settings.requestsPerMinute ?? provider.about.requestsPerMinute
  const config = configWithSecrets(deps.sealer, connection)
  return deps.trackers.connect(connection.provider, config, { requestsPerMinute })
}
