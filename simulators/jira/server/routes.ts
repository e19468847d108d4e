import { asText } from '../../ground/json.ts'
import { findProject, may } from '../issues/find.ts'
import { forbidden, invalid, notFound, ok, type Answer } from '../rest/answer.ts'
import { createFields, createTypes, screenFields } from '../rest/createmeta.ts'
import { configuration, permissionBean } from '../rest/account.ts'
import { pageOf, wholeNumber } from '../rest/paging.ts'
import { bodyRecord, bodyTexts, queryList, type RestRequest, type Route } from '../rest/request.ts'
import { searchFrom } from '../search/run.ts'
import { apiBase } from '../site.ts'
import { permissionKeys, type Project } from '../state/model.ts'
import { issueTypeBean, priorityBean, projectBean } from '../wire/catalogue.ts'
import { issueBean } from '../wire/issue.ts'
import { jiraTime } from '../wire/time.ts'

/* https://developer.atlassian.com/server/jira/platform/rest/v10003/ */

function listProjects({ site }: RestRequest): Answer {
  const seen = site.state.projects.filter(({ id }) => may(site.state, 'BROWSE_PROJECTS', id))
  return ok(seen.map((project) => Object.assign(beanOf(site.url, project), { archived: false })))
}

function beanOf(url: string, project: Project) {
  const { simplified: _cloud, ...bean } = projectBean(`${url}/rest/api/2`, project)
  return bean
}

function listPriorities({ site }: RestRequest): Answer {
  const base = apiBase(site)
  const more = { description: '', statusColor: '#cccccc' }
  return ok(site.state.priorities.map((priority) => ({ ...priorityBean(base, priority), ...more })))
}

/** All that there are; none can be asked for by itself. */
function myPermissions({ site, query }: RestRequest): Answer {
  const key = query.get('projectKey')
  const project = key === null ? undefined : findProject(site.state, key)
  if (key !== null && (!project || !may(site.state, 'BROWSE_PROJECTS', project.id))) {
    throw notFound(`No project could be found with key '${key}'.`)
  }
  const permissions = permissionKeys.map((name) => [name, permissionBean(site, name, project?.id)])
  return ok({ permissions: Object.fromEntries(permissions) })
}

function serverInfo({ site }: RestRequest): Answer {
  const { version, title } = site.state
  return ok({
    baseUrl: site.url,
    version,
    versionNumbers: version.split('.').map(Number),
    deploymentType: 'Server',
    buildNumber: 1_003_001,
    serverTime: jiraTime(site.now().getTime()),
    serverTitle: title,
  })
}

function search(
  site: RestRequest['site'],
  asked: { jql: string; startAt: number; maxResults: number; fields?: string[] | undefined },
) {
  const maxResults = Math.min(asked.maxResults, site.state.searchLimit)
  const { issues, total } = searchFrom(site, { jql: asked.jql, startAt: asked.startAt, pageSize: maxResults })
  const selection = { fields: asked.fields, fallback: '*navigable' }
  return ok({
    expand: 'schema,names',
    startAt: asked.startAt,
    maxResults,
    total,
    issues: issues.map((issue) => issueBean(site, issue, selection)),
  })
}

function searchByGet({ site, query }: RestRequest): Answer {
  return search(site, {
    jql: query.get('jql') ?? '',
    startAt: wholeNumber(query.get('startAt'), 0),
    maxResults: wholeNumber(query.get('maxResults'), 50),
    fields: queryList(query, 'fields'),
  })
}

function searchByPost(request: RestRequest): Answer {
  const body = bodyRecord(request)
  const { startAt = 0, maxResults = 50 } = body
  if (!Number.isInteger(startAt) || !Number.isInteger(maxResults)) throw invalid('It must be a whole number.')
  return search(request.site, {
    jql: asText(body['jql']) ?? '',
    startAt: Number(startAt),
    maxResults: Number(maxResults),
    fields: bodyTexts(body, 'fields'),
  })
}

const versionOf = ({ state }: RestRequest['site']) => {
  const [major = 0, minor = 0] = state.version.split('.').map(Number)
  return major + minor / 100
}

function createMeta(request: RestRequest, list: (request: RestRequest) => unknown[]): Answer {
  if (versionOf(request.site) < 8.04) throw notFound('null for uri')
  const { values, ...page } = pageOf(list(request), request.query, { usual: 50, most: 200 })
  return ok({ ...page, values })
}

/** As it was until version 9, for one project. */
function oldCreateMeta(request: RestRequest): Answer {
  const { site, query } = request
  const project = findProject(site.state, query.get('projectKeys') ?? '')
  if (versionOf(site) >= 9) throw notFound('Issue Does Not Exist')
  if (!project || !may(site.state, 'BROWSE_PROJECTS', project.id))
    return ok({ expand: 'projects', projects: [] })
  if (!may(site.state, 'CREATE_ISSUES', project.id)) throw forbidden('You may not create issues here.')
  const wanted = query.get('issuetypeIds')
  const fields = Object.fromEntries(
    screenFields(site, project).map(({ fieldId, ...field }) => [fieldId, field]),
  )
  const withFields = query.get('expand') === 'projects.issuetypes.fields'
  const issuetypes = site.state.issueTypes
    .filter(({ id }) => wanted === null || id === wanted)
    .map((type) => Object.assign(issueTypeBean(apiBase(site), type), withFields && { fields }))
  return ok({ expand: 'projects', projects: [{ ...beanOf(site.url, project), issuetypes }] })
}

export const ownRoutes: Route[] = [
  { method: 'GET', path: '/project', handle: listProjects },
  { method: 'GET', path: '/priority', handle: listPriorities },
  { method: 'GET', path: '/configuration', handle: configuration },
  { method: 'GET', path: '/mypermissions', handle: myPermissions },
  { method: 'GET', path: '/serverInfo', handle: serverInfo },
  { method: 'GET', path: '/search', handle: searchByGet },
  { method: 'POST', path: '/search', handle: searchByPost },
  { method: 'GET', path: '/issue/createmeta', handle: oldCreateMeta },
  {
    method: 'GET',
    path: '/issue/createmeta/:project/issuetypes',
    handle: (request) => createMeta(request, createTypes),
  },
  {
    method: 'GET',
    path: '/issue/createmeta/:project/issuetypes/:type',
    handle: (request) => createMeta(request, createFields),
  },
]
