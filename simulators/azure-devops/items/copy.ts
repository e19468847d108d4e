import { projectApi, type Site } from '../site.ts'
import { projectOf, typeOf } from '../state/lookup.ts'
import type { Person, WorkItem } from '../state/model.ts'
import { createItem } from './create.ts'

const startsAnew = new Set(['System.State', 'System.Reason'])

/** What "Create copy of work item" does: a new one with the same fields, tags included, related to the first. */
export function copyItem(site: Site, item: WorkItem, actor: Person): WorkItem {
  const project = projectOf(site.state, item)
  const type = typeOf(site.state, item)
  const fields = type.fields
    .filter((field) => !field.readOnly && !startsAnew.has(field.referenceName))
    .flatMap(({ referenceName, type: kind }) => {
      const value = item.fields[referenceName]
      return value === undefined || kind === 'history' ? [] : [{ op: 'add' as const, referenceName, value }]
    })
  const url = `${projectApi(site, project)}/wit/workItems/${item.id}`
  const original = { rel: 'System.LinkTypes.Related', url, attributes: { isLocked: false, name: 'Related' } }
  return createItem(site, { project, type, actor, patch: { fields, relations: [original] } })
}
