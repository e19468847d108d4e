import type { RawRequest } from '../../ground/api.ts'
import { asList, asRecord, asText } from '../../ground/json.ts'
import type { AdfDocument } from '../adf/model.ts'
import { plainText } from '../adf/text.ts'
import type { Site } from '../site.ts'
import { allCustomFields } from '../state/custom-fields.ts'
import { readWiki } from './wiki.ts'

/** A server's texts are wiki markup and its users have names; inside, both are kept as Cloud has them. */

/** The request as Cloud would be sent it. */
export function asCloudIsTold(site: Site, { path, body }: Pick<RawRequest, 'path' | 'body'>): string {
  if (path.includes('/properties/')) return body
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return body
  }
  return JSON.stringify(inward(site, parsed))
}

function inward(site: Site, value: unknown): unknown {
  const record = asRecord(value)
  if (!record) return value
  const { fields, update, body, name, ...rest } = record
  return {
    ...rest,
    ...(fields !== undefined && { fields: inwardFields(site, fields) }),
    ...(update !== undefined && { update }),
    ...(body !== undefined && { body: document(body) }),
    // The body of `PUT …/assignee`.
    ...(name !== undefined && { name, ...accountOf(site, name) }),
  }
}

function inwardFields(site: Site, value: unknown): unknown {
  const fields = asRecord(value)
  if (!fields) return value
  const { description, assignee } = fields
  const name = asRecord(assignee)?.['name']
  return {
    ...fields,
    ...ownFields(site, fields),
    ...(description !== undefined && { description: document(description) }),
    ...(name !== undefined && { assignee: accountOf(site, name) }),
  }
}

/** Texts and people in fields that people made. */
function ownFields(site: Site, fields: Record<string, unknown>): Record<string, unknown> {
  const translated = allCustomFields(site.state).flatMap(({ id, kind }) => {
    const value = fields[id]
    if (value === undefined || value === null) return []
    if (kind === 'paragraph') return [[id, document(value)]]
    return kind === 'user' ? [[id, accountOf(site, asRecord(value)?.['name'])]] : []
  })
  return Object.fromEntries(translated)
}

/** Anything but a text stays what it is, to be refused. */
function document(value: unknown): unknown {
  const wiki = asText(value)
  return wiki === undefined ? (value === null ? null : 'not a text') : readWiki(wiki)
}

function accountOf({ state }: Site, name: unknown): { accountId: string | null } {
  const person = state.people.find(({ userName }) => userName === name)
  return { accountId: name === null ? null : (person?.accountId ?? 'nobody') }
}

/** The answer as a server gives it. */
export function asServerSays(site: Site, value: unknown): unknown {
  const list = asList(value)
  if (list) return list.map((entry) => asServerSays(site, entry))
  const record = asRecord(value)
  if (!record) return value
  if (record['type'] === 'doc') return wikiOf(value as AdfDocument)
  if (typeof record['accountId'] === 'string') return userOf(site, record)
  const { jsdPublic: _internal, hierarchyLevel: _level, ...rest } = record
  return Object.fromEntries(Object.entries(rest).map(([name, entry]) => [name, asServerSays(site, entry)]))
}

const wikiOf = (text: AdfDocument) => text.wiki ?? plainText(text)

function userOf(site: Site, { accountId, accountType: _type, ...rest }: Record<string, unknown>) {
  const person = site.state.people.find((one) => one.accountId === accountId)
  const name = person?.userName ?? ''
  const number = person ? site.state.people.indexOf(person) : 0
  return {
    ...rest,
    self: `${site.url}/rest/api/2/user?username=${name}`,
    key: `JIRAUSER${10_000 + number}`,
    name,
  }
}
