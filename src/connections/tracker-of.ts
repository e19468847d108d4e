import type { Deps } from '../deps.ts'
import type { Tracker } from '../providers/provider.ts'
import { configWithSecrets, type Connection } from '../store/connections.ts'

/** By the row as it was read: another reading, after a change, makes a new client. */
const clients = new WeakMap<Connection, Tracker>()

/** A client for a stored connection. */
export function trackerOf(deps: Deps, connection: Connection): Tracker {
  const known = clients.get(connection) ?? connectTo(deps, connection)
  clients.set(connection, known)
  return known
}

function connectTo(deps: Deps, connection: Connection): Tracker {
  const provider = deps.trackers.provider(connection.provider)
  const requestsPerMinute = connection.settings.requestsPerMinute ?? provider.about.requestsPerMinute
  const config = configWithSecrets(deps.sealer, connection)
  return deps.trackers.connect(connection.provider, config, { requestsPerMinute })
}
