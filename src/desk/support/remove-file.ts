import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { notFound } from '../../domain/refusal.ts'
import { saidMoment } from '../../domain/said-moment.ts'
import { attachmentOf, removeAttachment } from '../../store/attachments.ts'
import { transact } from '../../store/open.ts'
import { touchTicket } from '../../store/support-tickets.ts'
import { addEvent } from '../../store/tickets.ts'
import { lockSupportTicket } from './lock-support-ticket.ts'

/** Takes a file off its ticket, with its content unless another file has the same. A copy in the tracker stays. */
export async function removeFile(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; id: string },
): Promise<void> {
  const { workspaceId } = actor
  await transact(deps.store.db, async (tx) => {
    const ticket = await lockSupportTicket(tx, workspaceId, of.ticketId)
    const file = await attachmentOf(tx, ticket.id, of.id)
    if (!file) throw notFound('attachment')
    const at = deps.ctx.now()
    await removeAttachment(tx, file, at)
    const text = `The file “${file.name}” of ${file.author} was removed by ${actor.name} at ${saidMoment(at)}.`
    const event = { id: deps.ctx.newId(), workspaceId, ticketId: ticket.id, at, actor: actor.name }
    await addEvent(tx, { ...event, kind: 'attachment', text })
    await touchTicket(tx, ticket, at)
  })
  deps.live.publish(workspaceId, { topic: 'tickets', id: of.ticketId })
}
