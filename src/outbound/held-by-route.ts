import { checkRoute } from '../connections/check-route.ts'
import type { Deps } from '../deps.ts'
import type { Fault, FaultKind } from '../domain/fault.ts'
import { ProviderError } from '../providers/provider.ts'
import type { Connection } from '../store/connections.ts'
import { changeDelivery, lockDelivery, type Delivery } from '../store/deliveries.ts'
import { addDeliveryJob } from '../store/jobs.ts'
import { addLogEntry } from '../store/log.ts'
import { transact } from '../store/open.ts'
import { findRoute, type RouteRow } from '../store/routes.ts'
import type { Composed } from './compose.ts'
import { prepare } from './prepare.ts'
import { waitForRoute } from './wait-for-route.ts'

/** What a tracker says when a project, path or type is gone or a field is missing. */
const ofTheRoute = new Set<FaultKind>(['invalid', 'not-found', 'forbidden'])

/** When each route was last looked at because a ticket was refused. */
const lookedAt = new Map<string, number>()
const lookAgainMs = 10_000

/** Many tickets may be refused at once for what is in them; the route is not looked at for each. */
function justLooked(deps: Deps, { id }: RouteRow): boolean {
  const now = deps.ctx.now().getTime()
  if (now - (lookedAt.get(id) ?? 0) < lookAgainMs) return true
  lookedAt.set(id, now)
  return false
}

/**
 * Looks whether a refused creation was refused because of its route: then it waits, with what is missing said, and
 * goes on by itself once the route is put right. False: the refusal is the ticket's own.
 */
export async function heldByItsRoute(
  deps: Deps,
  of: { delivery: Delivery; connection: Connection; prepared: Composed; fault: Fault },
): Promise<boolean> {
  const { delivery, connection, fault } = of
  if (!ofTheRoute.has(fault.kind)) return false
  const routeId = of.prepared.route?.id
  const route = routeId ? await findRoute(deps.store.db, routeId) : undefined
  if (!route || justLooked(deps, route)) return false
  try {
    await checkRoute(deps, connection, { route })
  } catch (error) {
    // The tracker cannot be asked now; its refusal stands as it is.
    if (error instanceof ProviderError) return false
    throw error
  }
  const held = await transact(deps.store.db, async (tx) => {
    const row = await lockDelivery(tx, delivery.id)
    if (!row || row.state !== 'sending') return true
    const again = await prepare(deps, tx, { ticketId: delivery.ticketId, connection })
    if (!('block' in again)) {
      if (again.route?.id === routeId) return false
      // Its route falls back to another one, which is tried next.
      const change = { state: 'queued' as const, claimedBy: null, updatedAt: deps.ctx.now() }
      await changeDelivery(tx, delivery.id, change)
      await addDeliveryJob(tx, deps.jobs, { delivery: { ...delivery, ...change } })
      return true
    }
    await waitForRoute(deps, tx, { delivery: row, fault, ...again })
    await addLogEntry(tx, {
      id: deps.ctx.newId(),
      workspaceId: delivery.workspaceId,
      at: deps.ctx.now(),
      ticketId: delivery.ticketId,
      connectionId: connection.id,
      level: 'error',
      message: `Creation in ${connection.name}: ${fault.detail} ${again.block.because}`,
      fault,
    })
    return true
  })
  deps.jobs.wake('deliver')
  if (held) deps.live.publish(delivery.workspaceId, { topic: 'tickets', id: delivery.ticketId })
  return held
}
