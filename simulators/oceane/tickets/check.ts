import { asList, asRecord, asText } from '../../ground/json.ts'
import { invalid, missing } from '../api/answer.ts'
import { statuses } from '../state/model.ts'

const texts = [
  'name',
  'description',
  'severity',
  'priority',
  'ticketType',
  'externalId',
  'statusChangeReason',
  '@type',
  '@baseType',
]
const dates = ['requestedResolutionDate', 'expectedResolutionDate', 'resolutionDate']

/** What each entry of a list must have, by the description of TMF621 v4. */
const lists: Record<string, string[]> = {
  note: [],
  relatedParty: ['id', '@referredType'],
  relatedEntity: ['id', 'role', '@referredType'],
  attachment: [],
  troubleTicketRelationship: [],
}

/** Set by the server alone: a PATCH must not name them. */
const serverOwned = ['id', 'href', 'creationDate', 'lastUpdate', 'statusChange', 'statusChangeDate']

function checkList(name: string, value: unknown, required: string[]): void {
  const entries = asList(value)
  if (!entries) throw invalid(`The attribute ${name} must be an array.`)
  for (const [place, entry] of entries.entries()) {
    const record = asRecord(entry)
    if (!record) throw invalid(`The attribute ${name}[${place}] must be an object.`)
    for (const member of required) {
      if (!asText(record[member])) throw missing(`${name}[${place}].${member}`)
    }
  }
}

/** Members that are absent are nobody's business; those that are there must have their form. */
export function checkMembers(members: Record<string, unknown>): void {
  for (const name of [...texts, ...dates]) {
    if (name in members && asText(members[name]) === undefined) {
      throw invalid(`The attribute ${name} must be a string.`)
    }
  }
  for (const name of dates) {
    if (name in members && Number.isNaN(Date.parse(asText(members[name]) ?? ''))) {
      throw invalid(`The attribute ${name} must be a date-time.`)
    }
  }
  for (const [name, required] of Object.entries(lists)) {
    if (name in members) checkList(name, members[name], required)
  }
  if ('channel' in members && !asText(asRecord(members['channel'])?.['id'])) throw missing('channel.id')
  const { status } = members
  if (status !== undefined && !statuses.some((known) => known === status)) {
    throw invalid(`The attribute status must be one of ${statuses.join(', ')}.`)
  }
}

export function checkCreation(members: Record<string, unknown>): void {
  for (const name of ['description', 'severity', 'ticketType']) {
    if (!asText(members[name])) throw missing(name)
  }
  checkMembers(members)
}

export function checkPatch(members: Record<string, unknown>): void {
  const fixed = serverOwned.find((name) => name in members)
  if (fixed !== undefined) throw invalid(`The attribute ${fixed} is not patchable.`)
  checkMembers(members)
}
