import type { FilledField, NeededField } from '../provider.ts'
import { textDocument } from './adf.ts'
import type { WireField } from './wire.ts'

/** Fields that the hub fills itself, or Jira does. */
const filled = new Set(['summary', 'description', 'project', 'issuetype', 'labels', 'reporter'])

/** The form of a needed field; undefined for a kind that the hub cannot fill, such as a user or a cascading list. */
function needOf(field: WireField): NeededField | undefined {
  const id = field.fieldId ?? field.key ?? ''
  const base = { id, name: field.name ?? id }
  const { type, custom } = field.schema ?? {}
  const options = optionsOf(field)
  if (options) return { ...base, type: 'option', options }
  if (type === 'string') return { ...base, type: custom?.endsWith(':textarea') ? 'paragraph' : 'text' }
  return type === 'number' || type === 'date' ? { ...base, type } : undefined
}

/** The value of an option is what Jira wants to be sent, because a list of one looks different from one. */
function optionsOf({ schema, allowedValues }: WireField): NeededField['options'] {
  if (!allowedValues || allowedValues.length === 0 || schema?.type === 'option-with-child') return undefined
  const several = schema?.type === 'array'
  return allowedValues.flatMap(({ id, name, value }) => {
    const label = value ?? name
    if (!id || !label) return []
    return [{ value: JSON.stringify(several ? [{ id }] : { id }), label }]
  })
}

/**
 * What a create screen requires besides what the hub sends.
 * @param given whether a component is sent
 */
export function neededFields(
  fields: WireField[],
  given: { components: boolean },
): { needs: NeededField[]; unfillable: string[] } {
  const required = fields.filter((field) => {
    const id = field.fieldId ?? field.key ?? ''
    if (filled.has(id) || (id === 'components' && given.components)) return false
    return field.required === true && field.hasDefaultValue !== true
  })
  const judged = required.map((field) => ({ field, need: needOf(field) }))
  return {
    needs: judged.flatMap(({ need }) => need ?? []),
    unfillable: judged.flatMap(({ field, need }) => (need ? [] : (field.name ?? field.fieldId ?? ''))),
  }
}

type Paragraphs = (words: string) => unknown

/**
 * Values in the form in which Jira wants them, by field.
 * @param paragraphs puts a text of several lines into that form
 */
export function wireFieldsOf(
  fields: FilledField[],
  paragraphs: Paragraphs = textDocument,
): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.id, wireValue(field, paragraphs)]))
}

function wireValue({ type, value }: FilledField, paragraphs: Paragraphs): unknown {
  if (type === 'option') return JSON.parse(value)
  if (type === 'number') return Number(value)
  return type === 'paragraph' ? paragraphs(value) : value
}
