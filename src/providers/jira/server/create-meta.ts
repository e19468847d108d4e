import { pathStep } from '../../path-step.ts'
import { ProviderError } from '../../provider.ts'
import type { JiraClient } from '../client.ts'
import { wireFields, wireIssueTypes, type WireField } from '../wire.ts'
import { wireOldCreateMeta } from './wire.ts'

/** The lists that there are since version 8.4; older ones do not know their address. */
async function sinceTheyExist<T>(asked: () => Promise<T>, old: () => Promise<T>): Promise<T> {
  try {
    return await asked()
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'not-found') return old()
    throw error
  }
}

/** Gone since version 9: then the project itself is what was not found. */
async function oldTypes(client: JiraClient, query: Record<string, string>) {
  const { projects } = await client.get(`/issue/createmeta?${new URLSearchParams(query)}`, wireOldCreateMeta)
  return projects.flatMap(({ issuetypes }) => issuetypes)
}

/**
 * Types that an issue can be created with; a sub-task needs a parent, which the hub does not have.
 * https://developer.atlassian.com/server/jira/platform/rest/v10003/api-group-issue/#api-api-2-issue-createmeta-projectidorkey-issuetypes-get
 */
export async function serverIssueTypes(client: JiraClient, project: string) {
  const types = await sinceTheyExist(
    () => client.list(`/issue/createmeta/${pathStep(project)}/issuetypes`, wireIssueTypes),
    () => oldTypes(client, { projectKeys: project }),
  )
  return types.filter(({ subtask }) => subtask !== true)
}

/** https://developer.atlassian.com/server/jira/platform/rest/v10003/api-group-issue/#api-api-2-issue-createmeta-projectidorkey-issuetypes-issuetypeid-get */
export function serverCreateScreen(client: JiraClient, project: string, typeId: string) {
  const path = `/issue/createmeta/${pathStep(project)}/issuetypes/${pathStep(typeId)}`
  return sinceTheyExist(
    () => client.list(path, wireFields),
    async (): Promise<WireField[]> => {
      const expand = 'projects.issuetypes.fields'
      const [type] = await oldTypes(client, { projectKeys: project, issuetypeIds: typeId, expand })
      return Object.entries(type?.fields ?? {}).map(([fieldId, field]) => Object.assign(field, { fieldId }))
    },
  )
}
