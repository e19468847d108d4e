import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { Refusal } from '../../domain/refusal.ts'
import { findConnection } from '../../store/connections.ts'
import { cancelWrites, insertDelivery } from '../../store/deliveries.ts'
import { deleteLink, linkOfTicket, type Link } from '../../store/links.ts'
import { transact, type Db } from '../../store/open.ts'
import { addEvent } from '../../store/tickets.ts'
import { deskTicket } from './desk-ticket.ts'

/** Unlinks a help-desk ticket from its issue. The issue stays as it is, but for its way back to the ticket. */
export async function unlinkIssue(deps: Deps, actor: Actor, of: { ticketId: string }): Promise<void> {
  await transact(deps.store.db, async (tx) => {
    await deskTicket(tx, actor.workspaceId, of.ticketId)
    const link = await linkOfTicket(tx, of.ticketId)
    if (!link) throw new Refusal('conflict', 'The ticket is not linked to an issue.')
    await removeLink(deps, tx, { actor, link })
  })
  deps.jobs.wake('deliver')
  deps.live.publish(actor.workspaceId, { topic: 'tickets', id: of.ticketId })
}

/** The same inside a transaction of the caller's: what was on its way to the issue is given up, and the history says so. */
export async function removeLink(deps: Deps, tx: Db, of: { actor: Actor; link: Link }): Promise<void> {
  const { actor, link } = of
  const { workspaceId, ticketId, connectionId, issueId } = link
  if (!(await deleteLink(tx, link.id))) return
  const at = deps.ctx.now()
  const dropped = await cancelWrites(tx, { ticketId, connectionId, at })
  const rest = dropped > 0 ? ` ${dropped} comments or files that were on their way to it are not sent.` : ''
  const event = { workspaceId, ticketId, at, kind: 'link', actor: actor.name }
  await addEvent(tx, { ...event, id: deps.ctx.newId(), text: `Unlinked from ${link.issueKey}.${rest}` })
  const connection = await findConnection(tx, connectionId)
  if (!connection || connection.state === 'disconnected' || link.state === 'gone') return
  const row = { id: deps.ctx.newId(), workspaceId, ticketId, connectionId, issueId, at }
  await insertDelivery(tx, deps.jobs, { ...row, kind: 'remove-backlink' })
}
