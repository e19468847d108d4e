import type { FieldKind, FieldValue } from './field-value.ts'
import type { HubField } from './hub-field.ts'
import type { Decided, Reason } from './reason.ts'

/** A help-desk field and the tracker's field it goes to and comes from (C43). */
export interface FieldMapping {
  hubField: string
  fieldId: string
  fieldName: string
  fieldKind: FieldKind
  fieldShape: string
  /** What a value is called here and there, where the names differ. */
  valuePairs: { here: string; there: string }[]
  /** In the help desk's words; null: there is none (CX8). */
  fallback: FieldValue
}

/** What the tracker's field takes, where it is known. */
export interface FieldLimits {
  options?: string[] | undefined
}

const because = (rule: string, text: string, more: Partial<Reason> = {}): Reason => ({
  rule,
  because: text,
  ...more,
})

export const isEmpty = (value: FieldValue | undefined): value is null | undefined | '' =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const namesIn = (value: FieldValue): string[] =>
  (Array.isArray(value) ? value : [value ?? '']).map((one) => String(one).trim()).filter((one) => one !== '')

/** A value as people read it. */
export const shownFieldValue = (value: FieldValue): string =>
  Array.isArray(value) ? value.join(', ') : String(value ?? '')

/** One or two names; a sign between nothing and nothing is none. */
function levelsIn(names: string[], first: string): string[] | undefined {
  const levels = names.length > 1 ? names : first.split(/\s*>\s*/u).filter(Boolean)
  return levels.length > 0 ? levels.slice(0, 2) : undefined
}

/** The same value in another kind of field; undefined where it has no meaning there. */
export function asKind(value: FieldValue, kind: FieldKind): FieldValue | undefined {
  const names = namesIn(value)
  const [first] = names
  if (first === undefined) return null
  if (kind === 'options') return names
  if (kind === 'cascading') return levelsIn(names, first)
  // Plus nothing: no tracker knows a minus before zero.
  if (kind === 'number') return Number.isFinite(Number(first)) ? Number(first) + 0 : undefined
  if (kind === 'date') return /^\d{4}-\d{2}-\d{2}/u.exec(first)?.[0]
  if (kind === 'option' || kind === 'user') return names.length === 1 ? first : undefined
  return names.join(', ')
}

/**
 * What a mapped field of a new issue gets (C8), or null with the reason why it gets nothing. Equal names match, pairs say where
 * they differ, everything else is the mapping's default, and that is said (C41, CX8).
 */
export function valueToSend(
  mapping: FieldMapping,
  value: FieldValue,
  limits: FieldLimits = {},
): Decided<FieldValue> {
  const input = { value: shownFieldValue(value), field: mapping.fieldName }
  const own = isEmpty(value) ? null : translated(mapping, value, limits)
  if (own !== null && own !== undefined) {
    const text = 'The ticket has this value, and its field is mapped.'
    return { value: own, reason: because('mapped field', text, { input }) }
  }
  const why = isEmpty(value)
    ? 'The ticket has no value for it'
    : `“${shownFieldValue(value)}” has no equal in ${mapping.fieldName}`
  const fallback = isEmpty(mapping.fallback) ? null : translated(mapping, mapping.fallback, limits)
  if (fallback === null || fallback === undefined) {
    return {
      value: null,
      reason: because('nothing to send', `${why}, and the mapping has no default.`, { input }),
    }
  }
  const setAside = isEmpty(value) ? [] : [shownFieldValue(value)]
  const text = `${why}, so the mapping’s default is sent.`
  return {
    value: fallback,
    reason: because('default of the mapping', text, { input, setAside, fallback: true }),
  }
}

function translated(
  { valuePairs, fieldKind }: FieldMapping,
  value: FieldValue,
  { options }: FieldLimits,
): FieldValue | undefined {
  const there = (name: string) => valuePairs.find(({ here }) => here === name)?.there ?? name
  const renamed = Array.isArray(value) ? value.map(there) : isEmpty(value) ? null : there(String(value))
  const fitting = asKind(renamed, fieldKind)
  if (fitting === undefined || !options) return fitting
  const wanted = fieldKind === 'cascading' ? [namesIn(fitting).join(' > ')] : namesIn(fitting)
  return wanted.every((name) => options.includes(name)) ? fitting : undefined
}

/**
 * What a help-desk ticket's field becomes when the tracker's field has changed (C6). Undefined: the ticket keeps what it has,
 * because the value has no equal here and the mapping has no default.
 */
export function valueToTake(
  mapping: FieldMapping,
  value: FieldValue,
  field: Pick<HubField, 'title' | 'kind' | 'options'>,
): Decided<FieldValue | undefined> {
  const input = { value: shownFieldValue(value), field: mapping.fieldName }
  const here = (name: string) => mapping.valuePairs.find(({ there }) => there === name)?.here ?? name
  const renamed = Array.isArray(value) ? value.map(here) : isEmpty(value) ? null : here(String(value))
  const taken = asKind(renamed, field.kind)
  const names =
    taken === undefined ? [] : field.kind === 'cascading' ? [namesIn(taken).join(' > ')] : namesIn(taken)
  const isListed = isEmpty(taken) || !field.options || names.every((name) => field.options?.includes(name))
  if (taken !== undefined && isListed) {
    const text = `${mapping.fieldName} says so in the tracker.`
    return { value: taken, reason: because('mapped field', text, { input }) }
  }
  const why = `“${shownFieldValue(value)}” of ${mapping.fieldName} has no equal in ${field.title}`
  if (isEmpty(mapping.fallback)) {
    const text = `${why}, and the mapping has no default: the ticket keeps what it has.`
    return { value: undefined, reason: because('no equal name', text, { input, fallback: true }) }
  }
  const text = `${why}, so the mapping’s default is taken.`
  return {
    value: mapping.fallback,
    reason: because('default of the mapping', text, {
      input,
      setAside: [shownFieldValue(value)],
      fallback: true,
    }),
  }
}
