import { html, type Html } from '../../ground/html.ts'
import { detailTable } from '../../ground/pages/parts.ts'
import { displayAt, localTime } from '../api/display.ts'
import type { Site } from '../site.ts'
import type { Row } from '../state/model.ts'
import { rowsOf, userNamed } from '../state/records.ts'
import { forms } from './forms.ts'
import { page } from './layout.ts'
import { stateBadge } from './list.ts'

/** An incident's own page, with the forms by which a person does what a member of the group does. */
export function formPage(site: Site, row: Row): string {
  const content = html`
    <p><a href="/">Incidents</a> / ${row['number']}</p>
    <h1>${row['short_description']}</h1>
    <div class="columns">
      <section>
        <h2>Description</h2>
        <div class="description">
          <p style="white-space: pre-wrap">${row['description'] || 'No description.'}</p>
        </div>
        ${activity(site, row)}
      </section>
      <aside>${details(site, row)} ${forms(site, row)}</aside>
    </div>
  `
  return page(row['number'] ?? '', content)
}

/** Entries of both journals, the newest first. The real form shows what stands in code tags as HTML; this one does not. */
function activity({ state }: Site, row: Row): Html {
  const entries = rowsOf(state, 'sys_journal_field').filter((entry) => entry['element_id'] === row['sys_id'])
  const articles = entries.toReversed().map((entry) => {
    const by = entry['sys_created_by'] ?? ''
    const kind =
      entry['element'] === 'work_notes' ? 'Work notes, internal' : 'Additional comments, shown to the caller'
    return html`<article class="comment">
      <p class="faint">
        <b>${userNamed(state, by)?.['name'] ?? by}</b> ${localTime(state, entry['sys_created_on'] ?? '')} ·
        ${kind}
      </p>
      <p style="white-space: pre-wrap">${entry['value']}</p>
    </article>`
  })
  return html`<h2>Activity (${entries.length})</h2>
    ${articles}`
}

function details(site: Site, row: Row): Html {
  const show = (field: string) => displayAt(site.state, 'incident', { row, field }) || 'None'
  return detailTable([
    ['State', stateBadge(site, row)],
    ['Impact', show('impact')],
    ['Urgency', show('urgency')],
    ['Priority', show('priority')],
    ['Category', show('category')],
    ['Assignment group', show('assignment_group')],
    ['Assigned to', show('assigned_to')],
    ['Opened by', show('opened_by')],
    ['Resolution', `${show('close_code')} · ${show('close_notes')}`],
    ['Correlation ID', show('correlation_id')],
    ['Created', `${row['sys_created_on']} UTC by ${row['sys_created_by']}`],
    ['Updated', `${row['sys_updated_on']} UTC, ${row['sys_mod_count']} times`],
    ['sys_id', html`<span style="overflow-wrap: anywhere">${row['sys_id']}</span>`],
  ])
}
