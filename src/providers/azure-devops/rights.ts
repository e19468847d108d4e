import type { Account } from '../provider.ts'

export type RightKey = 'projects' | 'read' | 'write' | 'tags'

const ofToken = (scope: string) =>
  `User Settings > Personal Access Tokens: edit the token and tick ${scope} among its scopes. Its user needs access to the project as well.`

/** A13, AX21: the scopes of the token, and one permission that not every user has. */
export const rights: { key: RightKey; right: string; neededFor: string; howToGrant: string }[] = [
  {
    key: 'projects',
    right: 'Project and Team: Read',
    neededFor: 'Listing the projects that work items can go to.',
    howToGrant: ofToken('Project and Team > Read'),
  },
  {
    key: 'read',
    right: 'Work Items: Read',
    neededFor: 'Reading status, assignee and changes.',
    howToGrant: ofToken('Work Items > Read & write'),
  },
  {
    key: 'write',
    right: 'Work Items: Read & write',
    neededFor: 'Creating a ticket’s work item and passing comments on.',
    howToGrant: ofToken('Work Items > Read & write'),
  },
  {
    key: 'tags',
    right: 'Create tag definition',
    neededFor: 'Marking each work item, so that it is found again when an answer was lost.',
    howToGrant:
      'Project Settings > Permissions: allow “Create tag definition” to a group of the token’s user. Contributors have it, stakeholders have not.',
  },
]

export function rightsWithout(lacking: Set<RightKey>): Account['rights'] {
  return rights.map(({ key, right, howToGrant }) => ({
    right,
    granted: !lacking.has(key),
    required: true,
    howToGrant,
  }))
}
