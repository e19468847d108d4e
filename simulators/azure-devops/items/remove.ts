import { publishItemEvent } from '../hooks/publish.ts'
import type { Site } from '../site.ts'
import type { Person, WorkItem } from '../state/model.ts'
import { nextRevision, storeRevision } from './write.ts'

/** Puts a work item into the recycle bin: reads and queries miss it, the reporting API can still tell of it. */
export function removeItem(site: Site, item: WorkItem, actor: Person): WorkItem {
  return setDeleted(site, item, { isDeleted: true, actor })
}

export function restoreItem(site: Site, item: WorkItem, actor: Person): WorkItem {
  return setDeleted(site, item, { isDeleted: false, actor })
}

function setDeleted(
  site: Site,
  before: WorkItem,
  { isDeleted, actor }: { isDeleted: boolean; actor: Person },
): WorkItem {
  const fields = { 'System.IsDeleted': isDeleted }
  const item = storeRevision(site, nextRevision(site, before, { actor, fields }))
  const event = isDeleted ? 'workitem.deleted' : 'workitem.restored'
  publishItemEvent(site, { event, item, actor })
  return item
}
