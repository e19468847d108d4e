import { organizationUrl, projectApi, type Site } from '../site.ts'
import { personById, personText, projectOf, typeOf } from '../state/lookup.ts'
import type { FieldDefinition, WorkItem } from '../state/model.ts'
import { identityById } from './identity.ts'

/** Fields that an answer shows only when they are asked for by name, or with `$expand=all`. */
const hidden = new Set([
  'System.Id',
  'System.Rev',
  'System.AuthorizedDate',
  'System.RevisedDate',
  'System.Watermark',
  'System.IsDeleted',
])

/** Which parts of a work item an answer shows. */
export interface ItemView {
  /** Reference names; the usual ones when absent. */
  fields?: string[] | undefined
  everything?: boolean
  relations?: boolean
  links?: boolean
}

export function itemUrl(site: Site, item: WorkItem): string {
  return `${projectApi(site, projectOf(site.state, item))}/wit/workItems/${item.id}`
}

export function itemPage(site: Site, item: WorkItem): string {
  return `${organizationUrl(site)}/${projectOf(site.state, item).id}/_workitems/edit/${item.id}`
}

export function itemBean(site: Site, item: WorkItem, view: ItemView) {
  const { fields: names, everything, relations, links } = view
  const identity = (id: string) => identityById(site, id)
  return {
    id: item.id,
    rev: item.rev,
    fields: shownFields(site, item, { names, identity, ...(everything && { everything }) }),
    ...(!names && { multilineFieldsFormat: formats(site, item) }),
    ...(relations && item.relations.length > 0 && { relations: item.relations }),
    ...lastComment(site, item),
    ...(links && { _links: itemLinks(site, item) }),
    url: itemUrl(site, item),
  }
}

/** Identities as objects or as text: the service does one in work items, the other in events and reports. */
export function shownFields(
  site: Site,
  item: WorkItem,
  {
    names,
    everything = false,
    identity = (id) => personText(personById(site.state, id)),
  }: { names?: string[] | undefined; everything?: boolean; identity?: (id: string) => unknown },
): Record<string, unknown> {
  const asked = names && new Set(names.map((name) => name.toLowerCase()))
  const isShown = ({ referenceName }: FieldDefinition) =>
    asked ? asked.has(referenceName.toLowerCase()) : everything || !hidden.has(referenceName)
  return Object.fromEntries(
    typeOf(site.state, item)
      .fields.filter((field) => isShown(field) && item.fields[field.referenceName] !== undefined)
      .map(({ referenceName, type }) => {
        const value = item.fields[referenceName]
        return [referenceName, type === 'identity' ? identity(String(value)) : value]
      }),
  )
}

function formats(site: Site, item: WorkItem): Record<string, string> {
  const long = typeOf(site.state, item).fields.filter(
    ({ type, referenceName }) => type === 'html' && item.fields[referenceName] !== undefined,
  )
  return Object.fromEntries(long.map(({ referenceName }) => [referenceName, 'html']))
}

function lastComment(site: Site, item: WorkItem) {
  const comment = item.comments.findLast(({ deleted }) => !deleted)
  if (!comment) return {}
  const url = `${itemUrl(site, item)}/comments/${comment.id}/versions/${comment.version}`
  return { commentVersionRef: { commentId: comment.id, version: comment.version, url } }
}

export function itemLinks(site: Site, item: WorkItem): Record<string, { href: string }> {
  const url = itemUrl(site, item)
  const api = projectApi(site, projectOf(site.state, item))
  const type = encodeURIComponent(typeOf(site.state, item).name)
  return {
    self: { href: url },
    workItemUpdates: { href: `${url}/updates` },
    workItemRevisions: { href: `${url}/revisions` },
    workItemComments: { href: `${url}/comments` },
    workItemHistory: { href: `${url}/history` },
    html: { href: itemPage(site, item) },
    workItemType: { href: `${api}/wit/workItemTypes/${type}` },
    fields: { href: `${api}/wit/fields` },
  }
}
