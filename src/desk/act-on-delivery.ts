import { checkRoute } from '../connections/check-route.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { deliveryActions, type DeliveryAction } from '../domain/ticket.ts'
import { ProviderError } from '../providers/provider.ts'
import { findConnection } from '../store/connections.ts'
import { changeDelivery, mainDeliveryOf, lockDelivery, type Delivery } from '../store/deliveries.ts'
import { addDeliveryJob } from '../store/jobs.ts'
import { transact, type Db } from '../store/open.ts'
import { findRoute } from '../store/routes.ts'
import { addEvent, lockTicket, setTicketStatus } from '../store/tickets.ts'

/** Tries what failed or waits at once. A creation's route is looked at again and chosen anew. */
export async function retryDelivery(deps: Deps, actor: Actor, ticketId: string): Promise<void> {
  if (await isReleased(deps, actor, ticketId)) return
  await act(deps, actor, {
    ticketId,
    action: 'retry',
    text: `${actor.name} asked to try again.`,
    change: requeue,
  })
}

/** Sends a parked creation again: a person has looked and says that the issue does not exist. */
export function createAgain(deps: Deps, actor: Actor, ticketId: string): Promise<void> {
  const text = `${actor.name} looked it up, found no issue, and asked to create it again.`
  return act(deps, actor, { ticketId, action: 'create-again', text, change: requeue })
}

/** Gives up what has not happened. Without its creation a ticket is closed and its finding is free again. */
export function cancelDelivery(deps: Deps, actor: Actor, ticketId: string): Promise<void> {
  return act(deps, actor, {
    ticketId,
    action: 'cancel',
    text: `${actor.name} gave it up.`,
    change: cancel,
  })
}

/**
 * Looks again at the route that a creation waits for: somebody may have put the tracker right, which nobody has told
 * the hub. True when that has let the creation go.
 */
async function isReleased(deps: Deps, actor: Actor, ticketId: string): Promise<boolean> {
  const { db } = deps.store
  const delivery = await mainDeliveryOf(db, ticketId)
  if (delivery?.workspaceId !== actor.workspaceId || !delivery.waitsForRouteId) return false
  const route = await findRoute(db, delivery.waitsForRouteId)
  const connection = await findConnection(db, delivery.connectionId)
  if (!route || connection?.state !== 'active') return false
  try {
    await checkRoute(deps, connection, { route })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
  }
  const after = await mainDeliveryOf(db, ticketId)
  return after?.id === delivery.id && after.waitsForRouteId === null
}

async function requeue(deps: Deps, tx: Db, delivery: Delivery): Promise<void> {
  const updatedAt = deps.ctx.now()
  // What the tracker takes may have been changed since.
  const change = { waitingFor: null, waitsForRouteId: null, nextAttemptAt: null, survey: null, updatedAt }
  // After a restore it may have been tried since, with success: the tracker is searched first.
  const state = delivery.state === 'failed' && delivery.unknownSince ? 'checking' : 'queued'
  await changeDelivery(tx, delivery.id, { ...change, state })
  await addDeliveryJob(tx, deps.jobs, { delivery: { ...delivery, state } })
}

async function cancel(deps: Deps, tx: Db, delivery: Delivery): Promise<void> {
  const at = deps.ctx.now()
  const change = { waitingFor: null, waitsForRouteId: null, nextAttemptAt: null, updatedAt: at }
  await changeDelivery(tx, delivery.id, { ...change, state: 'cancelled' })
  if (delivery.kind !== 'create') return
  const ticket = await lockTicket(tx, delivery.workspaceId, delivery.ticketId)
  // A ticket of the help desk or of a partner goes on without an issue.
  if (ticket && ticket.type !== 'support' && ticket.type !== 'service')
    await setTicketStatus(tx, ticket, { status: 'Closed', category: 'Closed', open: false, at })
}

interface Act {
  ticketId: string
  action: DeliveryAction
  text: string
  change: (deps: Deps, tx: Db, delivery: Delivery) => Promise<void>
}

/** @throws {Refusal} when the delivery's state does not allow the action */
async function act(deps: Deps, actor: Actor, of: Act): Promise<void> {
  const { workspaceId } = actor
  await transact(deps.store.db, async (tx) => {
    const delivery = await lockedDelivery(tx, workspaceId, of)
    await of.change(deps, tx, delivery)
    const event = { id: deps.ctx.newId(), workspaceId, ticketId: of.ticketId, at: deps.ctx.now() }
    await addEvent(tx, { ...event, kind: 'delivery', actor: actor.name, text: of.text })
  })
  deps.jobs.wake('deliver')
  deps.live.publish(workspaceId, { topic: 'tickets', id: of.ticketId })
}

/**
 * The ticket's delivery that matters most, locked.
 * @throws {Refusal} when there is none, or when its state does not allow the action
 */
export async function lockedDelivery(
  tx: Db,
  workspaceId: string,
  of: { ticketId: string; action: DeliveryAction },
): Promise<Delivery> {
  const found = await mainDeliveryOf(tx, of.ticketId)
  const delivery = found?.workspaceId === workspaceId ? await lockDelivery(tx, found.id) : undefined
  if (!delivery) throw notFound('ticket')
  const allowed = deliveryActions(delivery.kind, delivery.state)
  if (allowed.includes(of.action)) return delivery
  const now = allowed.length > 0 ? allowed.join(', ') : 'nothing'
  throw new Refusal(
    'conflict',
    `The ${delivery.kind === 'create' ? 'creation' : 'comment'} is ${delivery.state}; what can be done now: ${now}.`,
  )
}
