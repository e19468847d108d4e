/** A value that a field can take. */
export interface Choice {
  value: string
  label: string
}

/** A field of the tracker that a person must give a value for. */
export interface NeededField {
  /** The tracker's own id of the field. */
  id: string
  name: string
  /** Dates are written `2026-01-31`; a paragraph is a text of several lines. */
  type: 'text' | 'paragraph' | 'number' | 'date' | 'option'
  /** For `option`. What a value means to the tracker is the provider's affair. */
  options?: Choice[]
}

/** A value for a {@link NeededField}. */
export interface FilledField extends Pick<NeededField, 'id' | 'name' | 'type'> {
  value: string
}

/** A value as people know it: the name of the chosen option. */
export function shownValue(needs: NeededField[], { id, value }: FilledField): string {
  const options = needs.find((need) => need.id === id)?.options ?? []
  return options.find((option) => option.value === value)?.label ?? value
}

/** Those that have no value yet. */
export function unfilled(needs: NeededField[], fields: FilledField[]): NeededField[] {
  return needs.filter(({ id }) => !fields.some((field) => field.id === id && field.value.trim() !== ''))
}

/** What is wrong with a value, in words that say what would be right; undefined when it fits. */
export function misfit(need: NeededField, value: string): string | undefined {
  if (value.trim() === '') return `a value for ${need.name}`
  if (need.type === 'number') return Number.isFinite(Number(value)) ? undefined : 'a number, such as 3 or 2.5'
  if (need.type === 'date') return isDay(value) ? undefined : 'a date such as 2026-01-31'
  if (need.type !== 'option' || !need.options) return undefined
  if (need.options.some((option) => option.value === value)) return undefined
  return `one of ${need.options.map(({ label }) => label).join(', ')}`
}

/** Values by the field's id in the form in which they are stored, and what is wrong with each. */
export function filled(
  needs: NeededField[],
  values: Record<string, string>,
): { fields: FilledField[]; errors: { field: string; message: string }[] } {
  const fields = needs.map(({ id, name, type }) => ({ id, name, type, value: values[id]?.trim() ?? '' }))
  const errors = needs.flatMap((need, index) => {
    const message = misfit(need, fields[index]?.value ?? '')
    return message ? [{ field: `values.${need.id}`, message }] : []
  })
  return { fields, errors }
}

/** True for a day that exists: the calendar has no 31 February. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
