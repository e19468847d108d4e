import type { HelpDeskFields, ScreenField, TrackerField } from '../../help-desk.ts'
import { ProviderError, type Choice } from '../../provider.ts'
import type { JiraClient } from '../client.ts'
import type { JiraDestination } from '../config.ts'
import type { WireField } from '../wire.ts'
import { formOf } from './kinds.ts'
import { wireAllFields, wirePeople, type WirePerson } from './wire.ts'

/** What every creation sends. */
const alwaysSent = new Set(['summary', 'description', 'project', 'issuetype'])
/** The hub sends its own labels at least, and Jira knows who asks. */
const filledAnyway = new Set(['labels', 'reporter'])

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-fields/#api-rest-api-3-field-get */
export async function allFields(client: JiraClient): Promise<TrackerField[]> {
  const fields = await client.get('/field', wireAllFields)
  return fields.map(({ id, name, custom, schema }) => {
    const form = formOf(schema)
    const isCustom = custom ?? id.startsWith('customfield_')
    return { id, name: name ?? id, kind: form?.kind, shape: form?.shape ?? '', isCustom }
  })
}

type Allowed = NonNullable<WireField['allowedValues']>

/** A parent can be chosen without a child. */
function optionNames(allowed: Allowed): string[] {
  return allowed.flatMap(({ name, value, children }) => {
    const own = value ?? name
    if (!own) return []
    const below = (children ?? []).flatMap((child) => child.value ?? child.name ?? [])
    return [own, ...below.map((child) => `${own} > ${child}`)]
  })
}

function screenField(field: WireField, destination: JiraDestination): ScreenField {
  const id = field.fieldId ?? field.key ?? ''
  const form = formOf(field.schema)
  const isFilled = filledAnyway.has(id) || (id === 'components' && destination.component !== undefined)
  const options = optionNames(field.allowedValues ?? [])
  return {
    id,
    name: field.name ?? id,
    kind: form?.kind,
    shape: form?.shape ?? '',
    isCustom: field.schema?.custom !== undefined || id.startsWith('customfield_'),
    required: field.required === true,
    hasDefault: field.hasDefaultValue === true || isFilled,
    ...(options.length > 0 && { options }),
  }
}

async function createScreen(client: JiraClient, destination: JiraDestination): Promise<ScreenField[]> {
  const { project, issueType } = destination
  const types = await client.edition.issueTypes(client, project)
  const type = types.find(({ name }) => name.toLowerCase() === issueType.toLowerCase())
  if (!type) {
    const message = `The integration user can create no “${issueType}” in ${project}. There are: ${types.map(({ name }) => name).join(', ')}.`
    throw new ProviderError({ kind: 'invalid', detail: message, fields: { issueType: message } })
  }
  const fields = await client.edition.createScreen(client, project, type.id)
  return fields.map((field) => screenField(field, destination)).filter(({ id }) => !alwaysSent.has(id))
}

/** Somebody who hides the e-mail address is found by it all the same; then only one may be. */
function isMeant(person: WirePerson, asked: string, isOnly: boolean): boolean {
  const said = [person.displayName, person.emailAddress, person.name]
  if (said.some((text) => text?.toLowerCase() === asked)) return true
  return isOnly && asked.includes('@') && !person.emailAddress
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-user-search/#api-rest-api-3-user-search-get */
async function users(client: JiraClient, text: string): Promise<Choice[]> {
  const asked = text.trim().replace(/^@/u, '').toLowerCase()
  if (asked === '') return []
  const { userQuery, personId } = client.edition
  const query = new URLSearchParams({ [userQuery]: asked, maxResults: '50' })
  const found = await client.get(`/user/search?${query}`, wirePeople)
  const active = found.filter((person) => person.active !== false)
  return active
    .filter((person) => isMeant(person, asked, active.length === 1))
    .flatMap((person) => {
      const value = person[personId]
      return value ? [{ value, label: person.displayName ?? value }] : []
    })
}

export function fieldsOf(client: JiraClient): HelpDeskFields<JiraDestination> {
  return {
    all: () => allFields(client),
    screen: (destination) => createScreen(client, destination),
    users: (text) => users(client, text),
  }
}
