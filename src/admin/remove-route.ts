import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound } from '../domain/refusal.ts'
import { releaseWaiting } from '../store/deliveries.ts'
import { transact } from '../store/open.ts'
import { listRoutes, removeRoute } from '../store/routes.ts'
import { announceRoutes, noteRoute, routableConnection } from './routable.ts'

/** Takes a project's route away: its tickets go to the default route again (A46). */
export async function removeProjectRoute(
  deps: Deps,
  actor: Actor,
  of: { connectionId: string; projectId: string },
): Promise<void> {
  const connection = await routableConnection(deps, actor, of.connectionId)
  const now = deps.ctx.now()
  await transact(deps.store.db, async (tx) => {
    const route = (await listRoutes(tx, connection.id)).find((row) => row.projectId === of.projectId)
    if (!route) throw notFound('route')
    await releaseWaiting(tx, deps.jobs, { connectionId: connection.id, routeId: route.id, now })
    await removeRoute(tx, route.id)
    const { projectId, destination } = route
    await record(within(deps, tx), actor, {
      action: 'route.removed',
      target: { id: route.id, name: connection.name },
      before: { projectId, destination },
    })
    await noteRoute(deps, tx, { actor, connection, text: `removed a route of ${connection.name}` })
  })
  announceRoutes(deps, connection)
}
