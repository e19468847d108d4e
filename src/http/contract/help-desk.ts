import { z } from 'zod'
import { fieldKinds } from '../../domain/field-value.ts'
import { priorities } from '../../domain/priority.ts'
import { statusCategories } from '../../domain/status.ts'
import { Id, Instant, PageQuery } from './shared.ts'
import { Delivery, Link } from './ticket.ts'

/** A name that was chosen from one of the lists. `removed`: it is off the list, and cannot be chosen any more. */
export const ChosenName = z.object({ id: Id, name: z.string(), removed: z.boolean() })
export type ChosenName = z.infer<typeof ChosenName>

/** Dates are written `2026-01-31`, options by their names, several or cascading ones as a list. */
export const FieldValue = z.union([z.string(), z.number(), z.array(z.string()), z.null()])

/** A ticket of the help desk, as a list has it. */
export const SupportTicketRow = z.object({
  id: Id,
  alias: z.string(),
  title: z.string(),
  priority: z.enum(priorities),
  type: ChosenName,
  status: z.object({
    /** Null where the list never had it. */
    id: Id.nullable(),
    name: z.string(),
    category: z.enum(statusCategories),
    removed: z.boolean(),
  }),
  product: ChosenName.nullable(),
  version: ChosenName.nullable(),
  customer: ChosenName.nullable(),
  assignee: z.string().nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  link: Link.nullable(),
  delivery: Delivery.nullable(),
})
export type SupportTicketRow = z.infer<typeof SupportTicketRow>

export const SupportTicket = SupportTicketRow.extend({
  /** Markdown. */
  description: z.string(),
  /** Those of the workspace’s own fields that have a value. */
  fields: z.array(ChosenName.extend({ kind: z.enum(fieldKinds), value: FieldValue })),
})
export type SupportTicket = z.infer<typeof SupportTicket>

const text = z.string().max(100_000)
const name = z.string().max(1_000)
const orNone = <T extends z.ZodType>(shape: T) => shape.nullable().optional()

/**
 * What is chosen from a list is named by its id or by its name in any letter case; null or an empty text is none. Values of `fields`
 * stand under the field’s id or name.
 */
const changes = {
  title: text.optional(),
  description: text.optional(),
  priority: z.enum(priorities).optional(),
  typeId: Id.optional(),
  typeName: name.optional(),
  statusId: Id.optional(),
  statusName: name.optional(),
  productId: orNone(Id),
  productName: orNone(name),
  versionId: orNone(Id),
  versionName: orNone(name),
  customerId: orNone(Id),
  customerName: orNone(name),
  assignee: orNone(name),
  fields: z.record(z.string().max(200), z.unknown()).optional(),
}

/** `POST /v1/support-tickets`. */
export const NewSupportTicket = z.strictObject({ ...changes, title: text })
export type NewSupportTicket = z.input<typeof NewSupportTicket>

/** `PATCH /v1/support-tickets/:ref`; what is absent stays. */
export const ChangeSupportTicket = z.strictObject({
  ...changes,
  updatedAt: Instant.optional().meta({
    description: '`updatedAt` of the ticket that the change is based on: 409 if somebody changed it since',
  }),
})
export type ChangeSupportTicket = z.input<typeof ChangeSupportTicket>

const idOrNone = z.union([Id, z.literal('none')], 'an id, or `none`').optional()

const categories = z
  .string()
  .max(100)
  .refine(
    (said) =>
      said === '' || said.split(',').every((word) => statusCategories.some((one) => one === word.trim())),
    `one or more of ${statusCategories.join(', ')}`,
  )
  .optional()
  .meta({ description: 'Status categories, comma-separated: New, Active, Resolved, Closed' })

/** What a list of tickets can be narrowed to; a saved filter is one of these. */
export const SupportFilter = z.object({
  category: categories,
  statusId: Id.optional(),
  typeId: Id.optional(),
  productId: idOrNone,
  customerId: idOrNone,
  assignee: z.string().trim().max(320).optional().meta({ description: 'A name; `none` for those without' }),
  linked: z.enum(['yes', 'no']).optional().meta({ description: 'Whether the ticket has an issue' }),
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'Alias, issue key, or words of title and description, each from its beginning' }),
  sort: z.enum(['updated', 'newest']).default('updated'),
})
export const SupportTicketQuery = PageQuery.extend(SupportFilter.shape)
