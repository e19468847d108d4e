import type { Connection } from '../../../api/connections.ts'
import type { FormField } from '../../../api/providers.ts'

export type Values = Record<string, string>

function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** What a form starts with: what was typed before, else what is stored, else what is declared. */
export function startingValues(fields: FormField[], ...sources: Record<string, unknown>[]): Values {
  const values: Values = {}
  for (const field of fields) {
    const found = sources.map((source) => asText(source[field.name])).find((text) => text !== '')
    values[field.name] = found ?? field.default ?? ''
  }
  return values
}

/** What is sent: trimmed; empty fields are left out, so that an empty secret means the stored one (AX16). */
export function valuesToSend(fields: FormField[], values: Values): Values {
  const sent: Values = {}
  for (const { name, secret } of fields) {
    const value = secret ? values[name] : values[name]?.trim()
    if (value) sent[name] = value
  }
  return sent
}

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

/**
 * The connection that saving changes, if any. One that is no longer active keeps the site its old tickets
 * are linked to: another host makes a new connection.
 */
export function savedOver(
  fields: FormField[],
  values: Values,
  connection: Connection | null,
): string | undefined {
  if (!connection) return undefined
  const isElsewhere = connection.state !== 'active' && isOtherHost(fields, values, connection.config)
  return isElsewhere ? undefined : connection.id
}

/** Names of the secrets that may stay empty because they are stored and still fit. */
export function keptSecrets(fields: FormField[], values: Values, connection: Connection | null): string[] {
  if (!connection || isOtherHost(fields, values, connection.config)) return []
  return connection.storedSecrets
}

export function missing(fields: FormField[], values: Values, kept: string[] = []): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { name, title, required } of fields) {
    if (required && !values[name]?.trim() && !kept.includes(name)) errors[name] = `${title} is needed`
  }
  return errors
}

/**
 * The route after the credentials changed: what repeated the old value of a field (a default place, say)
 * takes on the new one.
 */
export function followConfig(
  fields: FormField[],
  route: Values,
  config: { before: Values; after: Values },
): Values {
  let next = route
  for (const [name, after] of Object.entries(config.after)) {
    const before = config.before[name]?.trim().toLowerCase()
    if (!before || before === after.trim().toLowerCase()) continue
    for (const field of fields) {
      if (next[field.name]?.toLowerCase() === before) {
        next = afterChange(fields, next, { name: field.name, value: after.trim() })
      }
    }
  }
  return next
}

/** The values after one has changed: those that were chosen within the old one are emptied. */
export function afterChange(
  fields: FormField[],
  values: Values,
  changed: { name: string; value: string },
): Values {
  const next = { ...values, [changed.name]: changed.value }
  const stale = [changed.name]
  for (const parent of stale) {
    for (const { name, dependsOn } of fields) {
      if (!dependsOn?.includes(parent) || stale.includes(name)) continue
      stale.push(name)
      next[name] = ''
    }
  }
  return next
}
