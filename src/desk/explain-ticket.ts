import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { explained, type Explained } from '../domain/explained.ts'
import { notFound } from '../domain/refusal.ts'
import type { Reason } from '../domain/reason.ts'
import { prepare } from '../outbound/prepare.ts'
import { findConnection } from '../store/connections.ts'
import { creationOf } from '../store/deliveries.ts'
import { linkOfTicket, type Link } from '../store/links.ts'
import { findTicket } from '../store/tickets.ts'

export interface Explanation {
  /** `sent`: what went to the tracker; `planned`: what would go there now. */
  state: 'sent' | 'planned'
  sent: Explained[]
  /** What was taken over from the tracker. */
  taken: Explained[]
}

/** For each value sent and each value taken over: the rule, its input, what was set aside, the fallback used. */
export async function explainTicket(deps: Deps, actor: Actor, ticketId: string): Promise<Explanation> {
  const { db } = deps.store
  const ticket = await findTicket(db, actor.workspaceId, { id: ticketId })
  const creation = await creationOf(db, ticketId)
  if (!ticket || !creation) throw notFound('ticket')
  const link = await linkOfTicket(db, ticketId)
  const taken = link ? takenFrom(link, ticket.status) : []
  const wasSent = creation.attempts > 0 && creation.waitsForRouteId === null
  if (wasSent) return { state: 'sent', sent: creation.explanation ?? [], taken }
  const connection = await findConnection(db, creation.connectionId)
  const planned = connection && (await prepare(deps, db, { ticketId, connection }))
  return { state: 'planned', sent: planned?.explanation ?? [], taken }
}

function takenFrom(link: Link, status: string): Explained[] {
  const asSaid = (what: string): Reason => ({
    rule: 'as the tracker says',
    because: `${what} is taken over as it stands in the tracker.`,
  })
  const rows = [
    explained('issueKey', 'Key', { value: link.issueKey, reason: asSaid('The key') }),
    explained('url', 'Address', { value: link.url, reason: asSaid('The address') }),
  ]
  if (link.rawStatus !== null) {
    rows.push(
      explained('rawStatus', 'External status', { value: link.rawStatus, reason: asSaid('The status') }),
    )
  }
  if (link.statusReason)
    rows.push(explained('status', 'Status', { value: status, reason: link.statusReason }))
  if (link.assignee !== null) {
    rows.push(explained('assignee', 'Assignee', { value: link.assignee, reason: asSaid('The assignee') }))
  }
  return rows
}
