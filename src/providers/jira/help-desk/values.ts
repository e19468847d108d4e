import type { FieldKind, FieldValue } from '../../../domain/field-value.ts'
import type { MappedValue } from '../../help-desk.ts'
import type { JiraEdition } from '../edition.ts'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The name of an option, a person, a version: each has it elsewhere. */
function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (!isRecord(value)) return null
  const names = [value['value'], value['displayName'], value['name'], value['key']]
  return names.find((name) => typeof name === 'string') ?? null
}

function cascade(value: unknown): FieldValue {
  const parent = nameOf(value)
  if (parent === null) return null
  const child = isRecord(value) ? nameOf(value['child']) : null
  return child === null ? [parent] : [parent, child]
}

/**
 * A value of an issue in the hub’s form.
 * @param kind undefined where Jira does not tell it: then the value’s own form decides
 */
export function valueFromWire(
  value: unknown,
  kind: FieldKind | undefined,
  toMarkdown: JiraEdition['text']['toMarkdown'],
): FieldValue {
  if (value === null || value === undefined || value === '') return null
  if (kind === 'cascading' || (isRecord(value) && 'child' in value)) return cascade(value)
  if (typeof value === 'number') return value
  if (Array.isArray(value)) {
    const names = value.flatMap((entry) => nameOf(entry) ?? [])
    return names.length > 0 ? names : null
  }
  if (kind === 'paragraph' || (isRecord(value) && value['type'] === 'doc'))
    return toMarkdown(value).text || null
  return typeof value === 'boolean' ? String(value) : nameOf(value)
}

const listOf = (value: FieldValue): string[] =>
  Array.isArray(value) ? value : [String(value ?? '')].filter((text) => text !== '')

function cascadeToWire(value: FieldValue) {
  // A list of options writes a child behind its parent.
  const [parent, child] = typeof value === 'string' ? value.split(' > ') : listOf(value)
  return { value: parent, ...(child !== undefined && { child: { value: child } }) }
}

interface Writer {
  edition: Pick<JiraEdition, 'personId'>
  /** Texts of several lines, in this edition’s form. */
  paragraphs: (words: string) => unknown
}

function toWire({ shape, kind, value }: MappedValue, { edition, paragraphs }: Writer): unknown {
  const first = listOf(value)[0]
  if (kind === 'number') return Number(value)
  switch (shape) {
    case 'document':
      return paragraphs(String(value))
    case 'value':
      return { value: first }
    case 'values':
      return listOf(value).map((name) => ({ value: name }))
    case 'name':
      return { name: first }
    case 'names':
      return listOf(value).map((name) => ({ name }))
    case 'texts':
      return listOf(value)
    case 'user':
      return { [edition.personId]: first }
    case 'cascade':
      return cascadeToWire(value)
    default:
      return String(value)
  }
}

/** Mapped values by field, in the form in which Jira takes them; empty ones are not sent. */
export function mappedToWire(values: MappedValue[], writer: Writer): Record<string, unknown> {
  const filled = values.filter(({ value }) => value !== null && listOf(value).length > 0)
  return Object.fromEntries(filled.map((mapped) => [mapped.fieldId, toWire(mapped, writer)]))
}
