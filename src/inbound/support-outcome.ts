import type { Instance } from '../connections/instances.ts'
import { isEmpty, shownFieldValue, valueToTake, type FieldMapping } from '../domain/field-mapping.ts'
import type { FieldValue } from '../domain/field-value.ts'
import type { HubField } from '../domain/hub-field.ts'
import { ticketTypeFor } from '../domain/issue-type.ts'
import type { Priority } from '../domain/priority.ts'
import { productOfProject } from '../domain/product-of-project.ts'
import type { Reason } from '../domain/reason.ts'
import { mapStatus, type StatusTables } from '../domain/status.ts'
import { ticketStatusFor } from '../domain/support-status.ts'
import type { LinkedIssue } from '../providers/help-desk.ts'
import type { Link } from '../store/links.ts'
import type { SupportFacts, SupportLists } from '../store/support-facts.ts'
import type { SupportChange } from '../store/support-sync.ts'
import type { LockedTicket } from '../store/tickets.ts'
import type { NewStatus, Note } from './link-outcome.ts'

/** What all tickets of an instance have in common when an issue is applied to them. */
export interface DeskSetting {
  instance: Instance
  lists: SupportLists
  fieldMappings: FieldMapping[]
  typeMappings: { typeId: string; issueType: string }[]
  /** Help-desk fields by their name in a mapping. */
  hubFields: Map<string, HubField>
  tables: StatusTables
}

export interface SupportOutcome {
  status?: NewStatus
  change: SupportChange
  notes: Note[]
  /** A change of the status that the ticket does not follow, told as an action (C33). */
  action?: string
}

/** What a change of an issue means for one help-desk ticket (C6, C32, C33, C41, CX8, CX20). */
export function supportOutcome(
  issue: LinkedIssue,
  of: { link: Link; ticket: LockedTicket; facts: SupportFacts; desk: DeskSetting },
): SupportOutcome {
  const outcome: SupportOutcome = { change: {}, notes: [] }
  applyStatus(issue, of, outcome)
  applyType(issue, of, outcome)
  applyProject(issue, of, outcome)
  for (const mapping of of.desk.fieldMappings) applyField(issue, { ...of, mapping }, outcome)
  return outcome
}

interface Of {
  link: Link
  ticket: LockedTicket
  facts: SupportFacts
  desk: DeskSetting
}

/** What a new issue was created with is no change; one that was there before is taken as it is. */
const isFirstOfNew = ({ isNew, rawStatus }: Link) => isNew && rawStatus === null

function applyStatus(issue: LinkedIssue, { link, ticket, desk }: Of, outcome: SupportOutcome): void {
  const raw = issue.status
  if (!raw || raw.name === link.rawStatus) return
  const mapped = mapStatus(raw, desk.tables, ticket.statusCategory)
  const category = mapped.mapped ? mapped.value : (raw.suggestion ?? null)
  // Somebody may have moved it before it was read for the first time.
  if (isFirstOfNew(link) && category === 'New') return
  const from = link.rawStatus ? `${link.rawStatus} → ${raw.name}` : raw.name
  if (!desk.instance.settings.updateTicketStatus) {
    outcome.action = `Status of ${issue.key}: ${from}`
    const text = `${issue.key}: ${from}. ${desk.instance.name} does not change the ticket’s status.`
    outcome.notes.push({ kind: 'status', text })
    return
  }
  const { statuses } = desk.lists
  const { defaultStatusId: defaultId } = desk.instance.settings
  const decided = ticketStatusFor(
    { name: raw.name, category },
    { statuses, defaultId, current: ticket.status },
  )
  const { value: status, reason } = decided
  const text = status
    ? `${issue.key}: ${from}, so the ticket is ${status.name}.`
    : `${issue.key}: ${from}. ${reason.because}`
  outcome.notes.push({ kind: 'status', text, reason })
  if (!status || status.name === ticket.status) return
  outcome.status = { status: status.name, category: status.category, open: false }
}

function applyType(issue: LinkedIssue, { link, facts, desk }: Of, outcome: SupportOutcome): void {
  const { name } = issue.type
  if (name === link.issueType) return
  const { types } = desk.lists
  const decided = ticketTypeFor(name, { types, mappings: desk.typeMappings, current: facts.type.id })
  if (decided.value === facts.type.id) return
  if (decided.value !== undefined) outcome.change.typeId = decided.value
  const now = types.find(({ id }) => id === decided.value)?.name
  note(
    outcome,
    now ? `Type: ${facts.type.name} → ${now}.` : `${issue.key} is now of the type “${name}”.`,
    decided.reason,
  )
}

