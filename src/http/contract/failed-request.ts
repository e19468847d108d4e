import { z } from 'zod'
import { mostAtOnce } from '../../domain/replay.ts'
import { Fault, Id, Instant, PageQuery } from './shared.ts'
import { Delivery } from './ticket.ts'

const ConnectionName = z.object({ id: Id, name: z.string() })

/** A row of the Failed Ticket Requests table (B28, B31). */
export const FailedRequest = z.object({
  /** Instance: the ticket’s id, the key of the Tickets table too (BX5, BX12). */
  id: Id,
  /** Ticket ID: the hub’s own, since there is none in the tracker (BX11). */
  alias: z.string(),
  title: z.string(),
  /** `failed`: nothing exists there; `parked`: a person must say whether it does. */
  state: z.enum(['failed', 'parked']),
  /** HTTP Error Code; null where there was no answer. */
  httpErrorCode: z.number().int().nullable(),
  /** App Error Code: the tracker’s own, else the kind of the fault. */
  appErrorCode: z.string().nullable(),
  /** Error Message: the tracker’s words in one line. */
  errorMessage: z.string(),
  /** Error Description: all that was said, what can be done, and what was said about each field. */
  errorDescription: z.string(),
  fault: Fault.nullable(),
  waitingFor: z.string().nullable(),
  failedAt: Instant,
  attempts: z.number().int(),
  connection: ConnectionName,
  alarm: z.object({ id: Id, title: z.string() }).nullable(),
  /** Key of the cause that it shares with others: see `GET /v1/failed-requests/causes`. */
  cause: z.string(),
  /** Calls a person can make now: `POST /v1/tickets/:id/<action>`. */
  actions: Delivery.shape.actions,
})
export type FailedRequest = z.infer<typeof FailedRequest>

const Cause = z.string().regex(/^[\da-f]{32}$/u, 'the `cause` of a failed request')

export const FailedQuery = PageQuery.extend({
  connectionId: Id.optional(),
  cause: Cause.optional(),
  alarms: z.stringbool().optional().meta({ description: 'Only tickets about alarms' }),
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'Alias, error code, or words of the title or of what the tracker said' }),
})

/** What several failed requests have in common. */
export const FailureCause = z.object({
  cause: z.string(),
  connection: ConnectionName,
  count: z.number().int(),
  /** Of them those that can be sent again; for the others a person decides. */
  replayable: z.number().int(),
  newestAt: Instant,
  errorMessage: z.string(),
  /** Of the newest, as an example. */
  fault: Fault.nullable(),
  example: z.object({ alias: z.string() }),
})
export type FailureCause = z.infer<typeof FailureCause>

/** `complete` is false where there are more failures or causes than were sorted. */
export const FailureCauses = z.object({ items: z.array(FailureCause), complete: z.boolean() })
export type FailureCauses = z.infer<typeof FailureCauses>

/** Some tickets, all that failed for one cause, or all that failed; at most 1,000 a call. */
export const ReplayWhich = z.union([
  z.strictObject({ ids: z.array(Id).min(1).max(mostAtOnce) }),
  z.strictObject({ cause: Cause }),
  z.strictObject({ all: z.literal(true) }),
])
export type ReplayWhich = z.infer<typeof ReplayWhich>

/** What a replay does; the preview answers the same and sends nothing. */
export const ReplayPlan = z.object({
  count: z.number().int(),
  /** Aliases of those that go first: the oldest. */
  first: z.array(z.string()),
  connections: z.array(
    ConnectionName.extend({
      count: z.number().int(),
      /** Where the issues go. */
      destinations: z.array(z.object({ label: z.string(), count: z.number().int() })),
      /** So many go in a minute, of so many requests that the connection may make. */
      perMinute: z.number(),
      requestsPerMinute: z.number().int(),
      firstAt: Instant,
      lastAt: Instant,
    }),
  ),
  leftOut: z.array(
    z.object({
      reason: z.string(),
      count: z.number().int(),
      /** Aliases, a few of them. */
      examples: z.array(z.string()),
    }),
  ),
  /** What failed for the same cause but is more than one call sends: ask again. */
  remaining: z.object({ count: z.number().int(), capped: z.boolean() }),
})
export type ReplayPlan = z.infer<typeof ReplayPlan>

/** `id` is null where nothing was left to be sent again. */
export const Replayed = ReplayPlan.extend({ id: Id.nullable() })
export type Replayed = z.infer<typeof Replayed>

/** How far a replay is. */
export const Replay = z.object({
  id: Id,
  total: z.number().int(),
  /** Not sent yet: these can still be stopped. */
  waiting: z.number().int(),
  underWay: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
  /** When the last of those that wait has its turn. */
  lastTurnAt: Instant.nullable(),
})
export type Replay = z.infer<typeof Replay>

/** The newest replays. */
export const Replays = z.object({ items: z.array(Replay) })

export const Stopped = z.object({ stopped: z.number().int() })
