import { html, type Html } from '../../ground/html.ts'
import { listTable } from '../../ground/pages/parts.ts'
import type { Site } from '../site.ts'
import { areaPaths } from '../state/areas.ts'
import { findProject, isDeleted } from '../state/lookup.ts'
import type { WorkItem } from '../state/model.ts'
import { page } from './layout.ts'
import { itemPath, stateBadge, whenField } from './parts.ts'

const shown = 100

/** The start page: projects and the newest work items, those in the recycle bin last. */
export function homePage({ state }: Site, projectName: string | undefined): string {
  const project = projectName === undefined ? undefined : findProject(state, projectName)
  const all = [...state.items.values()].toReversed()
  const inProject = (item: WorkItem, name: string) => item.fields['System.TeamProject'] === name
  const items = project ? all.filter((item) => inProject(item, project.name)) : all
  const binned = items.filter(isDeleted)
  const kept = items.filter((item) => !isDeleted(item))
  const projects = state.projects.map(
    ({ name, types, areas }) =>
      html`<tr>
        <td><a href="/?project=${encodeURIComponent(name)}">${name}</a></td>
        <td>${all.filter((item) => inProject(item, name)).length}</td>
        <td class="faint">${types.map((type) => type.name).join(', ')}</td>
        <td class="faint">${areas.children.flatMap(areaPaths).join(', ')}</td>
      </tr>`,
  )
  const content = html`
    <h1>${project?.name ?? state.organization}</h1>
    ${listTable(['Project', 'Work items', 'Types', 'Areas'], projects)}
    <h2>Newest work items${kept.length > shown && ` (${shown} of ${kept.length})`}</h2>
    ${kept.length === 0 ? html`<p class="faint">None yet.</p>` : itemTable(state, kept.slice(0, shown))}
    ${
      binned.length > 0 &&
      html`<h2>Recycle bin</h2>
        ${itemTable(state, binned.slice(0, shown))}`
    }
  `
  return page('Work items', content)
}

function itemTable(state: Site['state'], items: WorkItem[]): Html {
  return listTable(
    ['ID', 'Title', 'Type', 'State', 'Area', 'Created'],
    items.map(
      (item) =>
        html`<tr>
          <td><a href="${itemPath(state, item)}">${item.id}</a></td>
          <td>${String(item.fields['System.Title'])}</td>
          <td>${String(item.fields['System.WorkItemType'])}</td>
          <td>${stateBadge(state, item)}</td>
          <td>${String(item.fields['System.AreaPath'])}</td>
          <td class="faint">${whenField(item, 'System.CreatedDate')}</td>
        </tr>`,
    ),
  )
}
