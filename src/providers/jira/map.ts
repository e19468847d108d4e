import type { StatusCategory, StatusTable } from '../../domain/status.ts'
import type { Anchor, Issue } from '../provider.ts'
import { wireProof, type WireIssue } from './wire.ts'

/** A55. */
export const statuses: StatusTable = {
  New: ['Open', 'To Do'],
  Active: ['In Progress'],
  Resolved: ['Done', 'Resolved'],
  Closed: ['Closed'],
}

/** What Jira's own category of a status suggests (AX10); its keys never change, its names do. */
const suggestions: Record<string, StatusCategory> = { new: 'New', indeterminate: 'Active', done: 'Resolved' }

/** Under this name the hub's mark stands on issues and comments as an entity property, and as a label. */
export const markName = 'crosstie'

export const labelOf = (marker: string) => `${markName}-${marker}`

/** The fields that {@link issueOf} needs. */
export const issueFields = ['summary', 'status', 'assignee', 'updated']

export const pageOfIssue = (site: string, key: string) => `${site}/browse/${key}`

/** The issue's place in its project: keys created later have higher numbers. */
export function anchorOf(key: string): Anchor | undefined {
  const [, scope, position] = /^(.+)-(\d+)$/u.exec(key) ?? []
  return scope && position ? { scope, position } : undefined
}

/** Jira writes `2024-03-01T10:00:00.000+0000`, with the account's offset. */
export function momentOf(text: string | null | undefined): Date | undefined {
  if (!text) return undefined
  const moment = new Date(text.replace(/([+-]\d\d)(\d\d)$/u, '$1:$2'))
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

/** The same from every call: the moment of the last change, without the account's time zone. */
export const versionOf = (updatedAt: Date) => String(updatedAt.getTime())

function statusOf(status: NonNullable<WireIssue['fields']>['status']): Issue['status'] {
  if (!status?.name) return undefined
  const suggestion = suggestions[status.statusCategory?.key ?? '']
  return { name: status.name, ...(status.id && { id: status.id }), ...(suggestion && { suggestion }) }
}

export function issueOf(wire: WireIssue, site: string): Issue {
  const status = statusOf(wire.fields?.status)
  const updatedAt = momentOf(wire.fields?.updated)
  const anchor = anchorOf(wire.key)
  return {
    id: wire.id,
    key: wire.key,
    url: pageOfIssue(site, wire.key),
    title: wire.fields?.summary ?? '',
    ...(status && { status }),
    ...(wire.fields?.assignee?.displayName && { assignee: wire.fields.assignee.displayName }),
    ...(updatedAt && { updatedAt, version: versionOf(updatedAt) }),
    ...(anchor && { anchor }),
  }
}

/** True only for the issue that was created with the marker: a clone copies labels, but no entity property. */
export function carries(wire: WireIssue, marker: string): boolean {
  return wireProof.safeParse(wire.properties?.[markName]).data?.marker === marker
}
