import type { Site } from '../site.ts'
import { statuses, type Ticket } from '../state/model.ts'
import { people } from '../state/seed.ts'
import { newNote } from '../tickets/notes.ts'
import { copyTicket, setStatus, touch } from '../tickets/write.ts'

type Action = (site: Site, ticket: Ticket, form: URLSearchParams) => Ticket | undefined

const person = people[0]?.id ?? ''

const text = (form: URLSearchParams, name: string) => (form.get(name) ?? '').trim()

/** What the forms of a ticket's page do. The result is the ticket to show, nothing when it is gone. */
export const actions: Record<string, Action> = {
  status: (site, ticket, form) => {
    const status = statuses.find((known) => known === form.get('status'))
    if (status) setStatus(site, ticket, { status, reason: 'Set on the page.' })
    return ticket
  },
  owner: (site, ticket, form) => {
    const owner = people.find(({ id }) => id === form.get('owner'))
    const others = ticket.parties.filter(({ role }) => role !== 'owner')
    ticket.parties = owner ? [...others, { ...owner, role: 'owner', '@referredType': 'Individual' }] : others
    touch(site, ticket)
    return ticket
  },
  note: (site, ticket, form) => {
    ticket.notes.push(newNote(site, text(form, 'text'), person))
    touch(site, ticket)
    return ticket
  },
  rename: (site, ticket, form) => {
    ticket.members['name'] = text(form, 'name')
    touch(site, ticket)
    return ticket
  },
  copy: (site, ticket) => copyTicket(site, ticket, person),
  delete: (site, ticket) => {
    site.state.tickets.delete(ticket.id)
    return undefined
  },
}
