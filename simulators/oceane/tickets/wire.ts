import type { Site } from '../site.ts'
import type { Ticket } from '../state/model.ts'

const stamp = (milliseconds: number) => new Date(milliseconds).toISOString()

/** The address of a ticket in the API, which is no page for people. */
export const hrefOf = (site: Site, { id }: Ticket) => `${site.url}/troubleTicket/${id}`

/** A ticket as TMF621 v4 shows it. */
export function wireTicket(site: Site, ticket: Ticket): Record<string, unknown> {
  return {
    id: ticket.id,
    href: hrefOf(site, ticket),
    ...ticket.members,
    creationDate: stamp(ticket.createdAt),
    lastUpdate: stamp(ticket.updatedAt),
    status: ticket.status,
    statusChangeDate: stamp(ticket.statusChangedAt),
    statusChange: ticket.statusChanges.map(({ at, status, reason }) => ({
      changeDate: stamp(at),
      changeReason: reason,
      status,
    })),
    note: ticket.notes.map(({ date, ...note }) => ({ ...note, date: stamp(date) })),
    relatedParty: ticket.parties,
    '@type': 'TroubleTicket',
  }
}
