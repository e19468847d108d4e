import type { FieldValue } from '../../../api/help-desk.ts'
import type { FieldKind } from '../../../api/help-desk-lists.ts'

/** A value while somebody is at it: a text, or names. Empty is none. */
export type Draft = string | string[]

const ofNames = new Set<FieldKind>(['options', 'cascading'])

export function draftOf(kind: FieldKind, value: FieldValue | undefined): Draft {
  if (ofNames.has(kind)) return Array.isArray(value) ? value : value ? [String(value)] : []
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}

/** What is no number is left for the hub to refuse, in its own words. */
export function valueOf(kind: FieldKind, draft: Draft): FieldValue {
  if (Array.isArray(draft)) {
    const names = draft.filter(Boolean)
    return names.length > 0 ? names : null
  }
  const text = draft.trim()
  if (text === '') return null
  const number = Number(text)
  return kind === 'number' && Number.isFinite(number) ? number : text
}

/** A value as people read it. */
export function saidValue(kind: FieldKind, value: FieldValue): string {
  if (Array.isArray(value)) return value.join(kind === 'cascading' ? ' › ' : ', ')
  return String(value ?? '')
}

/** The names of a cascading field: the upper ones, and those below one of them. */
export function levels(options: string[], upper: string | undefined): { uppers: string[]; lowers: string[] } {
  const pairs = options.map((option) => option.split(' > ').map((name) => name.trim()))
  const uppers = [...new Set(pairs.map(([first = '']) => first))]
  const lowers = pairs.flatMap(([first, second]) => (first === upper && second ? [second] : []))
  return { uppers, lowers }
}
