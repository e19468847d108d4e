import { asDocument } from '../adf/check.ts'
import { asId, asList, asRecord, asText } from '../../ground/json.ts'
import { optionsOf, type Option } from '../state/custom-fields.ts'
import type { CustomField, JiraState } from '../state/model.ts'

/** A value in the form in which the issue keeps it, or what Jira says against it. */
type Taken = { taken: unknown } | { complaint: string }
type Taker = (value: unknown, context: { field: CustomField; state: JiraState }) => Taken

function optionIn(options: Option[], value: unknown): Option | undefined {
  const record = asRecord(value)
  const id = asId(record?.['id'])
  return options.find((option) => (id === undefined ? option.value === record?.['value'] : option.id === id))
}

const bare = ({ id, value }: Option) => ({ value, id })

function takeText(value: unknown): Taken {
  const text = asText(value)
  if (text === undefined) return { complaint: 'Operation value must be a string' }
  if (/[\r\n]/.test(text)) return { complaint: 'The text may have no line breaks.' }
  return text.length > 255
    ? { complaint: 'The entered text is too long. It exceeds the allowed limit of 255 characters.' }
    : { taken: text }
}

function takeDay(value: unknown): Taken {
  const text = asText(value)
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
    ? { taken: text }
    : { complaint: "Error parsing date string. Expected format: 'yyyy-MM-dd'." }
}

const takeOption: Taker = (value, { field }) => {
  const option = optionIn(optionsOf(field), value)
  if (option) return { taken: bare(option) }
  const record = asRecord(value)
  return record
    ? { complaint: `Option value '${asText(record['value']) ?? asId(record['id'])}' is not valid` }
    : { complaint: 'Specify a valid option' }
}

const takeOptions: Taker = (value, context) => {
  const list = asList(value)
  if (!list) return { complaint: 'data was not an array' }
  const taken = list.map((entry) => takeOption(entry, context))
  const wrong = taken.find((one) => 'complaint' in one)
  return wrong ?? { taken: taken.flatMap((one) => ('taken' in one ? [one.taken] : [])) }
}

const takeCascade: Taker = (value, { field }) => {
  const parent = optionIn(optionsOf(field), value)
  if (!parent) return { complaint: `The option '${asText(asRecord(value)?.['value'])}' is not valid.` }
  const asked = asRecord(value)?.['child']
  if (asked === undefined || asked === null) return { taken: bare(parent) }
  const child = optionIn(parent.children ?? [], asked)
  return child
    ? { taken: { ...bare(parent), child: bare(child) } }
    : { complaint: `The option '${asText(asRecord(asked)?.['value'])}' is not below '${parent.value}'.` }
}

const takeUser: Taker = (value, { state }) => {
  const record = asRecord(value)
  const accountId = record?.['accountId'] ?? record?.['id']
  const person = state.people.find((candidate) => candidate.accountId === accountId)
  return person
    ? { taken: { accountId: person.accountId } }
    : { complaint: `User '${asText(accountId)}' does not exist.` }
}

const takers: Record<CustomField['kind'], Taker> = {
  text: takeText,
  paragraph: (value) => {
    const document = asDocument(value)
    return document
      ? { taken: document }
      : { complaint: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)' }
  },
  number: (value) =>
    typeof value === 'number' ? { taken: value } : { complaint: 'Operation value must be a number' },
  date: takeDay,
  select: takeOption,
  multiselect: takeOptions,
  cascading: takeCascade,
  user: takeUser,
}

/** Reads a value of a field that people made, as the screen would check it. */
export function takeCustom(value: unknown, context: { field: CustomField; state: JiraState }): Taken {
  return value === null ? { taken: null } : takers[context.field.kind](value, context)
}
