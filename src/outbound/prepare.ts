import type { ZodError } from 'zod'
import type { Deps } from '../deps.ts'
import { factsOf } from '../domain/describe.ts'
import type { Fault } from '../domain/fault.ts'
import type { Priority } from '../domain/priority.ts'
import type { Decided, Reason } from '../domain/reason.ts'
import { chooseRoute } from '../domain/route.ts'
import { aliasOf } from '../domain/ticket.ts'
import type { Draft, Provider } from '../providers/provider.ts'
import type { Connection } from '../store/connections.ts'
import { findingOf } from '../store/findings.ts'
import type { Db } from '../store/open.ts'
import { projectOf } from '../store/projects.ts'
import { findTicket } from '../store/tickets.ts'

/** What would be sent for a ticket, and why. Sends nothing. */
export interface Prepared {
  destination: Record<string, unknown>
  destinationLabel: string
  routeReason: Reason
  priorityReason: Reason
  /** Where anchors of this destination count. */
  scope: string
  draft: Draft
}

/** Puts together what a ticket's issue will be, or says why its route cannot be used. */
export async function prepare(
  deps: Pick<Deps, 'trackers' | 'publicUrl'>,
  db: Db,
  of: { ticketId: string; connection: Connection },
): Promise<Prepared | { problem: Fault }> {
  const { connection } = of
  const ticket = await findTicket(db, connection.workspaceId, { id: of.ticketId })
  if (!ticket) throw new Error('A delivery belongs to a ticket that does not exist.')
  const project = ticket.projectId ? await projectOf(db, connection.workspaceId, ticket.projectId) : undefined
  const finding = ticket.findingId ? await findingOf(db, connection.workspaceId, ticket.findingId) : undefined
  const provider = deps.trackers.provider(connection.provider)
  const route = chooseRoute({ project: project ?? null, connection })
  const parsed = provider.destination.schema.safeParse(route.value)
  if (!parsed.success) return { problem: unusableRoute(parsed.error, connection) }
  const destination = parsed.data as Record<string, unknown>
  const priority = choosePriority(ticket.priority, provider, connection)
  const alias = aliasOf(ticket.number)
  const facts = [
    ...(finding ? factsOf(finding) : []),
    ...(project ? [{ label: 'Project', value: project.name }] : []),
    { label: 'Raised by', value: ticket.createdBy },
  ]
  return {
    destination,
    destinationLabel: provider.destination.label(destination),
    routeReason: route.reason,
    priorityReason: priority.reason,
    scope: provider.destination.scope(destination),
    draft: {
      title: ticket.title,
      description: ticket.description,
      priority: priority.value,
      facts,
      backlink: { label: `${alias} in Crosstie`, url: `${deps.publicUrl}/tickets/${alias}` },
    },
  }
}

function unusableRoute(error: ZodError, connection: Connection): Fault {
  const fields = Object.fromEntries(error.issues.map((issue) => [issue.path.join('.'), issue.message]))
  return { kind: 'invalid', detail: `The default route of ${connection.name} is not complete.`, fields }
}

/** The tracker's name for the ticket's priority (AX9). */
function choosePriority(priority: Priority, provider: Provider, connection: Connection): Decided<string> {
  const own = connection.settings.priorities?.[priority]
  const value = own ?? provider.about.priorities[priority]
  const whose = own ? `${connection.name}’s own table` : `${provider.about.title}’s default table`
  return {
    value,
    reason: {
      rule: own ? 'connection priority table' : 'provider priority table',
      because: `“${priority}” is “${value}” by ${whose}.`,
      input: { priority },
    },
  }
}
