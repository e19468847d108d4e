import type { EntryBody, FieldKind, StatusCategory } from '../../../api/help-desk-lists.ts'
import { hasOptions, type ListKind } from './words.ts'

/** An entry of any of the lists. */
export interface Entry {
  id: string
  name: string
  category?: StatusCategory
  kind?: FieldKind
  options?: string[]
  projectKey?: string | null
  instance?: { id: string; name: string } | null
}

export interface EntryValues {
  name: string
  category: StatusCategory
  kind: FieldKind
  /** One a line. */
  options: string
  projectKey: string
  /** Empty: none. */
  instanceId: string
}

export const categories: StatusCategory[] = ['New', 'Active', 'Resolved', 'Closed']

export const valuesOf = (entry: Entry | undefined): EntryValues => ({
  name: entry?.name ?? '',
  category: entry?.category ?? 'Active',
  kind: entry?.kind ?? 'text',
  options: (entry?.options ?? []).join('\n'),
  projectKey: entry?.projectKey ?? '',
  instanceId: entry?.instance?.id ?? '',
})

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** What a list takes of what was typed. */
export function bodyOf(list: ListKind, values: EntryValues, isNew: boolean): EntryBody {
  const { category, kind, instanceId } = values
  const name = values.name.trim()
  if (list === 'statuses') return { name, category }
  if (list === 'products' || list === 'versions') {
    return { name, projectKey: values.projectKey.trim() || null, instanceId: instanceId || null }
  }
  if (list !== 'fields') return { name }
  const options = hasOptions(kind) ? { options: linesOf(values.options) } : {}
  return { name, ...options, ...(isNew ? { kind } : {}) }
}

/** What would be right, for each field that is not. */
export function check(list: ListKind, values: EntryValues): Record<string, string> {
  const errors: Record<string, string> = {}
  if (values.name.trim() === '') errors['name'] = 'A name'
  if (list === 'fields' && hasOptions(values.kind) && linesOf(values.options).length === 0) {
    errors['options'] = 'At least one option, each on a line of its own'
  }
  return errors
}
