import type { z } from 'zod'
import type { Account } from '../provider.ts'
import type { JiraClient } from './client.ts'
import { wireConfiguration, type wirePermissions } from './wire.ts'

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

/** C20: what both checks of issue linking need, and how to get there. */
const administration =
  'This needs the global permission Jira Administrators. From any page press “g” twice and type where to go.'

function howToGrant(right: string, project: string | undefined): string {
  const where = project === undefined ? 'the project' : project
  return `Project settings of ${where} > Permissions (or Access): give “${right}” to the integration user or one of its groups.`
}

const howToGrantLinking = `Jira Administration > Issues > Permission schemes: give “Link Issues” to the integration user, one of its groups or its role, in the scheme of every project that is used. For the help desk only. ${administration}`
const howToActivate = `Jira Administration > System > Issue Features > Issue Linking > Activate. For the help desk only. ${administration}`

type Permissions = z.infer<typeof wirePermissions>['permissions']

export function grantedOf(permissions: Permissions, project: string | undefined): Account['rights'] {
  return rights.map(({ key, right, required }) => ({
    right,
    granted: permissions[key]?.havePermission === true,
    required,
    howToGrant: howToGrant(right, project),
  }))
}

/** Jira's key of the right to link issues (C19). */
export const linkIssues = 'LINK_ISSUES'

/**
 * C18, C19: whether issues can be linked at all, and by this user.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-jira-settings/#api-rest-api-3-configuration-get
 */
export async function linkingRights(
  client: JiraClient,
  permissions: Permissions,
): Promise<Account['rights']> {
  const { issueLinkingEnabled } = await client.get('/configuration', wireConfiguration)
  return [
    {
      right: 'Issue Linking',
      granted: issueLinkingEnabled === true,
      required: false,
      howToGrant: howToActivate,
    },
    {
      right: 'Link Issues',
      granted: permissions[linkIssues]?.havePermission === true,
      required: false,
      howToGrant: howToGrantLinking,
    },
  ]
}
