import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { insertDelivery } from '../store/deliveries.ts'
import { findConnection } from '../store/connections.ts'
import { linkOfTicket } from '../store/links.ts'
import { addEvent, findTicket } from '../store/tickets.ts'
import { transact } from '../store/open.ts'

/** Adds a comment to the timeline and sends it to the ticket's issue, once. */
export async function comment(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; text: string },
): Promise<void> {
  const { ctx, store, jobs } = deps
  const { workspaceId } = actor
  await transact(store.db, async (tx) => {
    const ticket = await findTicket(tx, workspaceId, { id: of.ticketId })
    if (!ticket) throw notFound('ticket')
    if (ticket.type === 'support') {
      throw new Refusal(
        'conflict',
        'What is said on a help-desk ticket is an action, with a type and a visibility: add one there.',
      )
    }
    if (ticket.type === 'service') {
      throw new Refusal(
        'conflict',
        'What is said on a partner’s ticket is an event, which its operator reads: add one under /v1/service-tickets.',
      )
    }
    const link = await linkOfTicket(tx, ticket.id)
    if (!link || link.state === 'gone') {
      throw new Refusal('conflict', 'The ticket has no issue in the tracker that could be commented on.')
    }
    const connection = await findConnection(tx, link.connectionId)
    if (!connection || connection.state === 'disconnected') {
      throw new Refusal(
        'conflict',
        'The ticket’s connection is disconnected, so its issue cannot be commented on.',
      )
    }
    const at = ctx.now()
    const row = { id: ctx.newId(), workspaceId, ticketId: ticket.id }
    await addEvent(tx, { ...row, at, kind: 'comment', actor: actor.name, text: of.text })
    await insertDelivery(tx, jobs, {
      ...row,
      kind: 'comment',
      id: ctx.newId(),
      connectionId: link.connectionId,
      comment: { text: of.text, author: actor.name },
      at,
    })
  })
  jobs.wake('deliver')
  deps.live.publish(workspaceId, { topic: 'tickets', id: of.ticketId })
}
