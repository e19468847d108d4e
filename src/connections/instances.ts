import type { Deps } from '../deps.ts'
import { instanceName, instanceSettings, type InstanceSettings } from '../domain/instance.ts'
import type { InstanceProject } from '../domain/tracker-project.ts'
import { activeConnections, type Connection } from '../store/connections.ts'
import type { Db } from '../store/open.ts'
import { servesHelpDesk } from './tracker-of.ts'

/** An active connection in the role of an instance of the help desk. */
export interface Instance {
  connection: Connection
  /** “Default”, or the connection's own name (C24). */
  name: string
  settings: InstanceSettings
}

export const instanceOf = (connection: Connection): Instance => ({
  connection,
  name: instanceName(connection),
  settings: instanceSettings(connection.settings.helpDesk),
})

/** All instances of a workspace, the default one first. */
export async function instancesOf(
  deps: Pick<Deps, 'trackers'>,
  db: Db,
  workspaceId: string,
): Promise<Instance[]> {
  const connections = await activeConnections(db, workspaceId)
  return connections.filter((connection) => servesHelpDesk(deps, connection)).map(instanceOf)
}

/** What an instance says about where issues go. */
export const instanceProject = ({ connection, name, settings }: Instance): InstanceProject => ({
  id: connection.id,
  name,
  defaultProjectKey: settings.defaultProjectKey,
  alwaysDefault: settings.alwaysDefault,
})
