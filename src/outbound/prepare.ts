import type { Deps } from '../deps.ts'
import type { Block } from '../domain/route.ts'
import { aliasOf } from '../domain/ticket.ts'
import type { Connection } from '../store/connections.ts'
import { findingOf } from '../store/findings.ts'
import type { Db } from '../store/open.ts'
import { projectOf } from '../store/projects.ts'
import { routesFor } from '../store/routes.ts'
import { findTicket } from '../store/tickets.ts'
import type { Explained } from '../domain/explained.ts'
import { compose, type Composed } from './compose.ts'

/** Puts together what a stored ticket's issue will be, or says which route holds it. Sends nothing. */
export async function prepare(
  deps: Pick<Deps, 'trackers' | 'publicUrl'>,
  db: Db,
  of: { ticketId: string; connection: Connection },
): Promise<Composed | { block: Block; explanation: Explained[] }> {
  const { connection } = of
  const { workspaceId } = connection
  const ticket = await findTicket(db, workspaceId, { id: of.ticketId })
  if (!ticket) throw new Error('A delivery belongs to a ticket that does not exist.')
  const { standard, own } = await routesFor(db, connection.id, ticket.projectId)
  if (!standard) throw new Error('A connection has no default route.')
  return compose({
    ticket: { ...ticket, alias: aliasOf(ticket.number) },
    finding: ticket.findingId ? await findingOf(db, workspaceId, ticket.findingId) : undefined,
    project: ticket.projectId ? await projectOf(db, workspaceId, ticket.projectId) : undefined,
    provider: deps.trackers.provider(connection.provider),
    connection,
    routes: { standard, own },
    publicUrl: deps.publicUrl,
  })
}
