export const rights = [
  'recommendations:read',
  'recommendations:write',
  'alarms:read',
  'alarms:write',
  'sources:manage',
  'tickets:read',
  'tickets:create',
  'tickets:act',
  'projects:read',
  'projects:manage',
  'help-desk:read',
  'help-desk:write',
  'help-desk:manage',
  'service-tickets:read',
  'service-tickets:write',
  'diagnostics:read',
  'diagnostics:write',
  'operators:read',
  'operators:manage',
  'connections:read',
  'connections:manage',
  'tokens:manage',
  'members:manage',
  'logs:read',
  'audit:read',
  'workspace:manage',
] as const

/** What a route may demand. Every route of the API names one. */
export type Right = (typeof rights)[number]

/** What a person may be in a workspace, the mightiest first. */
export const roles = ['owner', 'administrator', 'agent', 'viewer'] as const
export type Role = (typeof roles)[number]

export const isRole = (text: string): text is Role => roles.some((known) => known === text)

/** Renaming the workspace, making another, and who its owners are. */
const forOwners = new Set<Right>(['workspace:manage'])

const read = [
  'recommendations:read',
  'alarms:read',
  'tickets:read',
  'projects:read',
  'help-desk:read',
  'service-tickets:read',
  'diagnostics:read',
  'operators:read',
] as const satisfies Right[]

const ofAdministrators = rights.filter((right) => !forOwners.has(right))

/** AX22: creating is an agent's right, setting up an administrator's. */
const rightsOfRole: Record<Role, readonly Right[]> = {
  owner: rights,
  administrator: ofAdministrators,
  agent: [
    ...read,
    'recommendations:write',
    'alarms:write',
    'tickets:create',
    'tickets:act',
    'help-desk:write',
    'service-tickets:write',
  ],
  viewer: read,
}

/** The rights of a person's role; an unknown role has none. */
export const rightsOf = (role: string): readonly Right[] => (isRole(role) ? rightsOfRole[role] : [])

/** What a program's token may be made for, and the rights that each gives. */
const rightsOfScope = {
  'recommendations:read': ['recommendations:read'],
  'recommendations:write': ['recommendations:write'],
  'alarms:read': ['alarms:read'],
  'alarms:write': ['alarms:write'],
  'tickets:read': ['tickets:read', 'projects:read'],
  'tickets:write': ['tickets:create', 'tickets:act'],
  'help-desk:read': ['help-desk:read'],
  'help-desk:write': ['help-desk:write'],
  'service-tickets:read': ['service-tickets:read', 'operators:read'],
  'service-tickets:write': ['service-tickets:write'],
  'diagnostics:read': ['diagnostics:read'],
  'diagnostics:write': ['diagnostics:write'],
  admin: ofAdministrators,
} as const satisfies Record<string, readonly Right[]>

export type Scope = keyof typeof rightsOfScope

// The keys of the table above, in its order.
export const scopes = Object.keys(rightsOfScope) as [Scope, ...Scope[]]

/** The rights of a token; a scope that is not known gives none. */
export function rightsOfScopes(given: readonly string[]): readonly Right[] {
  const known = scopes.filter((scope) => given.includes(scope))
  return [...new Set(known.flatMap((scope): readonly Right[] => rightsOfScope[scope]))]
}

/** A partner's program; its token is bound to an operator, whose tickets are all that it sees (DX14). */
export const rightsOfOperator: readonly Right[] = ['service-tickets:read', 'service-tickets:write']
