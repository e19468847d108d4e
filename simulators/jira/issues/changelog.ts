import { plainText } from '../adf/text.ts'
import { byId } from '../state/lookup.ts'
import type { Issue, JiraState } from '../state/model.ts'

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
