import { html, type Html } from '../../ground/html.ts'
import { choiceForm } from '../../ground/pages/parts.ts'
import type { Site } from '../site.ts'
import type { Row } from '../state/model.ts'
import { rowsOf } from '../state/records.ts'

function optionsOf(rows: Row[], selected: string | undefined) {
  return rows.map((row) => ({
    value: row['sys_id'] ?? '',
    text: row['name'] ?? '',
    selected: row['sys_id'] === selected,
  }))
}

function closeCodes({ state }: Site): Html[] {
  return rowsOf(state, 'sys_choice')
    .filter((row) => row['element'] === 'close_code' && row['language'] === state.language)
    .map((row) => html`<option value="${row['value']}">${row['label']}</option>`)
}

/** Everything is done as a person of the team, never as the hub's integration user. */
export function forms(site: Site, row: Row): Html {
  const { state } = site
  const action = `/incident/${row['sys_id']}`
  const groups = rowsOf(state, 'sys_user_group').filter((group) => group['active'] === 'true')
  const people = rowsOf(state, 'sys_user').filter((user) => user['user_name'] !== state.integrationUser)
  return html`<h2>Act as a person of the team</h2>
    <form method="post" action="${action}/take"><button>Take it and start</button></form>
    <form method="post" action="${action}/hold"><button>Put on hold</button></form>
    <form method="post" action="${action}/resolve">
      <label for="close_code">Resolve</label>
      <select id="close_code" name="close_code">
        ${closeCodes(site)}
      </select>
      <input name="close_notes" placeholder="Resolution notes" required />
      <button>Resolve</button>
    </form>
    <form method="post" action="${action}/close"><button>Close</button></form>
    <form method="post" action="${action}/cancel"><button>Cancel the incident</button></form>
    <form method="post" action="${action}/reopen"><button>Reopen</button></form>
    ${choiceForm({
      action: `${action}/group`,
      name: 'assignment_group',
      label: 'Assignment group',
      button: 'Reassign',
      options: optionsOf(groups, row['assignment_group']),
    })}
    ${choiceForm({
      action: `${action}/assign`,
      name: 'assigned_to',
      label: 'Assigned to',
      button: 'Assign',
      options: [{ value: '', text: 'Nobody' }, ...optionsOf(people, row['assigned_to'])],
    })}
    ${noteForm(action, 'work_notes', 'Work note, internal')}
    ${noteForm(action, 'comments', 'Comment to the caller')}
    <form method="post" action="${action}/copy"><button>Insert and Stay (copy)</button></form>
    <form method="post" action="${action}/delete"><button>Delete this incident</button></form>`
}

function noteForm(action: string, element: string, label: string): Html {
  return html`<form method="post" action="${action}/${element}">
    <label for="${element}">${label}</label>
    <textarea id="${element}" name="text" rows="2" required></textarea>
    <button>Post</button>
  </form>`
}
