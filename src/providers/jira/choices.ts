import { pathStep } from '../path-step.ts'
import type { Choice } from '../provider.ts'
import type { JiraClient } from './client.ts'
import type { JiraDestination } from './config.ts'
import { wireComponents } from './wire.ts'

export const named = ({ name }: { name: string }): Choice => ({ value: name, label: name })

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-project-components/#api-rest-api-3-project-projectidorkey-components-get */
export async function components(client: JiraClient, project: string): Promise<Choice[]> {
  const found = await client.get(`/project/${pathStep(project)}/components`, wireComponents)
  return found.map(named)
}

export async function choicesOf(
  client: JiraClient,
  field: string,
  within: Partial<JiraDestination>,
): Promise<Choice[]> {
  if (field === 'project') return client.edition.projects(client)
  if (field === 'priority') return client.edition.priorities(client)
  if (within.project === undefined) return []
  if (field === 'issueType') return (await client.edition.issueTypes(client, within.project)).map(named)
  return field === 'component' ? components(client, within.project) : []
}
