import type { z } from 'zod'
import type { NewToken } from '../../../src/http/contract/session.ts'

export type Scope = z.input<typeof NewToken>['scopes'][number]

/** What a program may be allowed, in the order in which it is offered. */
export const scopeWords: Record<Scope, string> = {
  'recommendations:read': 'Read recommendations',
  'recommendations:write': 'Send recommendations',
  'alarms:read': 'Read alarms',
  'alarms:write': 'Bring alarms and clear them',
  'tickets:read': 'Read tickets and projects',
  'tickets:write': 'Create tickets and act on them',
  'help-desk:read': 'Read the help desk',
  'help-desk:write': 'Write in the help desk',
  'service-tickets:read': 'Read service tickets and operators',
  'service-tickets:write': 'Open service tickets and act on them',
  'diagnostics:read': 'Read services and diagnostic runs',
  'diagnostics:write': 'Register services, bring diagnostic runs',
  admin: 'Everything that an administrator may',
}

export const allScopes = Object.keys(scopeWords) as Scope[]

export const ofAgents = allScopes.filter((scope) => !['admin', 'diagnostics:write'].includes(scope))

/** Where most people begin. */
export const presets: { label: string; scopes: Scope[] }[] = [
  { label: 'What agents may', scopes: ofAgents },
  { label: 'Reading only', scopes: allScopes.filter((scope) => scope.endsWith(':read')) },
  { label: 'Alarm source', scopes: ['alarms:write'] },
  { label: 'Diagnostic source', scopes: ['diagnostics:read', 'diagnostics:write'] },
  { label: 'Administrator', scopes: ['admin'] },
]

const sameAs = (scopes: readonly string[]) => (preset: { scopes: readonly string[] }) =>
  preset.scopes.length === scopes.length && preset.scopes.every((scope) => scopes.includes(scope))

/** A token’s scopes in few words. */
export function scopesInWords(scopes: readonly string[]): string {
  return presets.find(sameAs(scopes))?.label ?? scopes.join(', ')
}
