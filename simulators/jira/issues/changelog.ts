import type { AdfDocument } from '../adf/model.ts'
import { plainText } from '../adf/text.ts'
import { asId, asList, asRecord, asText } from '../../ground/json.ts'
import { allCustomFields } from '../state/custom-fields.ts'
import { byId } from '../state/lookup.ts'
import type { Attachment, Issue, JiraState } from '../state/model.ts'

/** One line of a change, with Jira's member names. */
export interface ChangeItem {
  field: string
  fieldtype: 'jira' | 'custom'
  fieldId: string
  from: string | null
  fromString: string | null
  to: string | null
  toString: string | null
}

interface Side {
  id: string | null
  text: string | null
}

/** How one field of an issue reads in a changelog. */
const readings: Record<string, { field: string; read: (state: JiraState, issue: Issue) => Side }> = {
  summary: { field: 'summary', read: (_, issue) => ({ id: null, text: issue.summary }) },
  description: {
    field: 'description',
    read: (_, issue) => ({ id: null, text: plainText(issue.description) }),
  },
  labels: { field: 'labels', read: (_, issue) => ({ id: null, text: issue.labels.join(' ') }) },
  issuetype: { field: 'issuetype', read: (state, { typeId }) => named(state.issueTypes, typeId) },
  priority: { field: 'priority', read: (state, { priorityId }) => named(state.priorities, priorityId) },
  resolution: {
    field: 'resolution',
    read: (state, { resolutionId }) => named(state.resolutions, resolutionId),
  },
  status: { field: 'status', read: (state, { statusId }) => named(state.statuses, statusId) },
  project: { field: 'project', read: (state, { projectId }) => named(state.projects, projectId) },
  issuekey: { field: 'Key', read: (_, issue) => ({ id: null, text: issue.key }) },
  components: { field: 'Component', read: readComponents },
  assignee: { field: 'assignee', read: readAssignee },
  duedate: { field: 'duedate', read: (_, issue) => ({ id: issue.dueDate, text: issue.dueDate }) },
}

/** How a value of a field that people made reads. */
function readCustom(state: JiraState, value: unknown): Side {
  if (value === undefined || value === null) return { id: null, text: null }
  const list = asList(value)
  if (list) {
    const sides = list.map((entry) => readCustom(state, entry))
    if (sides.length === 0) return { id: null, text: null }
    return { id: `[${sides.map(({ id }) => id).join(', ')}]`, text: sides.map(({ text }) => text).join(',') }
  }
  const record = asRecord(value)
  if (!record) return { id: null, text: asId(value) ?? '' }
  if (record['type'] === 'doc') return { id: null, text: plainText(value as AdfDocument) }
  const person = state.people.find(({ accountId }) => accountId === record['accountId'])
  if (person) return { id: person.accountId, text: person.name }
  const option = asText(record['value']) ?? ''
  const child = asText(asRecord(record['child'])?.['value'])
  return { id: asId(record['id']) ?? null, text: child === undefined ? option : `${option} - ${child}` }
}

function customChanges(state: JiraState, before: Issue, after: Issue): ChangeItem[] {
  return allCustomFields(state).flatMap(({ id: fieldId, name: field }) => {
    const from = readCustom(state, before.extra[fieldId])
    const to = readCustom(state, after.extra[fieldId])
    if (from.text === to.text) return []
    const sides = { from: from.id, fromString: from.text, to: to.id, toString: to.text }
    return [{ field, fieldtype: 'custom' as const, fieldId, ...sides }]
  })
}

type Named = { id: string; name: string } | { id: null; name: null }

const none: Named = { id: null, name: null }

function fileChange(from: Named, to: Named): ChangeItem {
  const sides = { from: from.id, fromString: from.name, to: to.id, toString: to.name }
  return { field: 'Attachment', fieldtype: 'jira', fieldId: 'attachment', ...sides }
}

/** Files that were attached or removed. */
function fileChanges(before: Issue, after: Issue): ChangeItem[] {
  const isNot = (other: Issue) => (file: Attachment) => !other.attachments.some(({ id }) => id === file.id)
  return [
    ...before.attachments.filter(isNot(after)).map((file) => fileChange(file, none)),
    ...after.attachments.filter(isNot(before)).map((file) => fileChange(none, file)),
  ]
}

function named(entries: { id: string; name: string }[], id: string | null): Side {
  return id === null ? { id: null, text: null } : { id, text: byId(entries, id).name }
}

function readComponents(state: JiraState, issue: Issue): Side {
  const { components } = byId(state.projects, issue.projectId)
  const names = issue.componentIds.map((id) => byId(components, id).name)
  return names.length === 0
    ? { id: null, text: null }
    : { id: issue.componentIds.join(', '), text: names.join(', ') }
}

function readAssignee(state: JiraState, issue: Issue): Side {
  const person = state.people.find((candidate) => candidate.accountId === issue.assigneeId)
  return { id: person?.accountId ?? null, text: person?.name ?? null }
}

/** What differs between two versions; without an earlier one, everything that was filled in. */
export function describeChanges(state: JiraState, before: Issue | undefined, after: Issue): ChangeItem[] {
  const more = before ? [...customChanges(state, before, after), ...fileChanges(before, after)] : []
  return [...systemChanges(state, before, after), ...more]
}

function systemChanges(state: JiraState, before: Issue | undefined, after: Issue): ChangeItem[] {
  return Object.entries(readings).flatMap(([fieldId, { field, read }]) => {
    const from = before ? read(state, before) : { id: null, text: null }
    const to = read(state, after)
    if (from.text === to.text || (!before && (!to.text || !shownOnCreation.has(fieldId)))) return []
    return [
      {
        field,
        fieldtype: 'jira' as const,
        fieldId,
        from: from.id,
        fromString: from.text,
        to: to.id,
        toString: to.text,
      },
    ]
  })
}

const shownOnCreation = new Set([
  'summary',
  'description',
  'labels',
  'priority',
  'status',
  'components',
  'assignee',
])
