import { allCustomFields, schemaOf } from '../state/custom-fields.ts'
import { ok, type Answer } from './answer.ts'
import type { RestRequest, Route } from './request.ts'

interface SystemField {
  name: string
  type: string
  items?: string
  clauses?: string[]
}

/** Jira's own fields, as far as issues show them here. */
const systemFields: Record<string, SystemField> = {
  summary: { name: 'Summary', type: 'string' },
  issuetype: { name: 'Issue Type', type: 'issuetype', clauses: ['issuetype', 'type'] },
  project: { name: 'Project', type: 'project' },
  description: { name: 'Description', type: 'string' },
  environment: { name: 'Environment', type: 'string' },
  status: { name: 'Status', type: 'status' },
  resolution: { name: 'Resolution', type: 'resolution' },
  resolutiondate: { name: 'Resolved', type: 'datetime' },
  priority: { name: 'Priority', type: 'priority' },
  assignee: { name: 'Assignee', type: 'user' },
  reporter: { name: 'Reporter', type: 'user' },
  creator: { name: 'Creator', type: 'user' },
  labels: { name: 'Labels', type: 'array', items: 'string' },
  components: { name: 'Components', type: 'array', items: 'component', clauses: ['component'] },
  fixVersions: { name: 'Fix versions', type: 'array', items: 'version', clauses: ['fixVersion'] },
  duedate: { name: 'Due date', type: 'date', clauses: ['due', 'duedate'] },
  created: { name: 'Created', type: 'datetime' },
  updated: { name: 'Updated', type: 'datetime' },
  attachment: { name: 'Attachment', type: 'array', items: 'attachment', clauses: ['attachments'] },
  comment: { name: 'Comment', type: 'comments-page' },
}

const flags = { orderable: true, navigable: true, searchable: true }

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-fields/#api-rest-api-3-field-get */
function listFields({ site }: RestRequest): Answer {
  const system = Object.entries(systemFields).map(([id, { name, type, items, clauses = [id] }]) => {
    const schema = items ? { type, items, system: id } : { type, system: id }
    return Object.assign({ id, key: id, name, custom: false, clauseNames: clauses, schema }, flags)
  })
  const custom = allCustomFields(site.state).map((field) => {
    const { id, name } = field
    const schema = schemaOf(field)
    const clauseNames = [`cf[${schema.customId}]`, name]
    return Object.assign({ id, key: id, name, custom: true, clauseNames, schema }, flags)
  })
  return ok([...system, ...custom])
}

export const fieldRoutes: Route[] = [{ method: 'GET', path: '/field', handle: listFields }]
