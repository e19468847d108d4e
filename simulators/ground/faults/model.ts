import { z } from 'zod'

/** What happens to a request that a rule fires for. Parts can be combined, e.g. `{latencyMs: 50, status: 503}`. */
const effect = z.strictObject({
  /** Waits before anything is done. The request is still carried out when the client gave up meanwhile. */
  latencyMs: z.number().min(0).optional(),
  /** Answers this status with the tracker's error body; nothing is carried out unless `commit` is set. */
  status: z.number().int().min(400).max(599).optional(),
  /** With `status`: carries the request out first, like a gateway that loses the answer. */
  commit: z.boolean().optional(),
  /** Seconds, for the `Retry-After` header of `status`; 429 says 1 when absent. */
  retryAfter: z.number().optional(),
  /** Why `status: 429` came, for trackers that say so. */
  reason: z.string().optional(),
  /** Closes the connection without doing anything. */
  dropBefore: z.boolean().optional(),
  /** Carries the request out and closes the connection without answering. */
  commitThenDrop: z.boolean().optional(),
  /** Closes the connection at once and carries the request out this much later. */
  commitLateMs: z.number().min(0).optional(),
  /** 200 with a sign-in page; nothing is carried out. */
  html: z.boolean().optional(),
  /** Carries the request out and cuts the answer's body in half. */
  halfJson: z.boolean().optional(),
  /** Carries the request out and answers without a body. */
  emptyBody: z.boolean().optional(),
  /** Puts `null` where the description promises a value. */
  nulls: z.boolean().optional(),
  /** Adds members that the description lacks. */
  unknownMembers: z.boolean().optional(),
})
export type FaultEffect = z.infer<typeof effect>

const rule = z.strictObject({
  /** All requests when absent. `path` is a prefix; `*` stands for one segment, a `$` at the end asks for the whole path. */
  when: z.strictObject({ method: z.string().optional(), path: z.string().optional() }).optional(),
  /** How many more requests it fires for; for ever when absent. */
  times: z.number().int().min(1).optional(),
  /** 0–1; always when absent. */
  probability: z.number().min(0).max(1).optional(),
  effect,
})
export type FaultRule = z.infer<typeof rule>

/** Shares of 0–1: 0 never, 1 always. */
const webhookFaults = z.strictObject({
  drop: z.number().min(0).max(1).default(0),
  duplicate: z.number().min(0).max(1).default(0),
  /** Kept back until the next delivery has gone out. */
  outOfOrder: z.number().min(0).max(1).default(0),
  lateMs: z.number().min(0).default(0),
})

export const faultsSchema = z.strictObject({
  /** Looked through in order; the first that fires decides. */
  rules: z.array(rule).default([]),
  /** How much later than reads by id the search sees what was written. */
  indexLagMs: z.number().min(0).default(0),
  /** While search lags, it finds and sorts by old values but shows the present ones. */
  indexShowsFresh: z.boolean().default(false),
  /** At most `limit` calls in each `windowMs`; beyond that 429. Answers tell of the limit only while it is set. */
  rateLimit: z
    .strictObject({
      limit: z.number().int().min(1),
      windowMs: z.number().int().min(1).default(1000),
      reason: z.string().optional(),
    })
    .nullable()
    .default(null),
  webhooks: webhookFaults.default(webhookFaults.parse({})),
})
export type Faults = z.infer<typeof faultsSchema>

export function noFaults(): Faults {
  return faultsSchema.parse({})
}
