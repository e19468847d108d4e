import { nearest } from '../nearest.ts'
import type { Account, Anchor, Choice } from '../provider.ts'
import { components, createScreen, issueTypes, projects } from './choices.ts'
import type { JiraClient } from './client.ts'
import type { JiraConfig, JiraDestination } from './config.ts'
import { anchorOf } from './map.ts'
import { neededFields } from './needed-fields.ts'
import { quoted, search } from './search.ts'
import { wirePermissions, wireUser } from './wire.ts'

type Problem = Account['problems'][number]
type RouteState = Pick<Account, 'problems' | 'needs'>

/** A19, AX21: what the hub needs, and where a Jira administrator grants it. */
export const rights = [
  {
    key: 'BROWSE_PROJECTS',
    right: 'Browse Projects',
    neededFor: 'Reading status, assignee and changes.',
    required: true,
  },
  { key: 'CREATE_ISSUES', right: 'Create Issues', neededFor: 'Creating a ticket’s issue.', required: true },
  {
    key: 'ADD_COMMENTS',
    right: 'Add Comments',
    neededFor: 'Passing comments on to the issue.',
    required: false,
  },
]

function howToGrant(right: string, project: string | undefined): string {
  const where = project === undefined ? 'the project' : project
  return `Project settings of ${where} > Permissions (or Access): give “${right}” to the integration user or one of its groups.`
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get */
async function grantedRights(client: JiraClient, project: string | undefined): Promise<Account['rights']> {
  const query = new URLSearchParams({ permissions: rights.map(({ key }) => key).join(',') })
  if (project !== undefined) query.set('projectKey', project)
  const { permissions } = await client.get(`/mypermissions?${query}`, wirePermissions)
  return rights.map(({ key, right, required }) => ({
    right,
    granted: permissions[key]?.havePermission === true,
    required,
    howToGrant: howToGrant(right, project),
  }))
}

function missing(kind: string, wanted: string, available: string[]): string {
  const near = nearest(wanted, available)
  const there = near.length > 0 ? ` It can see, for example: ${near.join(', ')}.` : ' It can see none.'
  return `The integration user sees no ${kind} “${wanted}”.${there}`
}

async function componentProblems(client: JiraClient, destination: JiraDestination): Promise<Problem[]> {
  if (destination.component === undefined) return []
  const available = (await components(client, destination.project)).map(({ value }) => value)
  if (available.includes(destination.component)) return []
  return [{ field: 'component', message: missing('component', destination.component, available) }]
}

/** What the create screen demands, and whether it takes the hub's labels. */
async function screenState(client: JiraClient, destination: JiraDestination): Promise<RouteState> {
  const types = await issueTypes(client, destination.project)
  const type = types.find(({ name }) => name.toLowerCase() === destination.issueType.toLowerCase())
  if (!type) {
    const names = types.map(({ name }) => name)
    const message = missing('issue type', destination.issueType, names)
    return { problems: [{ field: 'issueType', message }], needs: [] }
  }
  const fields = await createScreen(client, destination.project, type.id)
  const where = `The create screen of ${type.name} in ${destination.project}`
  const { needs, unfillable } = neededFields(fields, {
    components: destination.component !== undefined,
  })
  const problems: Problem[] = []
  if (unfillable.length > 0) {
    const message = `${where} requires ${unfillable.join(', ')}, which the hub cannot fill: make it optional or give it a default.`
    problems.push({ field: 'issueType', message })
  }
  if (fields.length > 0 && !fields.some((field) => (field.fieldId ?? field.key) === 'labels')) {
    const message = `${where} has no Labels, by which the hub finds its issues again: add the field to the screen.`
    problems.push({ field: 'issueType', message })
  }
  return { problems, needs }
}

/** The project's highest issue number. A lagging index only makes it lower, and a search that starts lower still finds. */
async function anchorNow(client: JiraClient, project: string): Promise<Anchor> {
  const query = { jql: `project = ${quoted(project)} ORDER BY key DESC`, fields: ['updated'], maxResults: 1 }
  for await (const { issues } of search(client, query)) {
    const anchor = anchorOf(issues[0]?.key ?? '')
    if (anchor) return anchor
  }
  return { scope: project, position: '0' }
}

async function destinationState(
  client: JiraClient,
  destination: JiraDestination,
  rightsThere: Account['rights'],
) {
  const anchor = await anchorNow(client, destination.project)
  // Without the right to create, the create screen is not shown either.
  if (rightsThere.some(({ granted, required }) => required && !granted))
    return { anchor, problems: [], needs: [] }
  const screen = await screenState(client, destination)
  const problems = [...screen.problems, ...(await componentProblems(client, destination))]
  return { anchor, problems, needs: screen.needs }
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-myself/#api-rest-api-3-myself-get */
export async function checkAccount(
  client: JiraClient,
  config: JiraConfig,
  destination: JiraDestination | undefined,
): Promise<Account> {
  const me = await client.get('/myself', wireUser)
  const places: Choice[] = await projects(client)
  const wanted = destination?.project ?? config.defaultProjectKey
  const visible = places.some(({ value }) => value === wanted)
  const rightsThere = await grantedRights(client, visible ? wanted : undefined)
  const account = {
    id: me.accountId,
    name: me.displayName ?? me.emailAddress ?? me.accountId,
    rights: rightsThere,
    places,
  }
  if (!visible) {
    const field = destination ? 'project' : 'defaultProjectKey'
    const keys = places.map(({ value }) => value)
    return { ...account, problems: [{ field, message: missing('project', wanted, keys) }], needs: [] }
  }
  if (!destination) return { ...account, problems: [], needs: [] }
  return { ...account, ...(await destinationState(client, destination, rightsThere)) }
}
