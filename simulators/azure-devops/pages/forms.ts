import { html, type Html } from '../../ground/html.ts'
import { choiceForm } from '../../ground/pages/parts.ts'
import { areaPaths } from '../state/areas.ts'
import { isDeleted, projectOf, typeOf } from '../state/lookup.ts'
import type { AzureDevOpsState, WorkItem } from '../state/model.ts'
import { itemPath } from './parts.ts'

/** The forms by which a person does what a user of Azure Boards does. */
export function itemForms(state: AzureDevOpsState, item: WorkItem): Html {
  const action = itemPath(state, item)
  const button = (name: string, text: string) =>
    html`<form method="post" action="${action}/${name}"><button>${text}</button></form>`
  if (isDeleted(item))
    return html`<h2>Recycle bin</h2>
      ${button('restore', 'Restore')}`
  const project = projectOf(state, item)
  const options = (values: string[], chosen: unknown) =>
    values.map((value) => ({ value, text: value, selected: value === chosen }))
  const people = state.people.map(({ id, name }) => ({
    value: id,
    text: name,
    selected: id === item.fields['System.AssignedTo'],
  }))
  return html`<h2>Act as a person of the team</h2>
    ${choiceForm({
      action: `${action}/state`,
      name: 'state',
      label: 'State',
      button: 'Set',
      options: options(
        typeOf(state, item).states.map(({ name }) => name),
        item.fields['System.State'],
      ),
    })}
    ${choiceForm({
      action: `${action}/assign`,
      name: 'person',
      label: 'Assign',
      button: 'Assign',
      options: [{ value: '', text: 'Nobody' }, ...people],
    })}
    ${choiceForm({
      action: `${action}/area`,
      name: 'area',
      label: 'Area',
      button: 'Move',
      options: options(areaPaths(project.areas), item.fields['System.AreaPath']),
    })}
    ${choiceForm({
      action: `${action}/move`,
      name: 'project',
      label: 'Move to another project',
      button: 'Move',
      options: options(
        state.projects.map(({ name }) => name).filter((name) => name !== project.name),
        undefined,
      ),
    })}
    ${button('copy', 'Create copy of work item')} ${button('delete', 'Delete')}`
}
