import { z } from 'zod'
import { deliveryStates } from '../../domain/ticket.ts'
import { visibilities } from '../../domain/visibility.ts'
import { ChosenName } from './help-desk.ts'
import { Id, Instant } from './shared.ts'

const Visibility = z.enum(visibilities)
const said = Visibility.optional().meta({
  description: '`public`: the customer as well; internal if not said',
})
const text = z.string().max(100_000)
const name = z.string().max(1_000)

/** What somebody wrote on a ticket. */
export const SupportAction = z.object({
  id: Id,
  type: ChosenName,
  visibility: Visibility,
  /** `tracker`: its words came from there and cannot be changed here. */
  origin: z.enum(['hub', 'tracker']),
  author: z.string(),
  /** Markdown. */
  text: z.string(),
  /** What of a comment could not be carried over, in words. */
  lost: z.array(z.string()),
  at: Instant,
  editedAt: Instant.nullable(),
  /** How its comment in the tracker stands; null where there is none. */
  delivery: z.object({ state: z.enum(deliveryStates), waitingFor: z.string().nullable() }).nullable(),
})
export type SupportAction = z.infer<typeof SupportAction>

const type = { typeId: Id.optional(), typeName: name.optional() }

/** `POST …/actions`: the type by its id or its name. */
export const NewAction = z.strictObject({ ...type, text, visibility: said })
export type NewAction = z.input<typeof NewAction>

/** `PATCH …/actions/:id`; what is absent stays. */
export const ChangeAction = z.strictObject({
  ...type,
  text: text.optional(),
  visibility: said,
  editedAt: Instant.nullable().optional().meta({
    description: 'As it was seen: 409 if somebody has edited the action since; absent: the last one wins',
  }),
})
export type ChangeAction = z.input<typeof ChangeAction>

/** A file on a ticket. `POST …/attachments` takes `multipart/form-data`: `file`, and before it `visibility` and `actionId`. */
export const SupportAttachment = z.object({
  id: Id,
  actionId: Id.nullable(),
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.number().int(),
  sha256: z.string(),
  visibility: Visibility,
  author: z.string(),
  at: Instant,
})
export type SupportAttachment = z.infer<typeof SupportAttachment>
