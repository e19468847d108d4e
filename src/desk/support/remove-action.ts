import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { notFound } from '../../domain/refusal.ts'
import { saidMoment } from '../../domain/said-moment.ts'
import { actionView, changeAction, lockAction } from '../../store/actions.ts'
import { transact } from '../../store/open.ts'
import { touchTicket } from '../../store/support-tickets.ts'
import { addEvent } from '../../store/tickets.ts'
import { lockSupportTicket } from './lock-support-ticket.ts'

/** Takes an action off its ticket; the history says so. Its comment in the tracker stays (CX18). */
export async function removeAction(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; id: string },
): Promise<void> {
  const { workspaceId } = actor
  await transact(deps.store.db, async (tx) => {
    const ticket = await lockSupportTicket(tx, workspaceId, of.ticketId)
    const action = await lockAction(tx, ticket.id, of.id)
    const view = action && (await actionView(tx, ticket.id, action.id))
    if (!view) throw notFound('action')
    const at = deps.ctx.now()
    await changeAction(tx, view, { removedAt: at })
    const which = `${view.typeName} of ${view.author} of ${saidMoment(view.at)}`
    const text = `An action (${which}, ${view.visibility}) was removed by ${actor.name} at ${saidMoment(at)}.`
    const event = { id: deps.ctx.newId(), workspaceId, ticketId: ticket.id, at, actor: actor.name }
    await addEvent(tx, { ...event, kind: 'action', text })
    await touchTicket(tx, ticket, at)
  })
  deps.live.publish(workspaceId, { topic: 'tickets', id: of.ticketId })
}
