import type { FormField } from '../api/providers.ts'

/** A required text field, with changes. */
export const field = (name: string, changes: Partial<FormField> = {}): FormField => ({
  name,
  title: name.toUpperCase(),
  type: 'text',
  required: true,
  secret: false,
  choices: false,
  ...changes,
})
