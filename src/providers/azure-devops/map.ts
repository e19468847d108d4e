import type { StatusTable } from '../../domain/status.ts'
import type { Issue } from '../provider.ts'
import { wireWho, type WireItem } from './wire.ts'

/** A54. */
export const statuses: StatusTable = {
  New: ['New', 'To Do'],
  Active: ['Active', 'In Progress'],
  Resolved: ['Resolved'],
  Closed: ['Closed', 'Done'],
}

/** The tag of everything that the hub creates. */
export const hubTag = 'crosstie'

export const tagOf = (marker: string) => `${hubTag}-${marker}`

/** The fields that {@link issueOf} needs. */
export const issueFields = [
  'System.Title',
  'System.State',
  'System.WorkItemType',
  'System.TeamProject',
  'System.AssignedTo',
  'System.ChangedDate',
]

/** The fields that prove whose an item is. */
export const proofFields = ['System.Tags', 'System.CreatedBy']

export function textOf(item: WireItem, field: string): string | undefined {
  const value = item.fields?.[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Tags come as one text, `first; second`; their case is kept, but does not count. */
export function hasTag(item: WireItem, tag: string): boolean {
  const tags = (textOf(item, 'System.Tags') ?? '').split(';')
  return tags.some((one) => one.trim().toLowerCase() === tag.toLowerCase())
}

export function momentOf(text: string | undefined): Date | undefined {
  const moment = new Date(text ?? Number.NaN)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

/** `Ada <ada@example.com>` → `Ada`. */
function nameOf(value: unknown): string | undefined {
  const who = wireWho.safeParse(value).data
  const name = typeof who === 'string' ? who.replace(/\s*<[^>]*>\s*$/u, '') : who?.displayName
  return name || undefined
}

/** Where people see it. Without the project's name Azure DevOps finds the project itself. */
function pageOf(item: WireItem, organization: string): string {
  const project = textOf(item, 'System.TeamProject')
  const place = project === undefined ? organization : `${organization}/${encodeURIComponent(project)}`
  return `${place}/_workitems/edit/${item.id}`
}

/** The number in an item's page, or in a board's or list's page that shows it beside others. */
export function itemIn({ pathname, searchParams }: URL): string | undefined {
  const [, inPath] = /\/_(?:workitems|queries)\/edit\/(\d+)(?:\/|$)/iu.exec(pathname) ?? []
  const named = inPath ?? searchParams.get('workitem') ?? searchParams.get('id')
  return named !== null && /^\d+$/u.test(named) ? named : undefined
}

export function issueOf(item: WireItem, organization: string): Issue {
  const status = textOf(item, 'System.State')
  const assignee = nameOf(item.fields?.['System.AssignedTo'])
  const updatedAt = momentOf(textOf(item, 'System.ChangedDate'))
  return {
    id: item.id,
    key: item.id,
    url: pageOf(item, organization),
    title: textOf(item, 'System.Title') ?? '',
    ...(status !== undefined && { status: { name: status } }),
    ...(assignee !== undefined && { assignee }),
    ...(typeof item.rev === 'number' && { version: String(item.rev) }),
    ...(updatedAt && { updatedAt }),
  }
}
