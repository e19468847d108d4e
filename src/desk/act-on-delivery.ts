import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { deliveryActions, type DeliveryAction } from '../domain/ticket.ts'
import { changeDelivery, mainDeliveryOf, lockDelivery, type Delivery } from '../store/deliveries.ts'
import { addJob } from '../store/jobs.ts'
import { transact, type Db } from '../store/open.ts'
import { addEvent, lockTicket, setTicketStatus } from '../store/tickets.ts'

/** Tries what failed or waits at once. A creation's route is chosen anew. */
export function retryDelivery(deps: Deps, actor: Actor, ticketId: string): Promise<void> {
  return act(deps, actor, {
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

async function requeue(deps: Deps, tx: Db, delivery: Delivery): Promise<void> {
  const updatedAt = deps.ctx.now()
  await changeDelivery(tx, delivery.id, { state: 'queued', waitingFor: null, nextAttemptAt: null, updatedAt })
  await addJob(tx, deps.jobs, { name: 'deliver', data: { deliveryId: delivery.id } })
}

async function cancel(deps: Deps, tx: Db, delivery: Delivery): Promise<void> {
  const at = deps.ctx.now()
  const change = { state: 'cancelled' as const, waitingFor: null, nextAttemptAt: null, updatedAt: at }
  await changeDelivery(tx, delivery.id, change)
  if (delivery.kind === 'comment') return
  const ticket = await lockTicket(tx, delivery.workspaceId, delivery.ticketId)
  if (ticket) await setTicketStatus(tx, ticket, { status: 'Closed', category: 'Closed', open: false, at })
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
