import type { FieldMapping, HubField, SaveMapping, TrackerField } from '../../../api/instances.ts'

type FieldValue = FieldMapping['fallback']

export interface MappingValues {
  mappingType: 'Ticket' | 'Ticket Type'
  hubField: string
  fieldName: string
  /** Chosen where several fields have the name (CX23). */
  fieldId: string
  pairs: { here: string; there: string }[]
  /** By kind: a text, or the names of several options. */
  fallback: string
  fallbackNames: string[]
  typeId: string
  issueType: string
}

export const emptyMapping: MappingValues = {
  mappingType: 'Ticket',
  hubField: '',
  fieldName: '',
  fieldId: '',
  pairs: [],
  fallback: '',
  fallbackNames: [],
  typeId: '',
  issueType: '',
}

export const valuesOf = (mapping: FieldMapping): MappingValues => ({
  ...emptyMapping,
  hubField: mapping.hubField,
  fieldName: mapping.fieldName,
  fieldId: mapping.fieldId,
  pairs: mapping.valuePairs,
  fallback: shownValue(mapping.fallback),
  fallbackNames: Array.isArray(mapping.fallback) ? mapping.fallback : [],
})

/** A value as people read it. A cascading one has its two names. */
export const shownValue = (value: FieldValue, joint = ' > '): string =>
  Array.isArray(value) ? value.join(joint) : String(value ?? '')

/** The default in the form that the field’s kind has. */
export function fallbackOf(kind: HubField['kind'], values: MappingValues): FieldValue {
  const text = values.fallback.trim()
  if (kind === 'options') return values.fallbackNames.length > 0 ? values.fallbackNames : null
  if (text === '') return null
  if (kind === 'number') return Number(text)
  return kind === 'cascading' ? text.split(' > ').map((name) => name.trim()) : text
}

export const fieldsCalled = (fields: TrackerField[], name: string) =>
  fields.filter((field) => field.name === name.trim())

/** Names to suggest: those of fields that can be mapped, each once. */
export const namesOf = (fields: TrackerField[]): string[] =>
  [...new Set(fields.filter(({ kind }) => kind !== null).map(({ name }) => name))].toSorted((a, b) =>
    a.localeCompare(b),
  )

export function bodyOf(values: MappingValues, hubField: HubField, fields: TrackerField[]): SaveMapping {
  const called = fieldsCalled(fields, values.fieldName)
  const chosen = called.find(({ id }) => id === values.fieldId)
  return {
    hubField: hubField.name,
    // Where only one has the name, the name says it; the hub looks it up at this moment.
    ...(chosen && called.length > 1 ? { fieldId: chosen.id } : { fieldName: values.fieldName.trim() }),
    valuePairs: values.pairs.filter(({ here, there }) => here !== '' && there !== ''),
    fallback: fallbackOf(hubField.kind, values),
  }
}

/** What would be right, for each field that is not. */
export function check(values: MappingValues, fields: TrackerField[]): Record<string, string> {
  if (values.mappingType === 'Ticket Type') {
    return {
      ...(values.typeId ? {} : { typeId: 'Choose a ticket type' }),
      ...(values.issueType.trim() ? {} : { issueType: 'The name of a type of issue, as Jira writes it' }),
    }
  }
  const errors: Record<string, string> = {}
  if (!values.hubField) errors['hubField'] = 'Choose a field of the help desk'
  const called = fieldsCalled(fields, values.fieldName)
  if (values.fieldName.trim() === '') errors['fieldName'] = 'The name of a field, as Jira writes it'
  if (called.length > 1 && !called.some(({ id }) => id === values.fieldId)) {
    errors['fieldId'] = 'Several fields have this name: choose the one that is meant'
  }
  for (const [index, { here, there }] of values.pairs.entries()) {
    if ((here === '') !== (there === '')) {
      errors[`pairs.${index}.${here === '' ? 'here' : 'there'}`] = 'What it is called on this side'
    }
  }
  return errors
}
