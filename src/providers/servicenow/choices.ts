import type { Choice } from '../provider.ts'
import type { ServiceNowClient } from './client.ts'
import { all, equals, oneOf } from './query.ts'
import { ifAllowed } from './roles.ts'
import { wireChoice, wireGroup } from './wire.ts'

const pageSize = 1000
const mostGroups = 10_000

/** https://www.servicenow.com/docs/r/platform-administration/c_UserGroups.html */
export async function groups(client: ServiceNowClient): Promise<Choice[]> {
  const found = new Map<string, Choice>()
  for (let offset = 0; offset < mostGroups; offset += pageSize) {
    const query = all('active=true', 'ORDERBYname', 'ORDERBYsys_id')
    const request = { query, fields: ['sys_id', 'name', 'active'], limit: pageSize, offset }
    const { rows, more } = await client.list('sys_user_group', request, wireGroup)
    // Where the condition was dropped, this keeps inactive groups out all the same.
    for (const row of rows.filter(({ active }) => active?.value !== 'false')) {
      const id = row.sys_id.value
      found.set(id, { value: id, label: row.name?.value || id })
    }
    if (!more) break
  }
  return [...found.values()]
}

/**
 * The choices of a field, by the label that English speakers see or else the first one. An incident's own list takes the place
 * of the one that all tasks share. Undefined where choices may not be read.
 * https://www.servicenow.com/docs/r/platform-administration/system-localization/r_ChoicesTable.html
 */
export async function choicesOfField(
  client: ServiceNowClient,
  element: string,
): Promise<Choice[] | undefined> {
  const query = all(
    oneOf('name', ['incident', 'task']),
    equals('element', element),
    'inactive=false',
    'ORDERBYsequence',
    'ORDERBYlabel',
  )
  const request = {
    query,
    fields: ['name', 'element', 'value', 'label', 'language', 'inactive'],
    limit: pageSize,
  }
  const page = await ifAllowed(client.list('sys_choice', request, wireChoice))
  const right = (page?.rows ?? []).filter(
    ({ element: of, inactive }) => of?.value === element && inactive?.value !== 'true',
  )
  // Nothing, or choices of other fields alone because the condition was dropped: not known.
  if (right.length === 0) return undefined
  const own = right.filter(({ name }) => name?.value === 'incident')
  const found = new Map<string, Choice>()
  for (const { value, label, language } of own.length > 0 ? own : right) {
    if (!value?.value || (found.has(value.value) && language?.value !== 'en')) continue
    found.set(value.value, { value: value.value, label: label?.value || value.value })
  }
  return [...found.values()]
}

const standard: Choice[] = [
  { value: '1', label: '1 - High' },
  { value: '2', label: '2 - Medium' },
  { value: '3', label: '3 - Low' },
]

/** AX9: the pairs of impact and urgency, which the instance makes its priority from. */
async function pairs(client: ServiceNowClient): Promise<Choice[]> {
  const impacts = (await choicesOfField(client, 'impact')) ?? standard
  const urgencies = (await choicesOfField(client, 'urgency')) ?? standard
  return impacts.flatMap((impact) =>
    urgencies.map((urgency) => ({
      value: `${impact.value}/${urgency.value}`,
      label: `Impact ${impact.label}, urgency ${urgency.label}`,
    })),
  )
}

export async function choicesOf(client: ServiceNowClient, field: string): Promise<Choice[]> {
  if (field === 'assignmentGroup') return groups(client)
  if (field === 'category') return (await choicesOfField(client, 'category')) ?? []
  return field === 'priority' ? pairs(client) : []
}
