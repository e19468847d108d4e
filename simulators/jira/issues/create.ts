import { asId, asRecord } from '../../ground/json.ts'
import { forbidden, invalidFields } from '../rest/answer.ts'
import type { Site } from '../site.ts'
import { byIdOrName } from '../state/lookup.ts'
import type { Issue, IssueType, JiraState, Person, Project } from '../state/model.ts'
import { nextId } from '../state/start.ts'
import { defaultPriorityId, firstStatusId } from '../state/workflow.ts'
import { publishIssueEvent } from '../webhooks/publish.ts'
import { describeChanges } from './changelog.ts'
import { readFields } from './fields.ts'
import { findProject, may } from './find.ts'
import { giveKey } from './move.ts'
import { readProperties } from './properties.ts'
import { storeIssue } from './write.ts'

/** Creates an issue from the body of `POST /rest/api/3/issue`, checked as the create screen checks it. */
export function createIssue(site: Site, body: Record<string, unknown>, actor: Person): Issue {
  const { state } = site
  const { project: projectField, issuetype, reporter: _reporter, ...fields } = asRecord(body['fields']) ?? {}
  const project = askedProject(state, projectField)
  if (!may(state, 'CREATE_ISSUES', project.id)) {
    throw forbidden('You do not have permission to create issues in this project.')
  }
  const type = askedType(state, issuetype)
  const values = readFields(fields, { state, project }, missingFields(project, fields))
  const properties = readProperties(body['properties'])
  const at = site.now().getTime()
  const id = nextId(state)
  const issue: Issue = {
    summary: '',
    description: null,
    resolutionId: null,
    resolved: null,
    priorityId: defaultPriorityId,
    assigneeId: null,
    labels: [],
    componentIds: [],
    dueDate: null,
    extra: {},
    comments: [],
    attachments: [],
    remoteLinks: [],
    ...values,
    id,
    key: giveKey(state, project, id),
    projectId: project.id,
    typeId: type.id,
    statusId: firstStatusId,
    reporterId: actor.accountId,
    properties,
    created: at,
    updated: at,
  }
  storeIssue(site, issue)
  const items = describeChanges(state, undefined, issue)
  publishIssueEvent(site, { event: 'jira:issue_created', issue, actor, eventType: 'issue_created', items })
  return issue
}

/** Jira looks at project and type first: without them it does not know which fields to ask for. */
function askedProject(state: JiraState, value: unknown): Project {
  const reference = asRecord(value)
  const idOrKey = asId(reference?.['key'] ?? reference?.['id'])
  const project = idOrKey === undefined ? undefined : findProject(state, idOrKey)
  if (!project || !may(state, 'BROWSE_PROJECTS', project.id)) {
    throw invalidFields({ project: 'Specify a valid project ID or key' })
  }
  return project
}

function askedType(state: JiraState, value: unknown): IssueType {
  const reference = asRecord(value)
  if (!reference) throw invalidFields({ issuetype: 'Specify an issue type' })
  const type = byIdOrName(state.issueTypes, reference)
  if (!type) throw invalidFields({ issuetype: 'Specify a valid issue type' })
  return type
}

function missingFields(project: Project, fields: Record<string, unknown>): Record<string, string> {
  const missing = project.requiredFields.filter(
    ({ id, hasDefault }) => !hasDefault && (fields[id] === undefined || fields[id] === null),
  )
  const errors = Object.fromEntries(missing.map(({ id, name }) => [id, `${name} is required.`]))
  return fields['summary'] === undefined
    ? { ...errors, summary: 'You must specify a summary of the issue.' }
    : errors
}
