import { fieldMissing, invalid, type RuleError } from '../rest/answer.ts'
import type { Site } from '../site.ts'
import { knownAreaPath } from '../state/areas.ts'
import { findField, findPerson } from '../state/lookup.ts'
import type { FieldDefinition, FieldValue, Project, WorkItem, WorkItemType } from '../state/model.ts'
import type { FieldOperation } from './patch.ts'
import { ruleError } from './rules.ts'
import { sanitizeHtml } from './sanitize.ts'
import { joinTags, splitTags } from './tags.ts'

export interface Target {
  site: Site
  project: Project
  type: WorkItemType
  before: WorkItem | undefined
}

/** What reading one value came to: the value to store, or what a rule has against it. */
type Reading = { value: FieldValue | null } | { broken: RuleError }

/** Reads one field of a patch into what is stored. */
export function readValue(target: Target, operation: FieldOperation): { field: FieldDefinition } & Reading {
  const field = fieldOfType(target, operation.referenceName)
  if (field.readOnly) {
    throw invalid(
      `TF401326: Invalid field status 'ReadOnly' for field '${field.referenceName}'.`,
      'WorkItemFieldInvalidException',
    )
  }
  const { op, value } = operation
  const isEmpty = op === 'remove' || value === undefined || value === null || value === ''
  return { field, ...(isEmpty ? { value: null } : readers[field.type]({ ...target, field, op, value })) }
}

function fieldOfType({ site, type }: Target, referenceName: string): FieldDefinition {
  const known = findField(site.state, referenceName)
  if (!known) throw fieldMissing(referenceName)
  const own = type.fields.find((field) => field.referenceName === known.referenceName)
  if (own) return own
  throw invalid(
    `TF401326: Invalid field status 'InvalidNotEmpty' for field '${known.referenceName}'.`,
    'WorkItemFieldInvalidException',
  )
}

interface Input extends Target {
  field: FieldDefinition
  op: FieldOperation['op']
  value: unknown
}

function wrongType({ field }: Input): Reading {
  return { broken: ruleError(field, ['invalidType']) }
}

function readText(input: Input): Reading {
  const { field, value, op, before } = input
  if (typeof value !== 'string' && typeof value !== 'number') return wrongType(input)
  if (field.referenceName !== 'System.Tags') return { value: String(value) }
  // On tags alone, `add` means: besides those that are there.
  const kept = op === 'add' ? splitTags(String(before?.fields['System.Tags'] ?? '')) : []
  return { value: joinTags([...kept, String(value)]) }
}

function readHtml(input: Input): Reading {
  return typeof input.value === 'string' ? { value: sanitizeHtml(input.value) } : wrongType(input)
}

function readInteger(input: Input): Reading {
  const number = typeof input.value === 'string' ? Number(input.value) : input.value
  return typeof number === 'number' && Number.isInteger(number) ? { value: number } : wrongType(input)
}

function readIdentity({ site, field, value }: Input): Reading {
  const person = findPerson(site.state, String(value))
  if (person) return { value: person.id }
  const message = `The identity value '${String(value)}' for field '${field.name}' is an unknown identity.`
  return { broken: ruleError(field, ['invalidIdentityField'], message) }
}

/** Iterations are not simulated: the project's own is the only one. */
function readPath({ project, field, value, before }: Input): Reading {
  const asked = String(value).replace(/^\\/, '')
  const known =
    field.referenceName === 'System.AreaPath'
      ? knownAreaPath(project.areas, asked)
      : [project.name].find((name) => name.toLowerCase() === asked.toLowerCase())
  if (known) return { value: known }
  throw invalid(
    `TF401347: Invalid tree name given for work item ${before?.id ?? -1}, field '${field.referenceName}'.`,
    'WorkItemFieldInvalidTreeNameException',
  )
}

const readers: Record<FieldDefinition['type'], (input: Input) => Reading> = {
  string: readText,
  plainText: readText,
  html: readHtml,
  history: readHtml,
  integer: readInteger,
  boolean: (input) => (typeof input.value === 'boolean' ? { value: input.value } : wrongType(input)),
  dateTime: readText,
  identity: readIdentity,
  treePath: readPath,
}
