import { pathStep } from '../../path-step.ts'
import type { Choice } from '../../provider.ts'
import { named } from '../choices.ts'
import type { JiraClient } from '../client.ts'
import type { JiraEdition } from '../edition.ts'
import { grantedOf, linkingRights } from '../rights.ts'
import { wirePermissions } from '../wire.ts'
import { serverCreateScreen, serverIssueTypes } from './create-meta.ts'
import { readOnServer } from './read.ts'
import { searchServer } from './search.ts'
import { wikiFromMarkdown } from './wiki-from-markdown.ts'
import { wikiToMarkdown } from './wiki-to-markdown.ts'
import { wikiComment, wikiDescription, wikiText } from './wiki.ts'
import { wireServerPriorities, wireServerProjects, wireServerUser } from './wire.ts'

/** https://developer.atlassian.com/server/jira/platform/rest/v10003/api-group-myself/#api-api-2-myself-get */
async function me(client: JiraClient) {
  const { key, name, displayName } = await client.get('/myself', wireServerUser)
  return { id: key ?? name, name: displayName ?? name }
}

/** C18, C19. https://developer.atlassian.com/server/jira/platform/rest/v10003/api-group-mypermissions/ */
async function rights(client: JiraClient, project: string | undefined) {
  const query = project === undefined ? '' : `?${new URLSearchParams({ projectKey: project })}`
  const { permissions } = await client.get(`/mypermissions${query}`, wirePermissions)
  return [...grantedOf(permissions, project), ...(await linkingRights(client, permissions))]
}

/** https://developer.atlassian.com/server/jira/platform/rest/v10003/api-group-project/#api-api-2-project-get */
async function projects(client: JiraClient): Promise<Choice[]> {
  const found = await client.get('/project', wireServerProjects)
  return found
    .map(({ key, name }) => ({ value: key, label: name ? `${key} · ${name}` : key }))
    .toSorted((one, other) => (one.value < other.value ? -1 : 1))
}

/** https://developer.atlassian.com/server/jira/platform/rest/v10003/api-group-priority/#api-api-2-priority-get */
async function priorities(client: JiraClient): Promise<Choice[]> {
  return (await client.get('/priority', wireServerPriorities)).map(named)
}

/** Jira Server and Data Center, REST API v2. */
export const server: JiraEdition = {
  apiPath: '/rest/api/2',
  me,
  rights,
  projects,
  priorities,
  issueTypes: serverIssueTypes,
  createScreen: serverCreateScreen,
  search: searchServer,
  // The index keeps whole seconds.
  searchStepMs: 1000,
  text: {
    description(draft) {
      const { value, lost } = wikiDescription(draft)
      return { value, lost, length: value.length }
    },
    comment: wikiComment,
    paragraphs: wikiText,
    fromMarkdown: wikiFromMarkdown,
    toMarkdown: (value) => wikiToMarkdown(typeof value === 'string' ? value : ''),
  },
  read: readOnServer,
  personId: 'name',
  userQuery: 'username',
  contentPath: ({ id, name }) => `/secure/attachment/${pathStep(id)}/${pathStep(name)}`,
}
