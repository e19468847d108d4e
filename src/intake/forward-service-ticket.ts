import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { activeConnection } from '../store/connections.ts'
import { creationOf, insertDelivery } from '../store/deliveries.ts'
import { linkOfTicket } from '../store/links.ts'
import { transact } from '../store/open.ts'
import { addEvent, lockTicket } from '../store/tickets.ts'
import { noActiveConnection } from './create-ticket.ts'

/**
 * Sends one service ticket to the active tracker, as any ticket can be (DX33); for tickets from before the forwarding was switched on.
 * @throws {Refusal} where it has an issue, or is on its way to one
 */
export async function forwardServiceTicket(deps: Deps, actor: Actor, ticketId: string): Promise<void> {
  const { ctx, store, jobs } = deps
  const { workspaceId } = actor
  await transact(store.db, async (tx) => {
    const ticket = await lockTicket(tx, workspaceId, ticketId)
    if (!ticket || ticket.type !== 'service') throw notFound('ticket')
    const link = await linkOfTicket(tx, ticketId)
    if (link) throw new Refusal('conflict', `It was forwarded already: ${link.issueKey}.`)
    const earlier = await creationOf(tx, ticketId)
    if (earlier && earlier.state !== 'cancelled') {
      throw new Refusal('conflict', 'It is on its way to the tracker already; see what it waits for.')
    }
    const connection = await activeConnection(tx, workspaceId)
    if (!connection) throw noActiveConnection()
    const at = ctx.now()
    const row = { workspaceId, ticketId, at }
    const delivery = { ...row, id: ctx.newId(), connectionId: connection.id, kind: 'create' as const }
    await insertDelivery(tx, jobs, delivery)
    const text = `Forwarded to ${connection.name}.`
    await addEvent(tx, { ...row, id: ctx.newId(), kind: 'sync', actor: actor.name, text })
  })
  jobs.wake('lane')
  deps.live.publish(workspaceId, { topic: 'tickets', id: ticketId })
}
