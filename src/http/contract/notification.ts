import { z } from 'zod'
import { notificationChannels, notificationStates, notificationTopics } from '../../domain/notification.ts'
import { Fault, Id, Instant, PageQuery } from './shared.ts'

const count = z.number().int()

export const Topic = z.enum(notificationTopics)
export type Topic = z.infer<typeof Topic>

/** What a recipient’s server answered last; `status` is HTTP’s or SMTP’s. */
const Answer = z.object({ status: count, text: z.string() })

/** A mail or a webhook’s event about a service ticket, for one recipient. */
export const Notification = z.object({
  /** `webhook-id` of a webhook’s event, and a part of a mail’s Message-ID. */
  id: Id,
  topic: Topic,
  channel: z.enum(notificationChannels),
  /** An e-mail address, or the webhook’s address. */
  recipient: z.string(),
  ticket: z.object({ alias: z.string() }),
  operator: z.object({ id: Id, name: z.string() }),
  webhookId: Id.nullable(),
  state: z.enum(notificationStates),
  attempts: count,
  waitingFor: z.string().nullable(),
  nextAttemptAt: Instant.nullable(),
  fault: Fault.nullable(),
  answer: Answer.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  /** Calls a person can make now: `POST /v1/notifications/:id/<action>`. */
  actions: z.array(z.enum(['retry', 'cancel', 'replay'])),
})
export type Notification = z.infer<typeof Notification>

/** `GET /v1/notifications/:id`. */
export const NotificationDetail = Notification.extend({
  /** The ticket, and the event, in the partners’ form, as they were then. */
  payload: z.record(z.string(), z.unknown()),
})
export type NotificationDetail = z.infer<typeof NotificationDetail>

const Alias = z.string().max(64).meta({ description: 'Alias of a service ticket, e.g. T190517_08006' })

const filters = {
  channel: z.enum(notificationChannels).optional(),
  topic: Topic.optional(),
  operatorId: Id.optional(),
  ticket: Alias.optional(),
}

export const NotificationQuery = PageQuery.extend({
  state: z
    .string()
    .transform((names) => names.split(','))
    .pipe(z.array(z.enum(notificationStates)))
    .optional()
    .meta({ description: 'One or several, with commas' }),
  ...filters,
})

/** Some failed ones, or all that failed of a filter; at most 1,000 a call. */
export const ResendWhich = z.union([
  z.strictObject({ ids: z.array(Id).min(1).max(1_000) }),
  z.strictObject({ all: z.literal(true), ...filters }),
])
export type ResendWhich = z.infer<typeof ResendWhich>

/** What sending failed ones again would send; nothing is sent. */
export const ResendPlan = z.object({
  mail: count,
  webhook: count,
  total: z.object({ count, capped: z.boolean() }),
  leftOut: z.array(z.object({ reason: z.string(), count })),
})
export type ResendPlan = z.infer<typeof ResendPlan>

export const Resent = z.object({ queued: count })
