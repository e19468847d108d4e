import { html, type Html } from '../../ground/html.ts'
import { listTable, statusBadge } from '../../ground/pages/parts.ts'
import { displayAt } from '../api/display.ts'
import type { Site } from '../site.ts'
import type { Row } from '../state/model.ts'
import { rowsOf } from '../state/records.ts'
import { page } from './layout.ts'

const shown = 100

export const formPath = (row: Row) => `/incident.do?sys_id=${row['sys_id']}`

/** Open states are plain, worked-on ones and finished ones coloured. */
export function stateBadge({ state }: Site, row: Row): Html {
  const value = row['state'] ?? ''
  const category = ['6', '7', '8'].includes(value) ? 'done' : value === '1' ? 'new' : 'indeterminate'
  return statusBadge({ name: displayAt(state, 'incident', { row, field: 'state' }), category })
}

/** The start page: the newest incidents. */
export function listPage(site: Site): string {
  const all = rowsOf(site.state, 'incident').toReversed()
  const show = (row: Row, field: string) => displayAt(site.state, 'incident', { row, field })
  const rows = all.slice(0, shown).map(
    (row) =>
      html`<tr>
        <td><a href="${formPath(row)}">${row['number']}</a></td>
        <td>${row['short_description']}</td>
        <td>${stateBadge(site, row)}</td>
        <td>${show(row, 'priority')}</td>
        <td>${show(row, 'assignment_group')}</td>
        <td>${show(row, 'assigned_to')}</td>
        <td class="faint">${row['sys_updated_on']} UTC</td>
      </tr>`,
  )
  const headings = [
    'Number',
    'Short description',
    'State',
    'Priority',
    'Assignment group',
    'Assigned to',
    'Updated',
  ]
  const content = html`
    <h1>Incidents${all.length > shown && ` (${shown} of ${all.length})`}</h1>
    ${all.length === 0 ? html`<p class="faint">None yet.</p>` : listTable(headings, rows)}
  `
  return page('Incidents', content)
}
