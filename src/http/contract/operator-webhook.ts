import { z } from 'zod'
import { Topic } from './notification.ts'
import { Fault, Id, Instant } from './shared.ts'

const Url = z
  .string()
  .trim()
  .min(1, 'an address')
  .max(2_000, 'at most 2,000 characters')
  .meta({ description: 'Called with POST', examples: ['https://partner.example.com/events'] })
const Topics = z
  .array(Topic)
  .min(1, 'at least one topic')
  .transform((all) => [...new Set(all)])

/** Where an operator’s programs are told what happens to its tickets. */
export const OperatorWebhook = z.object({
  id: Id,
  url: z.string(),
  topics: z.array(Topic),
  isActive: z.boolean(),
  /** Why the hub switched it off by itself. */
  offBecause: z.string().nullable(),
  /** Vain tries in a row. */
  failures: z.number().int(),
  /** Until then what is due waits together. */
  heldUntil: Instant.nullable(),
  heldBecause: z.string().nullable(),
  /** Until then the secret before the last rotation signs too. */
  oldSecretUntil: Instant.nullable(),
  createdAt: Instant,
})
export type OperatorWebhook = z.infer<typeof OperatorWebhook>

/** `POST /v1/operators/:id/webhooks`. */
export const NewOperatorWebhook = z.strictObject({ url: Url, topics: Topics })
export type NewOperatorWebhook = z.input<typeof NewOperatorWebhook>

/** `PATCH /v1/operators/:id/webhooks/:webhookId`: what is absent stays. */
export const ChangeOperatorWebhook = z.strictObject({
  url: Url.optional(),
  topics: Topics.optional(),
  isActive: z.boolean().optional(),
})
export type ChangeOperatorWebhook = z.input<typeof ChangeOperatorWebhook>

/** A secret is answered only once, when it is made. */
export const CreatedOperatorWebhook = OperatorWebhook.extend({
  secret: z.string().meta({ examples: ['whsec_…'] }),
})
export type CreatedOperatorWebhook = z.infer<typeof CreatedOperatorWebhook>

/** `secret` is null unless the address moved to another host. */
export const ChangedOperatorWebhook = OperatorWebhook.extend({ secret: z.string().nullable() })
export type ChangedOperatorWebhook = z.infer<typeof ChangedOperatorWebhook>

/** What the partner’s server answered to a test event. */
export const TriedOperatorWebhook = z.object({
  webhookId: Id,
  status: z.number().int().nullable(),
  text: z.string(),
  fault: Fault.nullable(),
})
export type TriedOperatorWebhook = z.infer<typeof TriedOperatorWebhook>
