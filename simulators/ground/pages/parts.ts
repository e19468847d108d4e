import type { FastifyReply } from 'fastify'
import { html, type Html } from '../html.ts'

export function sendPage(reply: FastifyReply, markup: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(markup)
}

/** `category` colours it: `indeterminate` or `done`; anything else stays plain. */
export function statusBadge(status: { name: string; category: string }): Html {
  return html`<span class="status ${status.category}">${status.name}</span>`
}

export function when(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** A labelled select in a form of its own, sent by its button. */
export function choiceForm(choice: {
  action: string
  name: string
  label: string
  button: string
  options: { value: string; text: string; selected?: boolean }[]
}): Html {
  const { action, name, label, button, options } = choice
  return html`<form method="post" action="${action}">
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${options.map(({ value, text, selected }) =>
        selected
          ? html`<option value="${value}" selected>${text}</option>`
          : html`<option value="${value}">${text}</option>`,
      )}
    </select>
    <button>${button}</button>
  </form>`
}

/** A table with a line for each name. */
export function detailTable(rows: [name: string, value: Html | string][]): Html {
  return html`<table>
    <tbody>
      ${rows.map(
        ([name, value]) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>${value}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** A table with a line of headings. */
export function listTable(headings: string[], rows: Html[]): Html {
  return html`<table>
    <thead>
      <tr>
        ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`
}
