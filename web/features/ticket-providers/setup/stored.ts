import type { Connection } from '../../../api/connections.ts'
import type { FormField } from '../../../api/providers.ts'
import { asText, type Values } from '../fields/values.ts'

function hostOf(text: string): string {
  const url = URL.parse(text) ?? URL.parse(`https://${text}`)
  return url?.host ?? text
}

/** Whether the form names another host than the stored connection: stored secrets are not sent there. */
export function isOtherHost(fields: FormField[], values: Values, stored: Connection['config']): boolean {
  return fields.some(({ name, type }) => {
    const before = asText(stored[name])
    return type === 'url' && before !== '' && hostOf(values[name]?.trim() ?? '') !== hostOf(before)
  })
}

/** Names of the secrets that may stay empty because they are stored and still fit. */
export function keptSecrets(fields: FormField[], values: Values, connection: Connection | null): string[] {
  if (!connection || isOtherHost(fields, values, connection.config)) return []
  return connection.storedSecrets
}

/**
 * The connection that saving changes, if any. One that tickets were created in keeps the site that they
 * are linked to: another host makes a new connection.
 */
export function savedOver(
  fields: FormField[],
  values: Values,
  connection: Connection | null,
): string | undefined {
  if (!connection) return undefined
  const keepsSite = connection.state === 'following' || connection.state === 'disconnected'
  return keepsSite && isOtherHost(fields, values, connection.config) ? undefined : connection.id
}
