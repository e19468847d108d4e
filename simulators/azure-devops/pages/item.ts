import { html, type Html } from '../../ground/html.ts'
import { detailTable, when } from '../../ground/pages/parts.ts'
import type { Site } from '../site.ts'
import { isDeleted, personById, typeOf } from '../state/lookup.ts'
import type { WorkItem } from '../state/model.ts'
import { itemForms } from './forms.ts'
import { page } from './layout.ts'
import { itemPath, stateBadge, whenField } from './parts.ts'

/** A work item's own page. Its long texts were sanitised when they were stored. */
export function itemPage(site: Site, item: WorkItem): string {
  const { state } = site
  const project = String(item.fields['System.TeamProject'])
  const text = item.fields['System.Description'] ?? item.fields['Microsoft.VSTS.TCM.ReproSteps']
  const name = `${item.fields['System.WorkItemType']} ${item.id}`
  const content = html`
    <p><a href="/?project=${encodeURIComponent(project)}">${project}</a> / ${name}</p>
    <h1>${String(item.fields['System.Title'])}</h1>
    ${isDeleted(item) && html`<p role="status"><b>In the recycle bin.</b></p>`}
    <div class="columns">
      <section>
        <h2>Description</h2>
        <div class="description">
          ${text ? { markup: String(text) } : html`<p class="faint">No description.</p>`}
        </div>
        ${discussion(site, item)}
      </section>
      <aside>${details(site, item)} ${itemForms(state, item)}</aside>
    </div>
  `
  return page(name, content)
}

function discussion({ state }: Site, item: WorkItem): Html {
  const comments = item.comments.filter(({ deleted }) => !deleted)
  return html`<h2>Discussion (${comments.length})</h2>
    ${comments.map(
      (comment) =>
        html`<article class="comment">
          <p class="faint"><b>${personById(state, comment.createdBy).name}</b> ${when(comment.created)}</p>
          ${{ markup: comment.text }}
        </article>`,
    )}
    ${
      !isDeleted(item) &&
      html`<form method="post" action="${itemPath(state, item)}/comment">
        <label for="text">Add a comment as a person of the team</label>
        <textarea id="text" name="text" rows="3" required></textarea>
        <button>Comment</button>
      </form>`
    }`
}

const shownElsewhere = new Set([
  'System.State',
  'System.Title',
  'System.TeamProject',
  'System.IterationPath',
  'System.WorkItemType',
  'System.CommentCount',
  'System.Watermark',
])

function details({ state }: Site, item: WorkItem): Html {
  const person = (name: string) => {
    const id = item.fields[name]
    return id === undefined ? 'Nobody' : personById(state, String(id)).name
  }
  const others = typeOf(state, item).fields.filter(
    ({ referenceName, type }) =>
      (type === 'string' || type === 'treePath' || type === 'integer' || type === 'plainText') &&
      !shownElsewhere.has(referenceName) &&
      item.fields[referenceName] !== undefined,
  )
  return detailTable([
    ['State', stateBadge(state, item)],
    ['Assigned to', person('System.AssignedTo')],
    ['Created by', person('System.CreatedBy')],
    ['Created', whenField(item, 'System.CreatedDate')],
    ['Changed', whenField(item, 'System.ChangedDate')],
    ...others.map(({ name, referenceName }): [string, string] => [name, String(item.fields[referenceName])]),
    ...item.relations.map(({ rel, url }): [string, Html] => [rel, html`<a href="${url}">${url}</a>`]),
  ])
}
