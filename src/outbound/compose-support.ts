import { instanceProject, type Instance } from '../connections/instances.ts'
import { explained, type Explained } from '../domain/explained.ts'
import type { Fault } from '../domain/fault.ts'
import type { FieldMapping } from '../domain/field-mapping.ts'
import type { FieldValue } from '../domain/field-value.ts'
import { issueTypeFor } from '../domain/issue-type.ts'
import type { Reason } from '../domain/reason.ts'
import { missingFields, missingWords, type Survey } from '../domain/survey.ts'
import { projectFor } from '../domain/tracker-project.ts'
import type { MappedValue } from '../providers/help-desk.ts'
import type { Draft, Provider } from '../providers/provider.ts'
import type { SupportFacts } from '../store/support-facts.ts'
import type { Composed } from './compose.ts'
import { mappedValues, peopleIn, unknownPeople, withId } from './support-values.ts'

/** What a help-desk ticket's issue is made of. Everything is at hand: composing asks nobody. */
export interface SupportParts {
  ticket: { alias: string; title: string; description: string; priority: string; createdBy: string }
  facts: SupportFacts
  /** All that are switched on. */
  instances: Instance[]
  /** The one that the delivery is for. */
  instance: Instance
  fieldMappings: FieldMapping[]
  typeMappings: { typeId: string; issueType: string }[]
  /** The connection's default destination. */
  standard: Record<string, unknown>
  /** What the tracker asks for, where it is known. */
  survey: Survey | null
  /** Values that a person gave, by the tracker's id of the field. */
  given: Record<string, FieldValue>
  provider: Provider
  publicUrl: string
}

export type SupportComposed =
  | (Composed & { route: undefined })
  /** The tracker has to be asked first what it takes there. */
  | { survey: Place; explanation: Explained[] }
  /** It cannot be created as things are; a person puts it right. */
  | { refused: Fault; explanation: Explained[] }

/** A place to be looked at. */
export interface Place {
  project: string
  /** The type of the issue, given the types that there are. */
  typeAmong(known: string[]): string
  /** People to be looked up: values of fields that hold a person. */
  people: string[]
}

/** Where a help-desk ticket's new issue goes and what it is made of, each value with its reason (C8, C35–C52). */
export function composeSupport(parts: SupportParts): SupportComposed {
  const { facts, instances, instance, provider, survey } = parts
  const places = provider.helpDeskPlaces
  if (!places) throw new Error(`${provider.kind} does not serve the help desk.`)
  const project = projectFor({
    instances: instances.map(instanceProject),
    product: facts.product,
    version: facts.version,
  })
  if ('because' in project) return refused(project.because)
  if (project.value.instanceId !== instance.connection.id) {
    return refused('The ticket’s product names another Jira instance by now: create the issue there.')
  }
  const key = project.value.projectKey
  const typeAmong = (known: string[] | undefined) =>
    issueTypeFor({
      ticketType: facts.type.name,
      mapped: parts.typeMappings.find(({ typeId }) => typeId === facts.type.id)?.issueType,
      known,
      standard: places.issueType(parts.standard),
    })
  const isKnown = survey?.project === key
  const type = typeAmong(isKnown ? survey.issueTypes : undefined)
  const place = [
    explained('project', 'Project', { value: key, reason: project.reason }),
    ...(isKnown ? [explained('issueType', 'Issue type', type)] : []),
  ]
  const people = peopleIn(parts)
  const isComplete =
    isKnown && survey.issueType === type.value && people.every((name) => name in survey.people)
  if (!isComplete) {
    return {
      survey: { project: key, typeAmong: (known) => typeAmong(known).value, people },
      explanation: place,
    }
  }
  if (!survey.issueTypes.includes(type.value)) {
    const types = survey.issueTypes.join(', ') || 'none that may be created'
    const detail = `The project ${key} has no issue type “${type.value}”; it has ${types}. Map the ticket’s type to one of them.`
    return { refused: { kind: 'invalid', detail, fields: { issueType: detail } }, explanation: place }
  }
  const mapped = mappedValues(parts, survey)
  const values = Object.fromEntries(mapped.values.map(({ fieldId, value }) => [fieldId, value]))
  const missing = missingFields(survey, values)
  const nobody = mapped.values.filter(({ kind, value }) => kind === 'user' && !survey.people[String(value)])
  const explanation = [...place, ...textReasons(parts), ...mapped.explanation]
  if (missing.length > 0 || nobody.length > 0) {
    const fields = { ...missingWords(missing), ...unknownPeople(nobody) }
    return { refused: { kind: 'invalid', detail: Object.values(fields).join(' '), fields }, explanation }
  }
  const destination = places.at(parts.standard, { project: key, issueType: type.value }) as Record<
    string,
    unknown
  >
  return {
    route: undefined,
    destination,
    destinationLabel: provider.destination.label(destination, {}),
    scope: provider.destination.scope(destination),
    draft: draftOf(
      parts,
      mapped.values.map((value) => withId(value, survey)),
    ),
    explanation,
    sent: { project: key, issueType: type.value, values },
  }
}

const refused = (detail: string): SupportComposed => ({
  refused: { kind: 'invalid', detail },
  explanation: [],
})

function draftOf({ ticket, publicUrl }: SupportParts, values: MappedValue[]): Draft {
  return {
    title: ticket.title,
    description: ticket.description,
    markdown: true,
    facts: [{ label: 'Raised by', value: ticket.createdBy }],
    backlink: { label: `${ticket.alias} in Crosstie`, url: `${publicUrl}/tickets/${ticket.alias}` },
    ...(values.length > 0 && { values }),
  }
}

const sent = (rule: string, because: string): Reason => ({ rule, because })

function textReasons({ ticket }: SupportParts): Explained[] {
  const reason = sent('the ticket’s own', 'Title and description go over once, when the issue is created.')
  return [
    explained('title', 'Title', { value: ticket.title, reason }),
    explained('description', 'Description', { value: ticket.description, reason }),
  ]
}
