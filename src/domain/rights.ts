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
  'logs:read',
] as const

/** What a route may demand. Every route of the API names one. */
export type Right = (typeof rights)[number]

export const roles = ['administrator', 'member', 'alarm-source', 'diagnostic-source', 'operator'] as const
export type Role = (typeof roles)[number]

/** AX22: creating is a member's right, setting up an administrator's. A new role is one more line here. */
const rightsOfRole: Record<Role, readonly Right[]> = {
  administrator: rights,
  member: [
    'recommendations:read',
    'recommendations:write',
    'alarms:read',
    'alarms:write',
    'tickets:read',
    'tickets:create',
    'tickets:act',
    'projects:read',
    'help-desk:read',
    'help-desk:write',
    'service-tickets:read',
    'service-tickets:write',
    'diagnostics:read',
    'operators:read',
  ],
  /** A console's own token: it brings alarms and can do nothing else. */
  'alarm-source': ['alarms:write'],
  /** A diagnostic system: it registers services and brings runs. */
  'diagnostic-source': ['diagnostics:read', 'diagnostics:write'],
  /** A partner’s program; its token is bound to an operator, whose tickets are all that it sees (DX14). */
  operator: ['service-tickets:read', 'service-tickets:write'],
}

/** The rights of a role; an unknown role has none. */
export const rightsOf = (role: string): readonly Right[] =>
  roles.find((known) => known === role) ? rightsOfRole[role as Role] : []
