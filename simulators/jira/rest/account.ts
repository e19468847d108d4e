import { findProject, may } from '../issues/find.ts'
import { apiBase, type Site } from '../site.ts'
import { permissionKeys, type PermissionKey } from '../state/model.ts'
import { personBean } from '../wire/person.ts'
import { jiraTime } from '../wire/time.ts'
import { invalid, notFound, ok, type Answer } from './answer.ts'
import { pageOf } from './paging.ts'
import { queryList, type RestRequest, type Route } from './request.ts'

function myself({ site }: RestRequest): Answer {
  return ok({ ...personBean(apiBase(site), site.state.me), locale: 'en_US', groups: { size: 1, items: [] } })
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/ */
function myPermissions({ site, query }: RestRequest): Answer {
  const keys = queryList(query, 'permissions') ?? []
  if (keys.length === 0) throw invalid("The 'permissions' query parameter is required.")
  const unknown = keys.find((key) => !isPermission(key))
  if (unknown !== undefined) throw invalid(`Unrecognized permission(s): ${unknown}`)
  const projectKey = query.get('projectId') ?? query.get('projectKey')
  const project = projectKey === null ? undefined : findProject(site.state, projectKey)
  if (projectKey !== null && (!project || !may(site.state, 'BROWSE_PROJECTS', project.id))) {
    throw notFound(`No project could be found with key '${projectKey}'.`)
  }
  const permissions = keys.filter(isPermission).map((key) => [key, permissionBean(site, key, project?.id)])
  return ok({ permissions: Object.fromEntries(permissions) })
}

function isPermission(key: string): key is PermissionKey {
  return (permissionKeys as readonly string[]).includes(key)
}

/** Without a project the account holds what it holds in any project. */
export function permissionBean({ state }: Site, key: PermissionKey, projectId: string | undefined) {
  const words = key.toLowerCase().split('_')
  return {
    id: String(10 + permissionKeys.indexOf(key)),
    key,
    name: words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' '),
    type: 'PROJECT',
    description: `Ability to ${words.join(' ')}.`,
    havePermission:
      projectId === undefined
        ? state.projects.some(({ id }) => may(state, key, id))
        : may(state, key, projectId),
  }
}

function serverInfo({ site }: RestRequest): Answer {
  return ok({
    baseUrl: site.url,
    displayUrl: site.url,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_300,
    serverTime: jiraTime(site.now().getTime()),
    serverTitle: site.state.title,
    serverTimeZone: site.state.me.timeZone,
  })
}

/** Where any of the words of one of the texts begins so. */
function startsWith(texts: string[], start: string): boolean {
  return texts.some((text) => ` ${text.toLowerCase()}`.includes(` ${start}`))
}

function searchUsers({ site, query }: RestRequest): Answer {
  const isCloud = site.state.edition === 'cloud'
  // A server knows people by their user name, and refuses to be asked for all of them.
  const text = (query.get(isCloud ? 'query' : 'username') ?? '').toLowerCase()
  const accountId = query.get('accountId')
  if (text === '' && accountId === null && !query.has('project')) {
    throw invalid(
      isCloud
        ? 'Either query, accountId or property must be specified.'
        : 'The username query parameter was not provided',
    )
  }
  const found = site.state.people.filter((person) =>
    accountId === null
      ? startsWith(isCloud ? [person.name, person.email] : [person.name, person.email, person.userName], text)
      : person.accountId === accountId,
  )
  const { values } = pageOf(found, query, { usual: 50, most: 1000 })
  return ok(values.map((person) => personBean(apiBase(site), person)))
}

/** What is switched on for the whole site. */
export function configuration({ site: { state } }: RestRequest): Answer {
  return ok({
    votingEnabled: true,
    watchingEnabled: true,
    unassignedIssuesAllowed: true,
    subTasksEnabled: true,
    issueLinkingEnabled: state.issueLinkingEnabled,
    timeTrackingEnabled: false,
    attachmentsEnabled: true,
  })
}

export const accountRoutes: Route[] = [
  { method: 'GET', path: '/myself', handle: myself },
  { method: 'GET', path: '/mypermissions', handle: myPermissions },
  { method: 'GET', path: '/configuration', handle: configuration },
  { method: 'GET', path: '/serverInfo', handle: serverInfo },
  { method: 'GET', path: '/user/search', handle: searchUsers },
  { method: 'GET', path: '/user/assignable/search', handle: searchUsers },
]
