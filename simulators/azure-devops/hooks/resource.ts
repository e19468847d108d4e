import { organizationUrl, type Site } from '../site.ts'
import { personById, personText, typeOf } from '../state/lookup.ts'
import type { FieldValue, Person, WorkItem } from '../state/model.ts'
import { identityBean } from '../wire/identity.ts'
import { itemLinks, itemUrl, shownFields } from '../wire/item.ts'
import { endOfTime } from '../wire/time.ts'
import type { EventType } from './publish.ts'

/** In events about a work item as a whole, `id` is the work item's. */
export function itemResource(site: Site, item: WorkItem, event: EventType) {
  const binned = `${organizationUrl(site)}/_apis/wit/recyclebin/${item.id}`
  const isBinned = event === 'workitem.deleted'
  const links = itemLinks(site, item)
  return {
    id: item.id,
    rev: item.rev,
    fields: shownFields(site, item, {}),
    _links: isBinned
      ? { self: { href: binned }, workItemType: links['workItemType'], fields: links['fields'] }
      : links,
    url: isBinned ? binned : itemUrl(site, item),
  }
}

/** In updates, `id` is the update's number and `workItemId` the work item. */
export function updateResource(
  site: Site,
  { before, after, actor }: { before: WorkItem; after: WorkItem; actor: Person },
) {
  const url = itemUrl(site, after)
  const parent = { href: url }
  const relations = after.relations.filter((relation) => !before.relations.includes(relation))
  const removed = before.relations.filter((relation) => !after.relations.includes(relation))
  return {
    id: after.rev,
    workItemId: after.id,
    rev: after.rev,
    revisedBy: { ...identityBean(site, actor), name: personText(actor) },
    revisedDate: endOfTime,
    fields: differences(site, before, after),
    ...(relations.length + removed.length > 0 && { relations: { added: relations, removed } }),
    _links: {
      self: { href: `${url}/updates/${after.rev}` },
      workItemUpdates: { href: `${url}/updates` },
      parent,
      html: itemLinks(site, after)['html'],
    },
    url: `${url}/updates/${after.rev}`,
    revision: {
      id: after.id,
      rev: after.rev,
      fields: shownFields(site, after, {}),
      _links: {
        self: { href: `${url}/revisions/${after.rev}` },
        workItemRevisions: { href: `${url}/revisions` },
        parent,
      },
      url: `${url}/revisions/${after.rev}`,
    },
  }
}

function differences(site: Site, before: WorkItem, after: WorkItem): Record<string, object> {
  // A revision is revised when the next one comes.
  const ended = { ...before.fields, 'System.RevisedDate': after.fields['System.ChangedDate'] }
  const kinds = new Map(
    typeOf(site.state, after).fields.map(({ referenceName, type }) => [referenceName, type]),
  )
  const show = (name: string, value: FieldValue) =>
    kinds.get(name) === 'identity' ? personText(personById(site.state, String(value))) : value
  const names = new Set([...Object.keys(ended), ...Object.keys(after.fields)])
  const changed = [...names].filter((name) => ended[name as keyof typeof ended] !== after.fields[name])
  return Object.fromEntries(
    changed.map((name) => {
      const [oldValue, newValue] = [ended[name as keyof typeof ended], after.fields[name]]
      return [
        name,
        {
          ...(oldValue !== undefined && { oldValue: show(name, oldValue) }),
          ...(newValue !== undefined && { newValue: show(name, newValue) }),
        },
      ]
    }),
  )
}
