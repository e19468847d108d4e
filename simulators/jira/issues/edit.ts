import { asId, asList, asRecord } from '../../ground/json.ts'
import { invalidFields } from '../rest/answer.ts'
import type { Site } from '../site.ts'
import { byId } from '../state/lookup.ts'
import type { Issue, Person, Project } from '../state/model.ts'
import { readCommentDraft } from './comment-draft.ts'
import { addComment } from './comments.ts'
import { readFields } from './fields.ts'
import { readProperties } from './properties.ts'
import { changeIssue } from './write.ts'

/** Edits an issue by the body of `PUT /rest/api/3/issue/{id}`: `fields` set, `update` adds and removes. */
export function editIssue(
  site: Site,
  issue: Issue,
  { body, actor }: { body: Record<string, unknown>; actor: Person },
) {
  const { state } = site
  const project = byId(state.projects, issue.projectId)
  const { comment, ...operations } = asRecord(body['update']) ?? {}
  const fields = { ...asRecord(body['fields']), ...applyOperations(issue, project, operations) }
  const comments = (asList(comment) ?? []).map((operation) => readCommentDraft(asRecord(operation)?.['add']))
  const { extra, ...values } = readFields(fields, { state, project })
  const patch: Partial<Issue> = {
    ...values,
    extra: { ...issue.extra, ...extra },
    properties: { ...issue.properties, ...readProperties(body['properties']) },
  }
  const onlyAssignee = Object.keys(fields).join() === 'assignee'
  let current = changeIssue(site, issue, {
    patch,
    actor,
    eventType: onlyAssignee ? 'issue_assigned' : 'issue_updated',
  })
  for (const draft of comments) {
    addComment(site, current, { draft, actor })
    current = state.issues.get(current.id) ?? current
  }
}

/** Turns `update` operations into whole new values, which the field readers then check. */
function applyOperations(issue: Issue, project: Project, operations: Record<string, unknown>) {
  const starts: Record<string, unknown> = {
    labels: issue.labels,
    components: issue.componentIds.map((id) => byId(project.components, id)),
  }
  return Object.fromEntries(
    Object.entries(operations).map(([field, list]) => {
      const steps = (asList(list) ?? []).map((step) => asRecord(step) ?? {})
      return [field, steps.reduce<unknown>((value, step) => applyStep(field, value, step), starts[field])]
    }),
  )
}

function applyStep(field: string, value: unknown, step: Record<string, unknown>): unknown {
  if ('set' in step) return step['set']
  const list = asList(value)
  if (!list) throw invalidFields({ [field]: `The field '${field}' supports only the operation 'set'.` })
  return 'remove' in step
    ? list.filter((entry) => !sameReference(entry, step['remove']))
    : [...list.filter((entry) => !sameReference(entry, step['add'])), step['add']]
}

/** Labels are texts, components are referred to by id or by name. */
function sameReference(left: unknown, right: unknown): boolean {
  const [one, other] = [asRecord(left), asRecord(right)]
  if (!one || !other) return left === right
  return other['id'] === undefined ? one['name'] === other['name'] : one['id'] === asId(other['id'])
}
