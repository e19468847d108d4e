import { html, type Html } from '../../ground/html.ts'
import { choiceForm, detailTable, when } from '../../ground/pages/parts.ts'
import type { Site } from '../site.ts'
import { statuses, type Ticket } from '../state/model.ts'
import { people } from '../state/seed.ts'
import { hrefOf } from '../tickets/wire.ts'
import { page } from './layout.ts'
import { badge, pathOf, text } from './list.ts'

/** A ticket's own page, with the forms by which a person does what people do in Oceane. */
export function ticketPage(site: Site, ticket: Ticket): string {
  const content = html`
    <p><a href="/">Trouble tickets</a> / ${ticket.id}</p>
    <h1>${text(ticket, 'name') || ticket.id}</h1>
    <div class="columns">
      <section>
        <h2>Description</h2>
        <div class="description">
          <p style="white-space: pre-wrap">${text(ticket, 'description')}</p>
        </div>
        ${notes(ticket)}
      </section>
      <aside>${details(site, ticket)} ${forms(ticket)}</aside>
    </div>
  `
  return page(ticket.id, content)
}

function notes(ticket: Ticket): Html {
  const articles = ticket.notes.map(
    ({ author, date, text: words }) =>
      html`<article class="comment">
        <p class="faint"><b>${author ?? 'Nobody'}</b> ${when(date)}</p>
        <p style="white-space: pre-wrap">${words}</p>
      </article>`,
  )
  return html`<h2>Notes (${ticket.notes.length})</h2>
    ${articles}`
}

function details(site: Site, ticket: Ticket): Html {
  const json = (member: string) =>
    ticket.members[member] === undefined ? 'None' : JSON.stringify(ticket.members[member])
  return detailTable([
    ['Status', badge(ticket)],
    ['Severity', text(ticket, 'severity')],
    ['Priority', text(ticket, 'priority') || 'None'],
    ['Type', text(ticket, 'ticketType')],
    ['Channel', json('channel')],
    ['External ID', text(ticket, 'externalId') || 'None'],
    [
      'Parties',
      ticket.parties.map(({ id, name, role }) => `${name ?? id} (${role ?? 'no role'})`).join(', '),
    ],
    ['Entities', html`<span style="overflow-wrap: anywhere">${json('relatedEntity')}</span>`],
    ['Created', when(ticket.createdAt)],
    ['Updated', when(ticket.updatedAt)],
    ['In the API', html`<span style="overflow-wrap: anywhere">${hrefOf(site, ticket)}</span>`],
  ])
}

function forms(ticket: Ticket): Html {
  const action = pathOf(ticket)
  return html`<h2>Act as a person of the team</h2>
    ${choiceForm({
      action: `${action}/status`,
      name: 'status',
      label: 'Status',
      button: 'Set',
      options: statuses.map((status) => ({
        value: status,
        text: status,
        selected: status === ticket.status,
      })),
    })}
    ${choiceForm({
      action: `${action}/owner`,
      name: 'owner',
      label: 'Owner',
      button: 'Assign',
      options: people.map(({ id, name }) => ({ value: id, text: name })),
    })}
    <form method="post" action="${action}/note">
      <label for="text">Note</label>
      <textarea id="text" name="text" rows="2" required></textarea>
      <button>Add</button>
    </form>
    <form method="post" action="${action}/rename">
      <label for="name">Name</label>
      <input id="name" name="name" value="${text(ticket, 'name')}" required />
      <button>Rename</button>
    </form>
    <form method="post" action="${action}/copy"><button>Copy this ticket</button></form>
    <form method="post" action="${action}/delete"><button>Delete this ticket</button></form>`
}
