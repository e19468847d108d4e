import { z } from 'zod'
import { deliveryStates } from '../../domain/ticket.ts'
import { Id, Instant } from './shared.ts'

/** What retention would remove of a connection's tickets now (B7, B8). */
export const RetentionCount = z.object({
  /** Tickets there are. */
  total: z.number().int(),
  /** Those that are over and beyond one of the limits. */
  due: z.number().int(),
})
export type RetentionCount = z.infer<typeof RetentionCount>

/** A creation on its way: the lock of one place at the tracker (B34, B35). */
export const Holder = z.object({
  ticket: z.object({ id: Id, alias: z.string(), title: z.string() }),
  /** Machine and process number; empty when the process is gone. */
  process: z.string(),
  thisProcess: z.boolean(),
  since: Instant,
  /** When the work returns if the process is not heard of again (BX14). */
  leaseUntil: Instant,
})

export const Pending = z.object({
  ticket: z.object({ id: Id, alias: z.string(), title: z.string() }),
  state: z.enum(deliveryStates),
  attempts: z.number().int(),
  queuedAt: Instant,
  waitingFor: z.string().nullable(),
  nextAttemptAt: Instant.nullable(),
})
export type Pending = z.infer<typeof Pending>

/** The creation queue of one connection, for the debug page (B33–B36). */
export const Queue = z.object({
  connection: z.object({ id: Id, name: z.string(), provider: z.string() }),
  lock: z.object({
    /** `locked`: as many creations are under way as may be. */
    state: z.enum(['free', 'busy', 'locked']),
    atOnce: z.number().int(),
    holders: z.array(Holder),
  }),
  counts: z.record(z.string(), z.number().int()),
  /** The next ones, in the order in which they are sent; at most a hundred. */
  pending: z.array(Pending),
})
export type Queue = z.infer<typeof Queue>

/** `GET /v1/queues`: only of connections that have their debug page switched on (B10, B37). */
export const Queues = z.object({ at: Instant, items: z.array(Queue) })
export type Queues = z.infer<typeof Queues>
