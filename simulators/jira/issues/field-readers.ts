import { asDocument } from '../adf/check.ts'
import { plainText } from '../adf/text.ts'
import { asId, asList, asRecord, asText, asTexts } from '../../ground/json.ts'
import { fieldsOf } from '../state/custom-fields.ts'
import { byIdOrName } from '../state/lookup.ts'
import type { Issue, JiraState, Project } from '../state/model.ts'
import { takeCustom } from './custom-values.ts'

/** What reading one field came to: a part of the issue, or Jira's complaint about it. */
export type Reading = { value: Partial<Issue> } | { complaint: string }
type Reader = (value: unknown, context: { state: JiraState; project: Project }) => Reading

const notOnScreen = (field: string) => ({
  complaint: `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`,
})

function readSummary(value: unknown): Reading {
  const summary = asText(value)
  if (!summary?.trim()) return { complaint: 'You must specify a summary of the issue.' }
  if (/[\r\n]/.test(summary)) {
    return { complaint: 'The summary is invalid because it contains newline characters.' }
  }
  return summary.length > 255
    ? { complaint: "Summary can't exceed 255 characters." }
    : { value: { summary: summary.trim() } }
}

function readDescription(value: unknown): Reading {
  if (value === null) return { value: { description: null } }
  const description = asDocument(value)
  if (!description) {
    return { complaint: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)' }
  }
  return (description.wiki ?? plainText(description)).length > 32_767
    ? { complaint: 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.' }
    : { value: { description } }
}

function readLabels(value: unknown): Reading {
  const labels = asTexts(value)
  if (!labels) return { complaint: 'data was not an array' }
  const spaced = labels.find((label) => /\s/.test(label))
  if (spaced !== undefined) return { complaint: `The label '${spaced}' contains spaces which is invalid.` }
  if (labels.some((label) => label.length > 255)) {
    return { complaint: 'The label exceeds the maximum length of 255 characters.' }
  }
  return { value: { labels: [...new Set(labels)].sort() } }
}

const readComponents: Reader = (value, { project }) => {
  const references = asList(value)
  if (!references) return { complaint: 'data was not an array' }
  const found: string[] = []
  for (const reference of references) {
    const record = asRecord(reference)
    const component = byIdOrName(project.components, record)
    if (!component) {
      return record?.['id'] === undefined
        ? { complaint: `Component name '${asText(record?.['name'])}' is not valid` }
        : { complaint: `Component with id '${asId(record['id'])}' does not exist.` }
    }
    found.push(component.id)
  }
  return { value: { componentIds: [...new Set(found)] } }
}

const readPriority: Reader = (value, { state }) => {
  const reference = asRecord(value)
  const priority = byIdOrName(state.priorities, reference)
  if (priority) return { value: { priorityId: priority.id } }
  return reference?.['id'] === undefined
    ? { complaint: `Priority name '${asText(reference?.['name'])}' is not valid` }
    : { complaint: 'The priority selected is invalid.' }
}

const readAssignee: Reader = (value, { state }) => {
  const reference = asRecord(value) ?? {}
  const accountId = 'accountId' in reference ? reference['accountId'] : reference['id']
  if (value === null || accountId === null || accountId === '-1') return { value: { assigneeId: null } }
  const person = state.people.find((candidate) => candidate.accountId === accountId)
  return person
    ? { value: { assigneeId: person.accountId } }
    : { complaint: `User '${asText(accountId)}' cannot be assigned issues.` }
}

function readDueDate(value: unknown): Reading {
  if (value === null) return { value: { dueDate: null } }
  const date = asText(value)
  return date && /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date))
    ? { value: { dueDate: date } }
    : { complaint: "Error parsing date string. Expected format: 'yyyy-MM-dd'." }
}

const readers: Record<string, Reader> = {
  summary: readSummary,
  description: readDescription,
  labels: readLabels,
  components: readComponents,
  priority: readPriority,
  assignee: readAssignee,
  duedate: readDueDate,
}

/** Reads one field of a create or edit request; fields that people made go to `extra`. */
export function readField(
  name: string,
  value: unknown,
  context: { state: JiraState; project: Project },
): Reading {
  const reader = readers[name]
  if (reader) return reader(value, context)
  const field = fieldsOf(context.state, context.project).find(({ id }) => id === name)
  if (!field) return notOnScreen(name)
  const taken = takeCustom(value, { field, state: context.state })
  return 'complaint' in taken ? taken : { value: { extra: { [name]: taken.taken } } }
}
