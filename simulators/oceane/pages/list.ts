import { html, type Html } from '../../ground/html.ts'
import { asText } from '../../ground/json.ts'
import { listTable, statusBadge, when } from '../../ground/pages/parts.ts'
import type { Site } from '../site.ts'
import type { Status, Ticket } from '../state/model.ts'
import { page } from './layout.ts'

const shown = 100

export const pathOf = ({ id }: Ticket) => `/tickets/${id}`

export const text = (ticket: Ticket, member: string) => asText(ticket.members[member]) ?? ''

const finished = new Set<Status>(['closed', 'resolved', 'cancelled', 'rejected'])

export function badge({ status }: Ticket): Html {
  const open = status === 'acknowledged' ? 'new' : 'indeterminate'
  return statusBadge({ name: status, category: finished.has(status) ? 'done' : open })
}

/** The start page: the newest tickets. */
export function listPage(site: Site): string {
  const all = [...site.state.tickets.values()].toReversed()
  const rows = all.slice(0, shown).map(
    (ticket) =>
      html`<tr>
        <td><a href="${pathOf(ticket)}">${ticket.id}</a></td>
        <td>${text(ticket, 'name')}</td>
        <td>${badge(ticket)}</td>
        <td>${text(ticket, 'severity')}</td>
        <td>${text(ticket, 'ticketType')}</td>
        <td class="faint">${when(ticket.updatedAt)}</td>
      </tr>`,
  )
  const headings = ['Ticket', 'Name', 'Status', 'Severity', 'Type', 'Updated']
  const content = html`
    <h1>Trouble tickets${all.length > shown && ` (${shown} of ${all.length})`}</h1>
    ${all.length === 0 ? html`<p class="faint">None yet.</p>` : listTable(headings, rows)}
  `
  return page('Trouble tickets', content)
}
