import type { Site } from '../site.ts'
import type { Status, Ticket } from '../state/model.ts'
import { idOf } from '../state/start.ts'
import { checkCreation, checkPatch } from './check.ts'
import { notesOf, patchNotes } from './notes.ts'
import { partiesOf } from './parties.ts'

/** Members that the state keeps in a form of its own, or that only the server sets. */
const apart = new Set([
  'note',
  'relatedParty',
  'status',
  'id',
  'href',
  'creationDate',
  'lastUpdate',
  'statusChange',
  'statusChangeDate',
])

const kept = (members: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !apart.has(name)))

/** Every change moves it on, by a millisecond at least. */
export function touch(site: Site, ticket: Ticket): void {
  ticket.updatedAt = Math.max(site.now().getTime(), ticket.updatedAt + 1)
}

export function createTicket(site: Site, members: Record<string, unknown>): Ticket {
  checkCreation(members)
  const now = site.now().getTime()
  site.state.lastNumber += 1
  const ticket: Ticket = {
    id: idOf(site.state.lastNumber),
    createdAt: now,
    updatedAt: now,
    status: 'acknowledged',
    statusChangedAt: now,
    statusChanges: [],
    notes: notesOf(site, members['note'], []),
    parties: partiesOf(members['relatedParty']),
    members: kept(members),
  }
  site.state.tickets.set(ticket.id, ticket)
  return ticket
}

export function setStatus(site: Site, ticket: Ticket, to: { status: Status; reason: string }): void {
  const at = site.now().getTime()
  ticket.status = to.status
  ticket.statusChangedAt = at
  ticket.statusChanges.push({ at, ...to })
  touch(site, ticket)
}

export function patchTicket(site: Site, ticket: Ticket, members: Record<string, unknown>): Ticket {
  checkPatch(members)
  const { status, note, relatedParty, statusChangeReason } = members
  if (note !== undefined) patchNotes(site, ticket, note)
  if (relatedParty !== undefined) ticket.parties = partiesOf(relatedParty)
  Object.assign(ticket.members, kept(members))
  touch(site, ticket)
  if (status !== undefined && status !== ticket.status) {
    const reason = typeof statusChangeReason === 'string' ? statusChangeReason : ''
    setStatus(site, ticket, { status: status as Status, reason })
  }
  return ticket
}

/** A person's copy: everything but the notes, in that person's name. */
export function copyTicket(site: Site, ticket: Ticket, person: string): Ticket {
  const parties = [{ id: person, role: 'originator', '@referredType': 'Individual' }]
  return createTicket(site, { ...structuredClone(ticket.members), relatedParty: parties })
}
