import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { attributeTitles } from '../domain/alarm.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { transact } from '../store/open.ts'
import { addEvent, lockTicket, setTicketAttributes } from '../store/tickets.ts'

/** Corrects what an alarm's ticket knows besides (BX10). What the tracker was sent already is not changed there. */
export async function changeAttributes(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; attributes: Record<string, string> },
): Promise<void> {
  const { workspaceId } = actor
  const changed = await transact(deps.store.db, async (tx) => {
    const ticket = await lockTicket(tx, workspaceId, of.ticketId)
    if (!ticket) throw notFound('ticket')
    if (ticket.type !== 'alarm')
      throw new Refusal('conflict', 'Only a ticket about an alarm has attributes of an alarm.')
    const before = ticket.attributes ?? {}
    const changes = Object.entries(of.attributes).filter(([name, value]) => (before[name] ?? '') !== value)
    if (changes.length === 0) return false
    const at = deps.ctx.now()
    const after = { ...before, ...Object.fromEntries(changes) }
    const attributes = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== ''))
    await setTicketAttributes(tx, ticket, { attributes, at })
    const said = changes.map(([name, value]) => sentence(name, before[name] ?? '', value))
    const event = { id: deps.ctx.newId(), workspaceId, ticketId: ticket.id, at, actor: actor.name }
    await addEvent(tx, { ...event, kind: 'attributes', text: said.join(' ') })
    return true
  })
  if (changed) deps.live.publish(workspaceId, { topic: 'tickets', id: of.ticketId })
}

function sentence(name: string, before: string, after: string): string {
  const title = attributeTitles[name] ?? name
  if (after === '') return `${title} “${before}” was taken away.`
  return before === '' ? `${title} is “${after}”.` : `${title} is “${after}”, was “${before}”.`
}
