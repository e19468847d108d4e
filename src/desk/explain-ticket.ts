import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { explained, type Explained } from '../domain/explained.ts'
import { notFound } from '../domain/refusal.ts'
import type { Reason } from '../domain/reason.ts'
import { composeSupport } from '../outbound/compose-support.ts'
import { prepare } from '../outbound/prepare.ts'
import { supportParts, supportSetting } from '../outbound/support-parts.ts'
import { findConnection, type Connection } from '../store/connections.ts'
import { creationOf } from '../store/deliveries.ts'
import { linkOfTicket, type Link } from '../store/links.ts'
import type { Db } from '../store/open.ts'
import { findTicket } from '../store/tickets.ts'
import { deskTicket } from './support-link/desk-ticket.ts'

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
  if (!ticket) throw notFound('ticket')
  const link = await linkOfTicket(db, ticketId)
  const taken = link ? takenFrom(link, ticket.status) : []
  // A help-desk ticket may have been linked to an issue that existed, or have none.
  if (!creation) return { state: 'sent', sent: [], taken }
  const wasSent = creation.attempts > 0 && creation.waitsForRouteId === null
  if (wasSent) return { state: 'sent', sent: creation.explanation ?? [], taken }
  const connection = await findConnection(db, creation.connectionId)
  const plan = ticket.type === 'support' ? prepareSupport : prepare
  const planned = connection && (await plan(deps, db, { ticketId, connection }))
  return { state: 'planned', sent: planned?.explanation ?? [], taken }
}

/** What a help-desk ticket's issue would be, as far as it is known without asking the tracker. */
async function prepareSupport(deps: Deps, db: Db, of: { ticketId: string; connection: Connection }) {
  const found = await deskTicket(db, of.connection.workspaceId, of.ticketId)
  const setting = await supportSetting(deps, db, of.connection)
  return composeSupport(
    supportParts(setting, { ...found, delivery: found.creation ?? { survey: null, given: null } }),
  )
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
