import type { Choice } from '../provider.ts'
import type { JiraClient } from './client.ts'
import type { JiraDestination } from './config.ts'
import { wireComponents, wireFields, wireIssueTypes, wirePriorities, wireProjects } from './wire.ts'

const named = ({ name }: { name: string }): Choice => ({ value: name, label: name })

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/#api-rest-api-3-project-search-get */
export async function projects(client: JiraClient): Promise<Choice[]> {
  const found = await client.list('/project/search?orderBy=key', wireProjects)
  return found.map(({ key, name }) => ({ value: key, label: name ? `${key} · ${name}` : key }))
}

/**
 * Types that an issue can be created with; a sub-task needs a parent, which the hub does not have.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-createmeta-projectidorkey-issuetypes-get
 */
export async function issueTypes(client: JiraClient, project: string) {
  const types = await client.list(
    `/issue/createmeta/${encodeURIComponent(project)}/issuetypes`,
    wireIssueTypes,
  )
  return types.filter(({ subtask }) => subtask !== true)
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-createmeta-projectidorkey-issuetypes-issuetypeid-get */
export function createScreen(client: JiraClient, project: string, typeId: string) {
  const path = `/issue/createmeta/${encodeURIComponent(project)}/issuetypes/${encodeURIComponent(typeId)}`
  return client.list(path, wireFields)
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-project-components/#api-rest-api-3-project-projectidorkey-components-get */
export async function components(client: JiraClient, project: string): Promise<Choice[]> {
  const found = await client.get(`/project/${encodeURIComponent(project)}/components`, wireComponents)
  return found.map(named)
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-priorities/#api-rest-api-3-priority-search-get */
async function priorities(client: JiraClient): Promise<Choice[]> {
  return (await client.list('/priority/search', wirePriorities)).map(named)
}

export async function choicesOf(
  client: JiraClient,
  field: string,
  within: Partial<JiraDestination>,
): Promise<Choice[]> {
  if (field === 'project') return projects(client)
  if (field === 'priority') return priorities(client)
  if (within.project === undefined) return []
  if (field === 'issueType') return (await issueTypes(client, within.project)).map(named)
  return field === 'component' ? components(client, within.project) : []
}
