import type { FieldKind } from '../../../domain/field-value.ts'
import type { WireSchema } from '../wire.ts'

/**
 * The form in which Jira takes a value, stored with a mapping:
 * - `plain` a text, a number or a day as it is
 * - `document` a text of several lines
 * - `value`, `values` `{ value }`, one or a list
 * - `name`, `names` `{ name }`, one or a list
 * - `texts` a list of texts
 * - `user` a person
 * - `cascade` `{ value, child: { value } }`
 */
export type Shape =
  | 'plain'
  | 'document'
  | 'value'
  | 'values'
  | 'name'
  | 'names'
  | 'texts'
  | 'user'
  | 'cascade'

interface Form {
  kind: FieldKind
  shape: Shape
}

const byType: Record<string, Form> = {
  number: { kind: 'number', shape: 'plain' },
  date: { kind: 'date', shape: 'plain' },
  option: { kind: 'option', shape: 'value' },
  'option-with-child': { kind: 'cascading', shape: 'cascade' },
  user: { kind: 'user', shape: 'user' },
  priority: { kind: 'option', shape: 'name' },
  resolution: { kind: 'option', shape: 'name' },
  version: { kind: 'option', shape: 'name' },
}

const byItems: Record<string, Form> = {
  option: { kind: 'options', shape: 'values' },
  component: { kind: 'options', shape: 'names' },
  version: { kind: 'options', shape: 'names' },
  string: { kind: 'options', shape: 'texts' },
}

const documents = new Set(['description', 'environment'])

/** Undefined: of a kind that the hub does not map, such as a moment, a list of people, or an app’s own. */
export function formOf(schema: WireSchema | null | undefined): Form | undefined {
  const { type, items, system, custom } = schema ?? {}
  if (type === 'string') {
    const isDocument = documents.has(system ?? '') || custom?.endsWith(':textarea') === true
    return isDocument ? { kind: 'paragraph', shape: 'document' } : { kind: 'text', shape: 'plain' }
  }
  return type === 'array' ? byItems[items ?? ''] : byType[type ?? '']
}
