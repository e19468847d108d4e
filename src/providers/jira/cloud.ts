import { pathStep } from '../path-step.ts'
import type { Choice } from '../provider.ts'
import { commentOf, descriptionOf, markdownDocument, plainText, textDocument } from './adf.ts'
import { adfToMarkdown } from './adf/to-markdown.ts'
import { named } from './choices.ts'
import type { JiraClient } from './client.ts'
import type { JiraEdition } from './edition.ts'
import { readOnCloud } from './read.ts'
import { grantedOf, linkingRights, linkIssues, rights } from './rights.ts'
import { search } from './search.ts'
import {
  wireFields,
  wireIssueTypes,
  wirePermissions,
  wirePriorities,
  wireProjects,
  wireUser,
} from './wire.ts'

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-myself/#api-rest-api-3-myself-get */
async function me(client: JiraClient) {
  const { accountId, displayName, emailAddress } = await client.get('/myself', wireUser)
  return { id: accountId, name: displayName ?? emailAddress ?? accountId }
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get */
async function grantedRights(client: JiraClient, project: string | undefined) {
  const asked = [...rights.map(({ key }) => key), linkIssues]
  const query = new URLSearchParams({ permissions: asked.join(',') })
  if (project !== undefined) query.set('projectKey', project)
  const { permissions } = await client.get(`/mypermissions?${query}`, wirePermissions)
  return [...grantedOf(permissions, project), ...(await linkingRights(client, permissions))]
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/#api-rest-api-3-project-search-get */
async function projects(client: JiraClient): Promise<Choice[]> {
  const found = await client.list('/project/search?orderBy=key', wireProjects)
  return found.map(({ key, name }) => ({ value: key, label: name ? `${key} · ${name}` : key }))
}

/**
 * Types that an issue can be created with; a sub-task needs a parent, which the hub does not have.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-createmeta-projectidorkey-issuetypes-get
 */
async function issueTypes(client: JiraClient, project: string) {
  const types = await client.list(`/issue/createmeta/${pathStep(project)}/issuetypes`, wireIssueTypes)
  return types.filter(({ subtask }) => subtask !== true)
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-createmeta-projectidorkey-issuetypes-issuetypeid-get */
function createScreen(client: JiraClient, project: string, typeId: string) {
  const path = `/issue/createmeta/${pathStep(project)}/issuetypes/${pathStep(typeId)}`
  return client.list(path, wireFields)
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-priorities/#api-rest-api-3-priority-search-get */
async function priorities(client: JiraClient): Promise<Choice[]> {
  return (await client.list('/priority/search', wirePriorities)).map(named)
}

/** Jira Cloud, REST API v3. */
export const cloud: JiraEdition = {
  apiPath: '/rest/api/3',
  me,
  rights: grantedRights,
  projects,
  priorities,
  issueTypes,
  createScreen,
  search,
  searchStepMs: 1,
  text: {
    description(draft) {
      const { value, lost } = descriptionOf(draft)
      return { value, lost, length: plainText(value).length }
    },
    comment: commentOf,
    paragraphs: textDocument,
    fromMarkdown: markdownDocument,
    toMarkdown: adfToMarkdown,
  },
  read: readOnCloud,
  personId: 'accountId',
  userQuery: 'query',
  // The files are elsewhere, which is only sent on to unless it is asked not to.
  contentPath: ({ id }) => `/rest/api/3/attachment/content/${pathStep(id)}?redirect=false`,
}
