import { z } from 'zod'
import { priorities } from '../../domain/priority.ts'
import { statusCategories } from '../../domain/status.ts'
import { deliveryKinds, deliveryStates } from '../../domain/ticket.ts'
import { Explained, Fault, Id, Instant, NeededField, PageQuery, Reason, Values } from './shared.ts'

/** Length in characters as people count them: Unicode code points. */
const points = (text: string) => Array.from(text).length

/** `POST /v1/tickets` (A48, A49, AX3, AX5). */
export const NewTicket = z.strictObject({
  title: z.string().trim().min(1, 'a brief summary').max(1_000),
  description: z
    .string()
    .trim()
    .refine((text) => points(text) >= 16 && points(text) <= 255, 'between 16 and 255 characters'),
  priority: z.enum(priorities).default('medium'),
  projectId: Id.nullish(),
  recommendationId: Id.nullish(),
})
export type NewTicket = z.input<typeof NewTicket>

/** The ticket's issue in the tracker (A5, A57). */
export const Link = z.object({
  id: Id,
  connectionId: Id,
  provider: z.string(),
  issueId: z.string(),
  issueKey: z.string(),
  url: z.string(),
  rawStatus: z.string().nullable(),
  /** False while the raw status is in no status table (AX10). */
  statusMapped: z.boolean(),
  statusReason: Reason.nullable(),
  assignee: z.string().nullable(),
  lastSyncedAt: Instant.nullable(),
  /** `gone`: deleted there, or no longer visible to the integration user. */
  state: z.enum(['linked', 'gone']),
  /** False when status sync has stopped for this connection. */
  following: z.boolean(),
})
export type Link = z.infer<typeof Link>

/** What is being done, or was done, to bring the ticket to the tracker. */
export const Delivery = z.object({
  id: Id,
  kind: z.enum(deliveryKinds),
  state: z.enum(deliveryStates),
  attempts: z.number().int(),
  /** One sentence: what it waits for. */
  waitingFor: z.string().nullable(),
  nextAttemptAt: Instant.nullable(),
  destination: z.string().nullable(),
  routeReason: Reason.nullable(),
  priorityReason: Reason.nullable(),
  fault: Fault.nullable(),
  /**
   * Set while it waits for its route to be put right. Values for `missing` are given by `POST /v1/tickets/:id/fill`.
   */
  heldByRoute: z
    .object({
      routeId: Id,
      problems: z.array(z.object({ field: z.string(), message: z.string() })),
      missing: z.array(NeededField),
    })
    .nullable(),
  /** Calls a person can make now: `POST /v1/tickets/:id/<action>`. */
  actions: z.array(z.enum(['retry', 'cancel', 'link-existing', 'create-again'])),
})
export type Delivery = z.infer<typeof Delivery>

/** The alarm of a ticket, as far as the Tickets table shows it. */
export const TicketAlarm = z.object({
  id: Id,
  title: z.string(),
  /** DataMiner ID: the agent; empty where the source has none. */
  agent: z.string(),
  /** Alarm ID: the key of the root alarm. */
  rootKey: z.string(),
  elementId: z.string().nullable(),
  elementName: z.string(),
})

export const Ticket = z.object({
  id: Id,
  alias: z.string(),
  type: z.string(),
  title: z.string(),
  description: z.string(),
  priority: z.enum(priorities),
  status: z.string(),
  statusCategory: z.enum(statusCategories),
  project: z.object({ id: Id, key: z.string(), name: z.string() }).nullable(),
  recommendation: z.object({ id: Id, title: z.string() }).nullable(),
  /** What the alarm’s dialog asked for, and the root cause, by name; null where the type knows no more (B30). */
  attributes: z.record(z.string(), z.string()).nullable(),
  /** What a ticket of the type `alarm` is about. */
  alarm: TicketAlarm.nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  /** How the creation of its issue stands (BX9). */
  creationStatus: z.enum(deliveryStates),
  /** The issue’s own status: `unknown` while nothing has read it, null without an issue (BX9). */
  ticketStatus: z.string().nullable(),
  link: Link.nullable(),
  delivery: Delivery.nullable(),
})
export type Ticket = z.infer<typeof Ticket>

const wordsOf = (text: string) => text.split(',').map((word) => word.trim())

/** One or more of these words, comma-separated. */
export const someOf = (known: readonly string[], description: string) =>
  z
    .string()
    .max(100)
    .refine(
      (text) => text === '' || wordsOf(text).every((word) => known.includes(word)),
      `one or more of ${known.join(', ')}`,
    )
    .optional()
    .meta({ description })

export const TicketQuery = PageQuery.extend({
  type: z.enum(['alarm', 'task', 'support', 'service']).optional(),
  status: someOf(statusCategories, 'Status categories, comma-separated: New, Active, Resolved, Closed'),
  delivery: someOf(
    [...deliveryStates, 'attention'],
    'Delivery states, comma-separated; `attention` = parked or failed',
  ),
  project: z.string().max(64).optional().meta({ description: 'Project key; `none` for those without' }),
  unmapped: z.stringbool().optional().meta({ description: 'Only tickets whose raw status is in no table' }),
  q: z.string().trim().max(200).optional().meta({ description: 'Alias, issue key, or words of the title' }),
  sort: z.enum(['newest', 'updated']).default('newest'),
})

export const TicketEvent = z.object({
  id: Id,
  at: Instant,
  /** `created`, `status`, `link`, `delivery`, `comment`, `sync`, `error`, … */
  kind: z.string(),
  /** A person's name, `tracker`, or `hub`. */
  actor: z.string(),
  /** One sentence for a person. */
  text: z.string(),
  reason: Reason.nullable(),
  fault: Fault.nullable(),
})
export type TicketEvent = z.infer<typeof TicketEvent>

export const LinkExisting = z.strictObject({
  issue: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({ description: 'Key, id or URL of the issue', examples: ['INFRA-123'] }),
})

/** `POST /v1/tickets/:id/fill`: values for what the ticket's route lacks. */
export const FillMissing = z.strictObject({ values: Values })

/** `PATCH /v1/tickets/:id/attributes` (BX10); empty: not known. */
export const ChangeAttributes = z.strictObject({ rootCause: z.string().trim().max(1_000) })

/** `GET /v1/tickets/:id/explain`. */
export const Explanation = z.object({
  /** `sent`: what went to the tracker; `planned`: what would go there now. */
  state: z.enum(['sent', 'planned']),
  sent: z.array(Explained),
  /** What was taken over from the tracker. */
  taken: z.array(Explained),
})
export type Explanation = z.infer<typeof Explanation>

/** `POST /v1/tickets/preview`: everything may be left out; a recommendation brings its own words and project. */
export const PreviewTicket = z.strictObject({
  recommendationId: Id.nullish(),
  projectId: Id.nullish(),
  title: z.string().trim().max(1_000).optional(),
  description: z.string().trim().max(10_000).optional(),
  priority: z.enum(priorities).optional(),
})
export type PreviewTicket = z.input<typeof PreviewTicket>

export const Preview = z.object({
  connection: z.object({ id: Id, name: z.string(), provider: z.string() }),
  destination: z.string(),
  explanation: z.array(Explained),
  /** Why it would wait, if it would. */
  held: z.object({ because: z.string(), missing: z.array(NeededField) }).nullable(),
})
export type Preview = z.infer<typeof Preview>

export const NewComment = z.strictObject({ text: z.string().trim().min(1).max(10_000) })
