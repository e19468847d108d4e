import { renderAdf } from '../adf/html.ts'
import { html, type Html } from '../../ground/html.ts'
import { availableTransitions } from '../issues/transition.ts'
import type { Site } from '../site.ts'
import { byId } from '../state/lookup.ts'
import type { Issue } from '../state/model.ts'
import { personById } from '../wire/comment.ts'
import { page } from './layout.ts'
import { choiceForm, detailTable, statusBadge, when } from '../../ground/pages/parts.ts'

/** An issue's own page, with the forms by which a person does what a Jira user does. */
export function issuePage(site: Site, issue: Issue): string {
  const { state } = site
  const project = byId(state.projects, issue.projectId)
  const content = html`
    <p><a href="/?project=${project.key}">${project.name}</a> / ${issue.key}</p>
    <h1>${issue.summary}</h1>
    <div class="columns">
      <section>
        <h2>Description</h2>
        <div class="description">
          ${issue.description ? { markup: renderAdf(issue.description) } : html`<p class="faint">No description.</p>`}
        </div>
        ${comments(site, issue)}
      </section>
      <aside>${details(site, issue)} ${forms(site, issue)}</aside>
    </div>
  `
  return page(issue.key, content)
}

function comments(site: Site, issue: Issue): Html {
  return html`<h2>Comments (${issue.comments.length})</h2>
    ${issue.comments.map(
      (comment) =>
        html`<article class="comment">
          <p class="faint">
            <b>${personById(site.state, comment.authorId).name}</b> ${when(comment.created)}
            ${comment.internal && ' · internal'}
            ${comment.visibility && ` · only ${comment.visibility.type} ${comment.visibility.value}`}
          </p>
          ${{ markup: renderAdf(comment.body) }}
        </article>`,
    )}
    <form method="post" action="/browse/${issue.key}/comment">
      <label for="text">Add a comment as a person of the team</label>
      <textarea id="text" name="text" rows="3" required></textarea>
      <button>Comment</button>
    </form>`
}

function details(site: Site, issue: Issue): Html {
  const { state } = site
  const { components } = byId(state.projects, issue.projectId)
  const resolution = state.resolutions.find(({ id }) => id === issue.resolutionId)
  return detailTable([
    ['Status', statusBadge(byId(state.statuses, issue.statusId))],
    ['Resolution', resolution?.name ?? 'Unresolved'],
    ['Type', byId(state.issueTypes, issue.typeId).name],
    ['Priority', byId(state.priorities, issue.priorityId).name],
    ['Assignee', issue.assigneeId === null ? 'Unassigned' : personById(state, issue.assigneeId).name],
    ['Reporter', personById(state, issue.reporterId).name],
    ['Components', issue.componentIds.map((id) => byId(components, id).name).join(', ') || 'None'],
    ['Labels', issue.labels.join(', ') || 'None'],
    ['Created', when(issue.created)],
    ['Updated', when(issue.updated)],
    ['Id', issue.id],
  ])
}

function forms(site: Site, issue: Issue): Html {
  const { state } = site
  const action = `/browse/${issue.key}`
  return html`<h2>Act as a person of the team</h2>
    ${choiceForm({
      action: `${action}/transition`,
      name: 'transition',
      label: 'Move along the workflow',
      button: 'Move',
      options: availableTransitions(state, issue).map(({ id, name, to }) => ({
        value: id,
        text: `${name} → ${byId(state.statuses, to).name}`,
      })),
    })}
    ${choiceForm({
      action: `${action}/assign`,
      name: 'assignee',
      label: 'Assign',
      button: 'Assign',
      options: [
        { value: '', text: 'Nobody' },
        ...state.people.map(({ accountId, name }) => ({
          value: accountId,
          text: name,
          selected: accountId === issue.assigneeId,
        })),
      ],
    })}
    ${choiceForm({
      action: `${action}/move`,
      name: 'project',
      label: 'Move to another project',
      button: 'Move',
      options: state.projects
        .filter(({ id }) => id !== issue.projectId)
        .map(({ id, name }) => ({ value: id, text: name })),
    })}
    <form method="post" action="${action}/delete"><button>Delete this issue</button></form>`
}
