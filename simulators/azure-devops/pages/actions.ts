import { html } from '../../ground/html.ts'
import { addComment } from '../items/comments.ts'
import { copyItem } from '../items/copy.ts'
import { editItem } from '../items/edit.ts'
import { moveItem } from '../items/move.ts'
import { removeItem, restoreItem } from '../items/remove.ts'
import type { Site } from '../site.ts'
import { findProject } from '../state/lookup.ts'
import type { Person, WorkItem } from '../state/model.ts'

type Action = (site: Site, item: WorkItem, form: URLSearchParams) => WorkItem

/** Pages act as a person of the team, never as the account that the API is used with. */
function teamMember({ state }: Site): Person {
  return state.people.find((person) => person !== state.me) ?? state.me
}

function setField(referenceName: string, member: string): Action {
  return (site, item, form) => {
    const fields = [{ op: 'replace' as const, referenceName, value: form.get(member) ?? '' }]
    return editItem(site, item, { patch: { fields, relations: item.relations }, actor: teamMember(site) })
  }
}

/** What the forms of a work item's page do. The result is the work item to show. */
export const actions: Record<string, Action> = {
  comment: (site, item, form) => {
    const text = (form.get('text') ?? '').trim()
    if (text === '') return item
    addComment(site, item, { html: html`<div>${text}</div>`.markup, actor: teamMember(site) })
    return item
  },
  state: setField('System.State', 'state'),
  assign: setField('System.AssignedTo', 'person'),
  area: setField('System.AreaPath', 'area'),
  move: (site, item, form) => {
    const to = findProject(site.state, form.get('project') ?? '')
    return to ? moveItem(site, item, { to, actor: teamMember(site) }) : item
  },
  copy: (site, item) => copyItem(site, item, teamMember(site)),
  delete: (site, item) => removeItem(site, item, teamMember(site)),
  restore: (site, item) => restoreItem(site, item, teamMember(site)),
}
