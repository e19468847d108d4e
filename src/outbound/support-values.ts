import { explained, type Explained } from '../domain/explained.ts'
import { isEmpty, shownFieldValue, valueToSend } from '../domain/field-mapping.ts'
import type { FieldValue } from '../domain/field-value.ts'
import { ownFieldId } from '../domain/hub-field.ts'
import type { Reason } from '../domain/reason.ts'
import type { Survey } from '../domain/survey.ts'
import type { MappedValue } from '../providers/help-desk.ts'
import type { SupportParts } from './compose-support.ts'

const sent = (rule: string, because: string): Reason => ({ rule, because })

/** Values of mapped fields, and what a person gave; which are sent, and why the others are not (C36). */
export function mappedValues(
  parts: SupportParts,
  survey: Survey,
): { values: MappedValue[]; explanation: Explained[] } {
  const values: MappedValue[] = []
  const explanation: Explained[] = []
  const take = (field: Omit<MappedValue, 'value'>, value: FieldValue, reason: Reason) => {
    explanation.push(explained(field.fieldId, field.name, { value: shownFieldValue(value), reason }))
    if (!isEmpty(value)) values.push({ ...field, value })
  }
  for (const mapping of parts.fieldMappings) {
    const onScreen = survey.fields.find(({ id }) => id === mapping.fieldId)
    const field = {
      fieldId: mapping.fieldId,
      name: mapping.fieldName,
      kind: mapping.fieldKind,
      shape: mapping.fieldShape,
    }
    if (mapping.fieldId in parts.given) continue
    const left = leftOut(parts, onScreen)
    if (left) take(field, null, left)
    else {
      const decided = valueToSend(mapping, ticketValue(parts, mapping.hubField), {
        options: onScreen?.options,
      })
      take(field, decided.value, decided.reason)
    }
  }
  for (const { id, name, kind, shape } of survey.fields) {
    const value = parts.given[id]
    if (isEmpty(value) || kind === null) continue
    take(
      { fieldId: id, name, kind, shape },
      value,
      sent('given by a person', 'Somebody gave it when the issue was asked for.'),
    )
  }
  return { values, explanation }
}

/** Names of people that mapped fields, or a person's own entries, would send. */
export function peopleIn(parts: SupportParts): string[] {
  const mapped = parts.fieldMappings
    .filter(({ fieldKind, fieldId }) => fieldKind === 'user' && !(fieldId in parts.given))
    .map((mapping) => valueToSend(mapping, ticketValue(parts, mapping.hubField)).value)
  const asked = parts.survey?.fields.filter(({ kind }) => kind === 'user') ?? []
  const given = asked.map(({ id }) => parts.given[id] ?? null)
  return [...new Set([...mapped, ...given].filter((value) => !isEmpty(value)).map(String))]
}

/** A person as the tracker wants to be sent one. */
export const withId = (mapped: MappedValue, { people }: Survey): MappedValue =>
  mapped.kind === 'user' ? { ...mapped, value: people[String(mapped.value)] ?? null } : mapped

/** People that the tracker does not know, in words, by field. */
export const unknownPeople = (nobody: MappedValue[]): Record<string, string> =>
  Object.fromEntries(
    nobody.map(({ fieldId, name, value }) => [
      fieldId,
      `${name}: nobody in the tracker, or more than one person, is called “${String(value)}”. Give the whole name or e-mail address, or map it to another value.`,
    ]),
  )

function leftOut(
  { instance }: SupportParts,
  onScreen: { required: boolean } | undefined,
): Reason | undefined {
  if (!onScreen)
    return sent('not on the screen', 'The screen on which issues are created there does not have this field.')
  if (onScreen.required || instance.settings.includeNonRequired) return undefined
  return sent('required fields only', `${instance.name} sends only the fields that are required there.`)
}

/** A field of the ticket by its name in a mapping. */
function ticketValue({ ticket, facts }: SupportParts, hubField: string): FieldValue {
  const id = ownFieldId(hubField)
  if (id !== undefined) return facts.fieldValues[id] ?? null
  const own: Record<string, FieldValue> = {
    priority: ticket.priority,
    assignee: facts.assignee,
    version: facts.version?.name ?? null,
    customer: facts.customer?.name ?? null,
    product: facts.product?.name ?? null,
    alias: ticket.alias,
    createdBy: ticket.createdBy,
  }
  return own[hubField] ?? null
}