function applyProject(issue: LinkedIssue, { link, facts, desk }: Of, outcome: SupportOutcome): void {
  const { key } = issue.project
  if (key === link.projectKey) return
  // Where everything goes to one project, or a ticket has no product, a project says nothing about products.
  if (
    desk.instance.settings.alwaysDefault ||
    (!facts.product && key === desk.instance.settings.defaultProjectKey)
  )
    return
  const decided = productOfProject(key, {
    products: desk.lists.products,
    current: facts.product?.id ?? null,
    instanceId: desk.instance.connection.id,
  })
  if (decided.value === facts.product?.id) return
  if (decided.value !== undefined)
    outcome.change = { ...outcome.change, productId: decided.value, versionId: null }
  const now = desk.lists.products.find(({ id }) => id === decided.value)?.name
  const text = now
    ? `Product: ${facts.product?.name ?? 'none'} → ${now}.`
    : `${issue.key} is now in the project ${key}.`
  note(outcome, text, decided.reason)
}

function applyField(issue: LinkedIssue, of: Of & { mapping: FieldMapping }, outcome: SupportOutcome): void {
  const { link, ticket, facts, desk, mapping } = of
  const there = issue.values[mapping.fieldId]
  const before = link.fieldValues[mapping.fieldId]
  const field = desk.hubFields.get(mapping.hubField)
  if (there === undefined || !field?.comesBack || isEqual(there, before)) return
  if (isFirstOfNew(link) && isAsCreated(mapping, before)) return
  // Mapped since the last reading: what it is now is no change. On a link to an issue that exists it is taken over.
  if (before === undefined && link.rawStatus !== null) return
  const decided = valueToTake(mapping, there, field)
  const current = currentValue({ ticket, facts, field })
  if (decided.value === undefined) {
    note(outcome, `${mapping.fieldName} of ${issue.key} is ${shown(there)}.`, decided.reason)
    return
  }
  if (isEqual(decided.value, current)) return
  const isTaken = setField(outcome, { ...of, field, value: decided.value })
  const text = `${field.title}: ${shown(current)} → ${shown(decided.value)}.`
  note(
    outcome,
    isTaken ? text : `${mapping.fieldName} of ${issue.key} is ${shown(there)}, which has no equal here.`,
    decided.reason,
  )
}

/** A field that was not sent is what the tracker made of it; texts and people are written in another form there. */
const isAsCreated = ({ fieldKind }: FieldMapping, sent: FieldValue | undefined) =>
  sent === undefined || fieldKind === 'paragraph' || fieldKind === 'user'

const shown = (value: FieldValue) => (isEmpty(value) ? 'empty' : `“${shownFieldValue(value)}”`)

const isEqual = (one: FieldValue | undefined, other: FieldValue | undefined) =>
  (isEmpty(one) && isEmpty(other)) || JSON.stringify(one) === JSON.stringify(other)

function currentValue({
  ticket,
  facts,
  field,
}: {
  ticket: LockedTicket
  facts: SupportFacts
  field: HubField
}): FieldValue {
  if (field.name === 'priority') return ticket.priority
  if (field.name === 'assignee') return facts.assignee
  if (field.name === 'version') return facts.version?.name ?? null
  return facts.fieldValues[field.name.slice('field:'.length)] ?? null
}

/** False where the value is the name of something that there is not here. */
function setField(outcome: SupportOutcome, of: Of & { field: HubField; value: FieldValue }): boolean {
  const { facts, desk, field, value } = of
  const { change } = outcome
  if (field.name === 'priority') {
    if (isEmpty(value)) return false
    change.priority = value as Priority
  } else if (field.name === 'assignee') change.assignee = isEmpty(value) ? null : String(value)
  else if (field.name === 'version') {
    const productId = change.productId ?? facts.product?.id
    const version = desk.lists.versions.find((one) => one.productId === productId && one.name === value)
    if (!version && !isEmpty(value)) return false
    change.versionId = version?.id ?? null
  } else {
    const values = {
      ...(change.fieldValues ?? facts.fieldValues),
      [field.name.slice('field:'.length)]: value,
    }
    change.fieldValues = Object.fromEntries(Object.entries(values).filter(([, one]) => !isEmpty(one)))
  }
  return true
}

function note(outcome: SupportOutcome, text: string, reason: Reason): void {
  const why = reason.fallback ? ` ${reason.because}` : ''
  outcome.notes.push({ kind: 'sync', text: `${text}${why}`, reason })
}
