import type { Deps } from '../deps.ts'
import type { HelpDeskTracker } from '../providers/help-desk.ts'
import type { Tracker } from '../providers/provider.ts'
import { configWithSecrets, type Connection } from '../store/connections.ts'
import { opening } from './unreadable.ts'

/** By the row as it was read: another reading, after a change, makes a new client. */
const clients = new WeakMap<Connection, Tracker>()

/**
 * A client for a stored connection.
 * @throws {ProviderError} where its credential cannot be opened
 */
export function trackerOf(deps: Deps, connection: Connection): Tracker {
  const known = clients.get(connection) ?? connectTo(deps, connection)
  clients.set(connection, known)
  return known
}

const desks = new WeakMap<Connection, HelpDeskTracker>()

/**
 * The same connection's client for the help desk.
 * @throws {ProviderError} where its credential cannot be opened
 * @throws {Error} where the provider has none; see {@link servesHelpDesk}
 */
export function helpDeskOf(deps: Deps, connection: Connection): HelpDeskTracker {
  const known = desks.get(connection) ?? connectDesk(deps, connection)
  desks.set(connection, known)
  return known
}

/** Whether a connection can be an instance of the help desk. */
export function servesHelpDesk(
  deps: Pick<Deps, 'trackers'>,
  { provider }: Pick<Connection, 'provider'>,
): boolean {
  return deps.trackers.provider(provider).helpDeskPlaces !== undefined
}

function connectDesk(deps: Deps, connection: Connection): HelpDeskTracker {
  const requestsPerMinute = budgetOf(deps, connection)
  const config = secretsOf(deps, connection)
  const desk = deps.trackers.connectHelpDesk(connection.provider, config, { requestsPerMinute })
  if (!desk) throw new Error(`${connection.provider} does not serve the help desk.`)
  return desk
}

const budgetOf = (deps: Deps, { provider, settings }: Connection) =>
  settings.requestsPerMinute ?? deps.trackers.provider(provider).about.requestsPerMinute

function connectTo(deps: Deps, connection: Connection): Tracker {
  const requestsPerMinute = budgetOf(deps, connection)
  const config = secretsOf(deps, connection)
  return deps.trackers.connect(connection.provider, config, { requestsPerMinute })
}

const secretsOf = ({ sealer }: Deps, connection: Connection) =>
  opening(() => configWithSecrets(sealer, connection))
