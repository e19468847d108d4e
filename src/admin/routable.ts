import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { connectionOf, type Connection } from '../store/connections.ts'
import { addLogEntry } from '../store/log.ts'
import type { Db } from '../store/open.ts'

/** The connection whose routes are to be changed: tickets go only to the active one. */
export async function routableConnection(deps: Deps, actor: Actor, id: string): Promise<Connection> {
  const connection = await connectionOf(deps.store.db, actor.workspaceId, id)
  if (!connection) throw notFound('connection')
  if (connection.state === 'active') return connection
  throw new Refusal('conflict', `${connection.name} is not active, so no ticket goes there.`)
}

/** Writes into the log who changed a route. */
export function noteRoute(
  deps: Deps,
  tx: Db,
  of: { actor: Actor; connection: Connection; text: string },
): Promise<void> {
  return addLogEntry(tx, {
    id: deps.ctx.newId(),
    workspaceId: of.actor.workspaceId,
    at: deps.ctx.now(),
    connectionId: of.connection.id,
    level: 'info',
    message: `${of.actor.name} ${of.text}.`,
  })
}

/** After the commit: what waited goes on, open pages look again. */
export function announceRoutes(deps: Deps, connection: Connection): void {
  deps.jobs.wake('deliver')
  deps.live.publish(connection.workspaceId, { topic: 'connections', id: connection.id })
}
