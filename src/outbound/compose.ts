import { routeOf } from '../connections/route-of.ts'
import { alarmAttributesOf, attributeTitles } from '../domain/alarm.ts'
import { factsOf, prefillOf, type DescribedFinding } from '../domain/describe.ts'
import { explained, type Explained } from '../domain/explained.ts'
import { shownValue } from '../domain/needed-field.ts'
import type { Priority } from '../domain/priority.ts'
import type { SentIssue } from '../domain/survey.ts'
import type { Decided, Reason } from '../domain/reason.ts'
import { chooseRoute, type Block, type Route } from '../domain/route.ts'
import { formOf } from '../providers/form.ts'
import type { Draft, Provider } from '../providers/provider.ts'
import type { Connection } from '../store/connections.ts'
import type { RouteRow } from '../store/routes.ts'

/** What an issue is made of. Everything is at hand: composing asks nobody. */
export interface Parts {
  /** `alias` null: the ticket is not stored yet. */
  ticket: {
    alias: string | null
    title: string
    description: string
    priority: Priority
    attributes: Record<string, string> | null
    createdBy: string
  }
  finding: DescribedFinding | undefined
  project: { key: string; name: string } | undefined
  provider: Provider
  connection: Pick<Connection, 'name' | 'settings'>
  routes: { own: RouteRow | undefined; standard: RouteRow }
  publicUrl: string
}

/** What would be sent, and why. */
export interface Composed {
  /** Absent for the help desk, whose issues go where their product says. */
  route: Route | undefined
  destination: Record<string, unknown>
  destinationLabel: string
  /** Where anchors of this destination count. */
  scope: string
  draft: Draft
  explanation: Explained[]
  /** For the help desk: what a later reading is compared with. */
  sent?: SentIssue
}

/** Puts together what a ticket's issue will be, or says which route holds it and why. */
export function compose(parts: Parts): Composed | { block: Block; explanation: Explained[] } {
  const { provider, ticket } = parts
  const route = chooseRoute({
    project: parts.project ?? null,
    connection: parts.connection,
    own: parts.routes.own && routeOf(provider, parts.routes.own),
    standard: routeOf(provider, parts.routes.standard),
  })
  const priority = choosePriority(ticket.priority, parts)
  const draft = draftOf(parts, route.value, priority.value)
  const explanation = [
    explained('destination', 'Destination', { value: route.value.label, reason: route.reason }),
    ...explainDestination(provider, route.value, route.reason),
    ...explainDraft(parts, draft),
    explained('priority', 'Priority', priority),
    ...explainFields(route.value),
  ]
  if (route.block) return { block: route.block, explanation }
  const destination = provider.destination.schema.parse(route.value.destination) as Record<string, unknown>
  const { label: destinationLabel } = route.value
  const scope = provider.destination.scope(destination)
  return { route: route.value, destination, destinationLabel, scope, draft, explanation }
}

function draftOf(parts: Parts, route: Route, priority: string): Draft {
  const { ticket, finding, project, publicUrl } = parts
  const facts = [
    ...(finding ? factsOf(finding) : []),
    ...attributeFacts(ticket.attributes),
    ...(project ? [{ label: 'Project', value: project.name }] : []),
    { label: 'Raised by', value: ticket.createdBy },
  ]
  const { alias } = ticket
  return {
    title: ticket.title,
    description: ticket.description,
    priority,
    facts,
    ...(alias && { backlink: { label: `${alias} in Crosstie`, url: `${publicUrl}/tickets/${alias}` } }),
    ...(route.fields.length > 0 && { fields: route.fields }),
    ...((ticket.attributes || finding?.alarm) && {
      attributes: { ...(finding?.alarm && alarmAttributesOf(finding.alarm)), ...ticket.attributes },
    }),
  }
}

/** For trackers that have no place of their own for them. */
const attributeFacts = (attributes: Record<string, string> | null) =>
  Object.entries(attributes ?? {}).map(([name, value]) => ({ label: attributeTitles[name] ?? name, value }))

const because = (rule: string, text: string): Reason => ({ rule, because: text })

/** Whether a person wrote the words, or took over what the form was filled with. */
function wordsReason({ ticket, finding }: Parts, field: 'title' | 'description'): Reason {
  if (finding && prefillOf(finding)[field] === ticket[field]) {
    return because('prefilled', `${finding.source} said so, and nobody changed it.`)
  }
  return because('as written', `${ticket.createdBy} wrote it.`)
}

function explainDraft(parts: Parts, draft: Draft): Explained[] {
  const { finding } = parts
  const facts = draft.facts.map(({ label, value }) => `${label}: ${value}`).join('; ')
  const backlink = draft.backlink?.label ?? 'The ticket’s number, once it is created'
  const source = finding
    ? 'What the source said about the finding, and who raised it.'
    : 'Who raised it: there is no finding behind it.'
  return [
    explained('title', 'Title', {
      value: draft.title,
      reason: wordsReason(parts, 'title'),
    }),
    explained('description', 'Description', {
      value: draft.description,
      reason: wordsReason(parts, 'description'),
    }),
    explained('facts', 'Context', { value: facts, reason: because('facts of the finding', source) }),
    explained('backlink', 'Link back', {
      value: backlink,
      reason: because('link back', 'So that whoever works on it finds the ticket.'),
    }),
  ]
}

function explainDestination(provider: Provider, route: Route, reason: Reason): Explained[] {
  return formOf(provider.destination.schema).flatMap(({ name, title }) => {
    const value = route.destination[name]
    if (value === undefined || value === '') return []
    const text = route.names[name] ?? (typeof value === 'string' ? value : JSON.stringify(value))
    return [explained(`destination.${name}`, title, { value: text, reason })]
  })
}

const explainFields = (route: Route): Explained[] =>
  route.fields.map((field) => {
    const { id, name } = field
    const why = `The tracker requires “${name}”; this value is given for ${route.label}.`
    const value = shownValue(route.needs, field)
    return explained(`field.${id}`, name, { value, reason: because('value of the route', why) })
  })

/** The tracker's name for the ticket's priority (AX9). */
function choosePriority(priority: Priority, { provider, connection }: Parts): Decided<string> {
  const own = connection.settings.priorities?.[priority]
  const value = own ?? provider.about.priorities[priority]
  const whose = own ? `${connection.name}’s own table` : `${provider.about.title}’s default table`
  return {
    value,
    reason: {
      rule: own ? 'connection priority table' : 'provider priority table',
      because: `“${priority}” is “${value}” by ${whose}.`,
      input: { priority },
    },
  }
}
