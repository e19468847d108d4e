/**
 * Kinds of fields that a help desk's tickets and a tracker's issues have in common.
 * - `paragraph` a text of several lines
 * - `options` any number of options
 * - `user` a person; the value is a name or e-mail address, to the tracker its own id
 * - `cascading` an option and one below it
 */
export const fieldKinds = [
  'text',
  'paragraph',
  'number',
  'date',
  'option',
  'options',
  'user',
  'cascading',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/**
 * A field's value. Dates are written `2026-01-31`, options by their names, several as a list; a cascading one is
 * the list of its one or two names, the upper first. Null: empty.
 */
export type FieldValue = string | number | string[] | null
