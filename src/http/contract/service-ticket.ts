import { z } from 'zod'
import { runStatuses } from '../../domain/diagnostic-run.ts'
import {
  clearCodeNames,
  eventStatuses,
  serviceCategories,
  servicePriorities,
  serviceStatuses,
} from '../../domain/service-ticket.ts'
import { statusCategories } from '../../domain/status.ts'
import { line, paragraphs } from './plain-text.ts'
import { Id, Instant, PageQuery } from './shared.ts'
import { Delivery, Link, someOf, TicketEvent } from './ticket.ts'

const Party = z.enum(['desk', 'operator'])
const EventStatus = z.enum(eventStatuses)

/** With what a ticket is cleared, and whose affair it was (D41–D43). */
export const ClearCode = z.object({
  code: z.enum(clearCodeNames),
  responsibility: z.enum(['Covage', 'Customer']),
  means: z.string(),
})
export type ClearCode = z.infer<typeof ClearCode>

/** A partner’s ticket as the desk’s list has it. */
export const ServiceTicketRow = z.object({
  id: Id,
  /** The partners’ `id`. */
  number: z.number().int(),
  /** Like T190517_08006. */
  alias: z.string(),
  status: z.enum(serviceStatuses),
  statusCategory: z.enum(statusCategories),
  category: z.enum(serviceCategories),
  priority: z.enum(servicePriorities),
  operator: z.object({ id: Id, name: z.string() }),
  service: z.object({ alias: z.string(), productName: z.string().nullable() }),
  operatorTicketRef: z.string().nullable(),
  /** The beginning of what was said last. */
  lastComment: z.object({ text: z.string(), name: z.string() }).nullable(),
  /** Whose turn it is; null once the ticket is over. */
  waitsFor: Party.nullable(),
  /** Whether the newest event, after the opening, is the operator’s. */
  operatorSpoke: z.boolean(),
  /** The tracker says that it is resolved: a person gives the code to clear it with. */
  asksClearCode: z.boolean(),
  createdAt: Instant,
  modifiedAt: Instant,
})
export type ServiceTicketRow = z.infer<typeof ServiceTicketRow>

export const ServiceTicketQuery = PageQuery.extend({
  status: someOf(serviceStatuses, 'Statuses, comma-separated; those that are not over, if absent'),
  category: z.enum(serviceCategories).optional(),
  priority: z.enum(servicePriorities).optional(),
  operator: Id.optional(),
  asks: Party.optional().meta({ description: 'Whose turn it is' }),
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'Alias, reference, service or issue key; or words of the description' }),
  sort: z.enum(['age', 'priority', 'changed']).default('age').meta({
    description: '`age`: oldest first; `priority`: most urgent, then oldest; `changed`: newest change first',
  }),
})

const contact = { firstName: z.string(), lastName: z.string(), email: z.string(), phoneNumber: z.string() }

/** A partner’s ticket with everything the desk needs in front of it. */
export const ServiceTicket = ServiceTicketRow.extend({
  /** What the hub’s own pages call it, like CT-12. */
  ticketAlias: z.string(),
  description: z.string(),
  operator: z.object({
    id: Id,
    name: z.string(),
    displayName: z.string(),
    contactUuid: z.string().nullable(),
    removed: z.boolean(),
  }),
  /** The operator’s person, as its API answers them. */
  owner: z.string(),
  ownerContact: z.object(contact),
  author: z.string(),
  lastUpdateAuthor: z.string(),
  service: z.object({
    id: z.number().int(),
    uuid: z.string(),
    alias: z.string(),
    productName: z.string().nullable(),
    grt: z.string().nullable(),
  }),
  run: z
    .object({
      id: z.number().int(),
      alias: z.string(),
      kind: z.string(),
      status: z.enum(runStatuses),
      findings: z.array(z.object({ category: z.enum(serviceCategories).nullable(), text: z.string() })),
      startedAt: Instant.nullable(),
      endedAt: Instant.nullable(),
    })
    .nullable(),
  initialComment: z.string().nullable(),
  clearCode: ClearCode.nullable(),
  /** What the desk should know: the category does not agree with the run’s findings. */
  note: z.string().nullable(),
  /** What each party may do with the status now. */
  next: z.object({ desk: z.array(EventStatus), operator: z.array(EventStatus) }),
  /** Its issue, where it was forwarded to a tracker. */
  link: Link.nullable(),
  delivery: Delivery.nullable(),
  /** How many mails and webhooks about it could not be sent. */
  failedNotifications: z.number().int(),
})
export type ServiceTicket = z.infer<typeof ServiceTicket>

/** What one of the two parties did or said. */
const PartyEntry = z.object({
  from: z.literal('party'),
  id: Id,
  /** The partners’ `id`. */
  number: z.number().int(),
  at: Instant,
  party: Party,
  /** The login as partners read it; of the desk, its name. */
  author: z.string(),
  authorName: z.string(),
  /** Who it really was. */
  actor: z.string(),
  /** Null where something was said only. */
  status: EventStatus.nullable(),
  comment: z.string().nullable(),
  clearCode: ClearCode.nullable(),
})
export type PartyEntry = z.infer<typeof PartyEntry>

export const ServiceTimelineEntry = z.discriminatedUnion('from', [
  PartyEntry,
  TicketEvent.extend({ from: z.literal('hub') }),
])
export type ServiceTimelineEntry = z.infer<typeof ServiceTimelineEntry>

const longestText = 20_000

/** `POST /v1/service-tickets/:ref/events`: a new status, something said, or both. */
export const NewServiceEvent = z
  .strictObject({
    status: EventStatus.nullish(),
    comment: paragraphs(longestText).nullish().meta({ description: 'The operator reads it' }),
    clearCode: z.enum(clearCodeNames).nullish(),
  })
  .refine(({ status, comment }) => status != null || comment != null, {
    path: ['comment'],
    message: 'a status, a comment, or both',
  })
export type NewServiceEvent = z.input<typeof NewServiceEvent>

/** The event, and the ticket as it is now. */
export const AddedServiceEvent = z.object({ event: PartyEntry, ticket: ServiceTicket })
export type AddedServiceEvent = z.infer<typeof AddedServiceEvent>

/** `POST /v1/service-tickets`: the desk opens a ticket for the operator of the service. */
export const NewServiceTicket = z.strictObject({
  category: z.enum(serviceCategories, `one of ${serviceCategories.join(', ')}`),
  priority: z.enum(servicePriorities).default('low'),
  serviceUuid: line(64),
  description: paragraphs(longestText),
  diagnosticRunId: z
    .union(
      [z.int().positive(), z.string().trim().max(64), z.null()],
      'the number or the alias of a diagnostic run',
    )
    .default(null),
  operatorTicketRef: line(255).nullish(),
  initialComment: paragraphs(longestText).nullish(),
  ownerContact: z.strictObject({
    firstName: line(100),
    lastName: line(100),
    email: z.email('an e-mail address').max(254),
    phoneNumber: z.string().trim().max(50, 'at most 50 characters').default(''),
  }),
})
export type NewServiceTicket = z.input<typeof NewServiceTicket>
