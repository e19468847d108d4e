import { indexIssue } from '../../ground/search-index.ts'
import type { Site } from '../site.ts'
import type { Comment, FieldValue, Person, Relation, WorkItem } from '../state/model.ts'
import { endOfTime, serviceTime } from '../wire/time.ts'

/** What a write changes; `null` takes a field's value away. */
export interface Change {
  actor: Person
  fields?: Record<string, FieldValue | null>
  relations?: Relation[]
  comments?: Comment[]
}

/** The next revision, not stored yet: its number, its time and who made it. */
export function nextRevision(site: Site, before: WorkItem | undefined, change: Change): WorkItem {
  const id = before?.id ?? site.state.lastItemId + 1
  const rev = (before?.rev ?? 0) + 1
  const watermark = site.state.lastWatermark + 1
  const changed = serviceTime(
    before ? Math.max(site.now().getTime(), changedAt(before) + 1) : site.now().getTime(),
  )
  const comments = change.comments ?? before?.comments ?? []
  const { 'System.History': _spoken, ...kept } = before?.fields ?? {}
  const { 'System.State': state } = change.fields ?? {}
  const stateChanged = state !== undefined && state !== before?.fields['System.State']
  const fields: Record<string, FieldValue | null> = {
    ...kept,
    ...change.fields,
    ...(!before && { 'System.CreatedDate': changed }),
    'System.Id': id,
    'System.Rev': rev,
    'System.Watermark': watermark,
    'System.ChangedDate': changed,
    'System.ChangedBy': change.actor.id,
    'System.AuthorizedDate': changed,
    'System.RevisedDate': endOfTime,
    'System.CommentCount': comments.filter((comment) => !comment.deleted).length,
    ...(stateChanged && { 'Microsoft.VSTS.Common.StateChangeDate': changed }),
  }
  return {
    id,
    rev,
    watermark,
    fields: Object.fromEntries(
      Object.entries(fields).filter((entry): entry is [string, FieldValue] => entry[1] !== null),
    ),
    relations: change.relations ?? before?.relations ?? [],
    comments,
  }
}

/** Stores a revision, for reads and the reporting API at once and for queries after the lag. */
export function storeRevision(site: Site, revision: WorkItem): WorkItem {
  const { state } = site
  state.lastItemId = Math.max(state.lastItemId, revision.id)
  state.lastWatermark = revision.watermark
  state.items.set(revision.id, revision)
  state.revisions.push(revision)
  indexIssue(site, state.index, revision)
  return revision
}

export function changedAt(item: WorkItem): number {
  return Date.parse(String(item.fields['System.ChangedDate']))
}

/** The fields that two revisions differ in, apart from those that differ in every revision. */
export function changedFields(before: WorkItem, after: WorkItem): string[] {
  const names = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])
  return [...names].filter((name) => !bookkeeping.has(name) && before.fields[name] !== after.fields[name])
}

const bookkeeping = new Set([
  'System.Rev',
  'System.Watermark',
  'System.ChangedDate',
  'System.ChangedBy',
  'System.AuthorizedDate',
  'System.RevisedDate',
])
