import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { filled, unfilled } from '../domain/needed-field.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { mainDeliveryOf, releaseWaiting } from '../store/deliveries.ts'
import { transact } from '../store/open.ts'
import { fillRoute, findRoute } from '../store/routes.ts'
import { addEvent } from '../store/tickets.ts'

/**
 * Gives the values that a ticket's route lacks. They are kept for the route, so everything that waits for the same
 * goes on (A74). Values that the route has already are an administrator's and stay.
 * @throws {Refusal} naming each field that is missing or does not fit
 */
export async function fillMissing(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; values: Record<string, string> },
): Promise<void> {
  const { db } = deps.store
  const delivery = await mainDeliveryOf(db, of.ticketId)
  if (delivery?.workspaceId !== actor.workspaceId) throw notFound('ticket')
  const route = delivery.waitsForRouteId ? await findRoute(db, delivery.waitsForRouteId) : undefined
  const missing = route ? unfilled(route.needs, route.fields) : []
  if (!route || missing.length === 0)
    throw new Refusal('conflict', 'This ticket does not wait for a value any more.')
  const { fields, errors } = filled(missing, of.values)
  if (errors.length > 0) throw new Refusal('invalid', 'The tracker requires these fields.', { errors })
  const now = deps.ctx.now()
  await transact(db, async (tx) => {
    await fillRoute(tx, route.id, { fields, updatedAt: now })
    await releaseWaiting(tx, deps.jobs, { connectionId: route.connectionId, routeId: route.id, now })
    const text = `${actor.name} gave ${fields.map(({ name, value }) => `${name}: ${value}`).join(', ')}.`
    const event = { id: deps.ctx.newId(), workspaceId: actor.workspaceId, ticketId: of.ticketId, at: now }
    await addEvent(tx, { ...event, kind: 'delivery', actor: actor.name, text })
  })
  deps.jobs.wake('deliver')
  deps.live.publish(actor.workspaceId, { topic: 'tickets', id: of.ticketId })
  deps.live.publish(actor.workspaceId, { topic: 'connections', id: route.connectionId })
}
