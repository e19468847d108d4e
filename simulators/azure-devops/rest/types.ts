import type { Answer } from '../../ground/api.ts'
import { findType } from '../state/lookup.ts'
import type { Project, WorkItemType } from '../state/model.ts'
import { shownField, typeBean, typeFieldBean } from '../wire/type.ts'
import { list, ok, typeMissing } from './answer.ts'
import { param, type Endpoint, type RestRequest, type Route } from './request.ts'

function listTypes({ site, project }: RestRequest): Answer {
  const { types } = project as Project
  return list(types.map((type) => typeBean(site, project as Project, type)))
}

function askedType(request: RestRequest): WorkItemType {
  const project = request.project as Project
  const name = param(request, 'type')
  const type = findType(project, name)
  if (!type) throw typeMissing(name, project.id)
  return type
}

function getType(request: RestRequest): Answer {
  return ok(typeBean(request.site, request.project as Project, askedType(request)))
}

function listStates(request: RestRequest): Answer {
  return list(askedType(request).states)
}

/** https://learn.microsoft.com/rest/api/azure/devops/wit/work-item-types-field/list */
function listFields(request: RestRequest): Answer {
  const { site, query } = request
  const type = askedType(request)
  const expand = query.get('$expand')?.toLowerCase()
  const allowedValues = expand === 'all' || expand === 'allowedvalues'
  return list(type.fields.map((field) => typeFieldBean(site, shownField(type, field), { allowedValues })))
}

const reading = (run: Endpoint['run']): Endpoint => ({ scope: 'workItemsRead', inProject: true, run })

export const typeRoutes: Route[] = [
  { method: 'GET', path: '/wit/workitemtypes', handle: reading(listTypes) },
  { method: 'GET', path: '/wit/workitemtypes/:type', handle: reading(getType) },
  { method: 'GET', path: '/wit/workitemtypes/:type/states', handle: reading(listStates) },
  { method: 'GET', path: '/wit/workitemtypes/:type/fields', handle: reading(listFields) },
]
