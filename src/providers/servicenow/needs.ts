import type { NeededField } from '../provider.ts'
import { choicesOfField } from './choices.ts'
import type { ServiceNowClient } from './client.ts'
import type { ServiceNowDestination } from './config.ts'
import { all, isHarmless, oneOf } from './query.ts'
import { ifAllowed } from './roles.ts'
import { wireColumn, wirePolicyRule } from './wire.ts'

/** What every create fills. */
const filled = [
  'short_description',
  'description',
  'impact',
  'urgency',
  'assignment_group',
  'correlation_id',
  'correlation_display',
]

/** Anything else is a text of one line. */
const types: Record<string, NeededField['type']> = {
  integer: 'number',
  decimal: 'number',
  float: 'number',
  longint: 'number',
  glide_date: 'date',
  glide_date_time: 'date',
  due_date: 'date',
  journal_input: 'paragraph',
  html: 'paragraph',
}

const yesAndNo = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
]

const policy = 'sys_data_policy'

/**
 * Fields that a data policy without a condition demands. A field that is mandatory by the dictionary alone is not asked for:
 * “Using a dictionary entry to make a field mandatory does not work when using web services”.
 * https://www.servicenow.com/docs/r/platform-administration/t_MakingAFieldMandatory.html
 * https://www.servicenow.com/docs/r/platform-administration/c_DataPolicy.html
 */
async function demandedFields(client: ServiceNowClient): Promise<string[]> {
  const query = all(
    oneOf(`${policy}.model_table`, ['incident', 'task']),
    `${policy}.active=true`,
    'mandatory=true',
  )
  const about = ['model_table', 'active', 'inherit', 'conditions'].map((name) => `${policy}.${name}`)
  const request = { query, fields: ['field', 'mandatory', ...about], limit: 1000 }
  const page = await ifAllowed(client.list('sys_data_policy_rule', request, wirePolicyRule))
  const always = (page?.rows ?? []).filter((row) => {
    const table = row['sys_data_policy.model_table']?.value
    const reaches =
      table === 'incident' || (table === 'task' && row['sys_data_policy.inherit']?.value === 'true')
    const conditions = row['sys_data_policy.conditions']?.value ?? ''
    return (
      reaches &&
      row['sys_data_policy.active']?.value === 'true' &&
      row.mandatory?.value === 'true' &&
      /^(\^?EQ)?$/u.test(conditions)
    )
  })
  return [...new Set(always.flatMap((row) => row.field?.value || []))]
}

/** What the dictionary says of columns; where it may not be read, each is a text with its own name. */
async function columns(
  client: ServiceNowClient,
  names: string[],
): Promise<{ id: string; name: string; kind: string }[]> {
  const query = all(oneOf('name', ['incident', 'task']), oneOf('element', names))
  const fields = ['name', 'element', 'column_label', 'internal_type']
  const page = await ifAllowed(client.list('sys_dictionary', { query, fields, limit: 1000 }, wireColumn))
  return names.map((id) => {
    const row = page?.rows.find(({ element }) => element?.value === id)
    return { id, name: row?.column_label?.value || id, kind: row?.internal_type?.value ?? '' }
  })
}

async function needOf(
  client: ServiceNowClient,
  { id, name, kind }: { id: string; name: string; kind: string },
): Promise<NeededField> {
  if (kind === 'boolean') return { id, name, type: 'option', options: yesAndNo }
  if (kind === 'reference') return { id, name: `${name} (sys_id)`, type: 'text' }
  const type = types[kind] ?? 'text'
  const options = type === 'text' ? await choicesOfField(client, id) : undefined
  return options ? { id, name, type: 'option', options } : { id, name, type }
}

/** What the instance demands of an incident besides what the hub fills by itself. */
export async function neededFields(
  client: ServiceNowClient,
  destination: ServiceNowDestination,
): Promise<NeededField[]> {
  const given = new Set([...filled, ...(destination.category === undefined ? [] : ['category'])])
  const open = (await demandedFields(client)).filter((name) => !given.has(name) && isHarmless(name))
  if (open.length === 0) return []
  const needs: NeededField[] = []
  for (const column of await columns(client, open)) needs.push(await needOf(client, column))
  return needs
}
