import { z } from 'zod'
import { Fault, Id, Instant, PageQuery } from './shared.ts'

/** A line of the log that administrators read (A75). */
export const LogEntry = z.object({
  id: Id,
  at: Instant,
  level: z.enum(['info', 'warning', 'error']),
  connection: z.object({ id: Id, name: z.string() }).nullable(),
  ticket: z.object({ id: Id, alias: z.string() }).nullable(),
  message: z.string(),
  fault: Fault.nullable(),
})
export type LogEntry = z.infer<typeof LogEntry>

export const LogQuery = PageQuery.extend({
  level: z.enum(['info', 'warning', 'error']).optional(),
  connectionId: Id.optional(),
  ticketId: Id.optional(),
})
