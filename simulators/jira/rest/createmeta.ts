import { may } from '../issues/find.ts'
import { apiBase, type Site } from '../site.ts'
import { fieldsOf, optionsOf, schemaOf, type FieldHere } from '../state/custom-fields.ts'
import type { Project } from '../state/model.ts'
import { componentBean, issueTypeBean, priorityBean, projectBean } from '../wire/catalogue.ts'
import { forbidden, notFound, ok, type Answer } from './answer.ts'
import { pageOf } from './paging.ts'
import { visibleProject } from './projects.ts'
import { param, type RestRequest, type Route } from './request.ts'

/** A project that issues may be created in: others have no create screen to describe. */
function creatableProject(request: RestRequest): Project {
  const { state } = request.site
  const project = visibleProject(state, param(request, 'project'))
  if (!may(state, 'CREATE_ISSUES', project.id)) {
    throw forbidden('You do not have permission to create issues in this project.')
  }
  return project
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/ */
export function createTypes(request: RestRequest) {
  creatableProject(request)
  const { site } = request
  return site.state.issueTypes.map((type) => issueTypeBean(apiBase(site), type))
}

export function createFields(request: RestRequest) {
  const project = creatableProject(request)
  const { site } = request
  if (!site.state.issueTypes.some(({ id }) => id === param(request, 'type'))) {
    throw notFound('The issue type was not found.')
  }
  return screenFields(site, project)
}

/** A page of a list under the name that Cloud gives it. */
function paged(name: string, list: (request: RestRequest) => unknown[]) {
  return (request: RestRequest): Answer => {
    const {
      values,
      isLast: _isLast,
      ...page
    } = pageOf(list(request), request.query, { usual: 50, most: 200 })
    return ok({ ...page, [name]: values })
  }
}

interface FieldNote {
  type: string
  items?: string
  required?: boolean
  operations?: string[]
  allowedValues?: unknown[]
  hasDefaultValue?: boolean
}

export function screenFields(site: Site, project: Project) {
  const base = apiBase(site)
  const { issueTypes, priorities } = site.state
  return [
    field('summary', 'Summary', { type: 'string', required: true }),
    field('issuetype', 'Issue Type', {
      type: 'issuetype',
      required: true,
      operations: [],
      allowedValues: issueTypes.map((type) => issueTypeBean(base, type)),
    }),
    field('project', 'Project', {
      type: 'project',
      required: true,
      allowedValues: [projectBean(base, project)],
    }),
    field('description', 'Description', { type: 'string' }),
    field('components', 'Components', {
      type: 'array',
      items: 'component',
      operations: ['add', 'set', 'remove'],
      allowedValues: project.components.map((component) => componentBean(base, component)),
    }),
    field('labels', 'Labels', { type: 'array', items: 'string', operations: ['add', 'set', 'remove'] }),
    field('priority', 'Priority', {
      type: 'priority',
      hasDefaultValue: true,
      allowedValues: priorities.map((priority) => priorityBean(base, priority)),
    }),
    field('assignee', 'Assignee', { type: 'user' }),
    field('duedate', 'Due date', { type: 'date' }),
    ...fieldsOf(site.state, project).map(customField),
  ]
}

function field(fieldId: string, name: string, note: FieldNote) {
  const { type, items, required = false, operations = ['set'], hasDefaultValue = false, allowedValues } = note
  return {
    required,
    schema: { type, ...(items && { items }), system: fieldId },
    name,
    key: fieldId,
    fieldId,
    hasDefaultValue,
    operations,
    ...(allowedValues && { allowedValues }),
  }
}

function customField(here: FieldHere) {
  const { id, name, required, hasDefault } = here
  const options = optionsOf(here)
  const schema = schemaOf(here)
  const isList = schema.type === 'array'
  return {
    ...field(id, name, {
      type: schema.type,
      required,
      hasDefaultValue: hasDefault,
      ...(isList && { operations: ['add', 'set', 'remove'] }),
      ...(options.length > 0 && { allowedValues: options }),
    }),
    schema,
  }
}

export const createMetaRoutes: Route[] = [
  { method: 'GET', path: '/issue/createmeta/:project/issuetypes', handle: paged('issueTypes', createTypes) },
  {
    method: 'GET',
    path: '/issue/createmeta/:project/issuetypes/:type',
    handle: paged('fields', createFields),
  },
]
