import { nearest } from '../nearest.ts'
import type { Account, Anchor, Choice } from '../provider.ts'
import { components } from './choices.ts'
import type { JiraClient } from './client.ts'
import type { JiraConfig, JiraDestination } from './config.ts'
import { anchorOf } from './map.ts'
import { neededFields } from './needed-fields.ts'
import { quoted } from './search.ts'

type Problem = Account['problems'][number]
type RouteState = Pick<Account, 'problems' | 'needs'>

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
  const types = await client.edition.issueTypes(client, destination.project)
  const type = types.find(({ name }) => name.toLowerCase() === destination.issueType.toLowerCase())
  if (!type) {
    const names = types.map(({ name }) => name)
    const message = missing('issue type', destination.issueType, names)
    return { problems: [{ field: 'issueType', message }], needs: [] }
  }
  const fields = await client.edition.createScreen(client, destination.project, type.id)
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
  for await (const { issues } of client.edition.search(client, query)) {
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

export async function checkAccount(
  client: JiraClient,
  config: JiraConfig,
  destination: JiraDestination | undefined,
): Promise<Account> {
  const me = await client.edition.me(client)
  const places: Choice[] = await client.edition.projects(client)
  const wanted = destination?.project ?? config.defaultProjectKey
  const visible = places.some(({ value }) => value === wanted)
  const rightsThere = await client.edition.rights(client, visible ? wanted : undefined)
  const account = {
    ...me,
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
