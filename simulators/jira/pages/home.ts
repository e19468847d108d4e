import { html, type Html } from '../../ground/html.ts'
import type { Site } from '../site.ts'
import { byId } from '../state/lookup.ts'
import type { Issue } from '../state/model.ts'
import { page } from './layout.ts'
import { listTable, statusBadge, when } from '../../ground/pages/parts.ts'

const shown = 100

/** The start page: projects and the newest issues. */
export function homePage(site: Site, projectKey: string | undefined): string {
  const { state } = site
  const all = [...state.issues.values()].toReversed()
  const project = state.projects.find(({ key }) => key === projectKey)
  const issues = project ? all.filter(({ projectId }) => projectId === project.id) : all
  const content = html`
    <h1>${project?.name ?? 'Projects'}</h1>
    ${listTable(
      ['Key', 'Project', 'Issues', 'Components'],
      state.projects.map(
        ({ id, key, name, components }) =>
          html`<tr>
            <td>${key}</td>
            <td><a href="/?project=${key}">${name}</a></td>
            <td>${all.filter(({ projectId }) => projectId === id).length}</td>
            <td class="faint">${components.map((component) => component.name).join(', ')}</td>
          </tr>`,
      ),
    )}
    <h2>Newest issues${issues.length > shown && ` (${shown} of ${issues.length})`}</h2>
    ${issues.length === 0 && html`<p class="faint">None yet.</p>`}
    ${issues.length > 0 && issueTable(site, issues.slice(0, shown))}
  `
  return page('Issues', content)
}

function issueTable({ state }: Site, issues: Issue[]): Html {
  return listTable(
    ['Key', 'Summary', 'Status', 'Priority', 'Created'],
    issues.map(
      (issue) =>
        html`<tr>
          <td><a href="/browse/${issue.key}">${issue.key}</a></td>
          <td>${issue.summary}</td>
          <td>${statusBadge(byId(state.statuses, issue.statusId))}</td>
          <td>${byId(state.priorities, issue.priorityId).name}</td>
          <td class="faint">${when(issue.created)}</td>
        </tr>`,
    ),
  )
}
