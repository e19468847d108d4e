import { html, type Html } from '../html.ts'
import type { Status } from '../state/model.ts'

export function statusBadge(status: Status): Html {
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
