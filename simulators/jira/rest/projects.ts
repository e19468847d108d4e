import { findProject, may } from '../issues/find.ts'
import { apiBase } from '../site.ts'
import type { JiraState, Project } from '../state/model.ts'
import { componentBean, priorityBean, projectBean, projectDetails, statusBean } from '../wire/catalogue.ts'
import { notFound, ok, type Answer } from './answer.ts'
import { pageOf, type Page } from './paging.ts'
import { param, queryList, type RestRequest, type Route } from './request.ts'

export function visibleProject(state: JiraState, idOrKey: string): Project {
  const project = findProject(state, idOrKey)
  if (!project || !may(state, 'BROWSE_PROJECTS', project.id)) {
    throw notFound(`No project could be found with key '${idOrKey}'.`)
  }
  return project
}

/** The links that paged lists carry. */
function withLinks<T>(page: Page<T>, address: string) {
  const at = (startAt: number) => `${address}?startAt=${startAt}&maxResults=${page.maxResults}`
  return {
    self: at(page.startAt),
    ...(!page.isLast && { nextPage: at(page.startAt + page.maxResults) }),
    ...page,
  }
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/ */
function searchProjects({ site, query }: RestRequest): Answer {
  const { state } = site
  const text = (query.get('query') ?? '').toLowerCase()
  const keys = queryList(query, 'keys')
  const needed = query.get('action') === 'create' ? 'CREATE_ISSUES' : 'BROWSE_PROJECTS'
  const found = state.projects
    .filter(({ id }) => may(state, 'BROWSE_PROJECTS', id) && may(state, needed, id))
    .filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(text))
    .filter(({ key }) => !keys || keys.includes(key))
    .sort((left, right) => left.key.localeCompare(right.key))
  const page = pageOf(found, query, { usual: 50, most: 100 })
  const base = apiBase(site)
  const values = page.values.map((project) => ({
    ...projectBean(base, project),
    style: 'classic',
    isPrivate: false,
  }))
  return ok({ ...withLinks(page, `${base}/project/search`), values })
}

function getProject(request: RestRequest): Answer {
  const { site } = request
  return ok(projectDetails(apiBase(site), site.state, visibleProject(site.state, param(request, 'project'))))
}

function getComponents(request: RestRequest): Answer {
  const { site } = request
  const project = visibleProject(site.state, param(request, 'project'))
  const more = { assigneeType: 'PROJECT_DEFAULT', isAssigneeTypeValid: false, project: project.key }
  return ok(
    project.components.map((component) =>
      Object.assign(componentBean(apiBase(site), component), more, { projectId: Number(project.id) }),
    ),
  )
}

function searchPriorities({ site, query }: RestRequest): Answer {
  const page = pageOf(site.state.priorities, query, { usual: 50, most: 50 })
  const values = page.values.map((priority) => ({
    ...priorityBean(apiBase(site), priority),
    description: '',
    statusColor: '#cccccc',
    isDefault: priority.name === 'Medium',
  }))
  return ok({ ...withLinks(page, `${apiBase(site)}/priority/search`), values })
}

function listStatuses({ site }: RestRequest): Answer {
  return ok(site.state.statuses.map((status) => statusBean(apiBase(site), status)))
}

export const projectRoutes: Route[] = [
  { method: 'GET', path: '/project/search', handle: searchProjects },
  { method: 'GET', path: '/project/:project', handle: getProject },
  { method: 'GET', path: '/project/:project/components', handle: getComponents },
  { method: 'GET', path: '/priority/search', handle: searchPriorities },
  { method: 'GET', path: '/status', handle: listStatuses },
]
