import type { FormField } from '../../../api/providers.ts'

export type Values = Record<string, string>

export function asText(value: unknown): string {
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

/** The fields that are asked for with what is typed so far. A secret is confirmed once one is typed. */
export function askedFields(fields: FormField[], values: Values): FormField[] {
  return fields.filter(
    ({ only, confirms }) =>
      (only === undefined || values[only.field] === only.value) &&
      (confirms === undefined || Boolean(values[confirms]?.trim())),
  )
}

/** What is sent: trimmed; empty fields are left out, so that an empty secret means the stored one (AX16). */
export function valuesToSend(fields: FormField[], values: Values): Values {
  const sent: Values = {}
  for (const { name, secret } of askedFields(fields, values)) {
    const value = secret ? values[name] : values[name]?.trim()
    if (value) sent[name] = value
  }
  return sent
}

export function missing(fields: FormField[], values: Values, kept: string[] = []): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { name, title, required, confirms } of askedFields(fields, values)) {
    if (required && !values[name]?.trim() && !kept.includes(name)) errors[name] = `${title} is needed`
    const differs = confirms !== undefined && values[name]?.trim() !== values[confirms]?.trim()
    if (differs) errors[name] = 'The two differ: type both again'
  }
  return errors
}

/** The values after one has changed: those that were chosen within the old one start anew. */
export function afterChange(
  fields: FormField[],
  values: Values,
  changed: { name: string; value: string },
): Values {
  const next = { ...values, [changed.name]: changed.value }
  const stale = [changed.name]
  for (const parent of stale) {
    for (const { name, dependsOn, default: declared = '' } of fields) {
      if (!dependsOn?.includes(parent) || stale.includes(name)) continue
      stale.push(name)
      next[name] = declared
    }
  }
  return next
}
