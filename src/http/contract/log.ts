import { z } from 'zod'
import { faultKinds } from '../../domain/fault.ts'
import { numberOf } from '../../domain/ticket.ts'
import { Fault, Id, Instant, PageQuery } from './shared.ts'

const Concern = z.enum(['ticket', 'general'])

/** A line of the log that administrators read (A75, C55). */
export const LogEntry = z.object({
  id: Id,
  at: Instant,
  level: z.enum(['info', 'warning', 'error']),
  connection: z.object({ id: Id, name: z.string() }).nullable(),
  ticket: z.object({ id: Id, alias: z.string(), type: z.string() }).nullable(),
  /** `general`: about everything on the connection or in the workspace, although a ticket may have met it (C57). */
  concerns: Concern,
  message: z.string(),
  /** The kind of the fault in words; null where there was none. */
  cause: z.string().nullable(),
  /** What can be done stands in `fault.remedy`. */
  fault: Fault.nullable(),
})
export type LogEntry = z.infer<typeof LogEntry>

const isTicket = (text: string) => numberOf(text) !== undefined || z.uuid().safeParse(text).success

/** Filters of the log, for its pages and for its exports. */
export const LogFilters = z.object({
  level: LogEntry.shape.level.optional(),
  connectionId: Id.optional().meta({ description: 'One connection (instance)' }),
  ticket: z
    .string()
    .max(60)
    .refine(isTicket, 'a ticket’s id or alias, e.g. CT-12')
    .optional()
    .meta({ description: 'Id or alias, e.g. CT-12' }),
  fault: z.enum(faultKinds).optional().meta({ description: 'Kind of the fault' }),
  concerns: Concern.optional(),
  from: Instant.optional(),
  until: Instant.optional().meta({ description: 'Up to, but not at' }),
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'Alias, or words of the message or of what the tracker said' }),
})
export type LogFilters = z.infer<typeof LogFilters>

export const LogQuery = LogFilters.extend(PageQuery.shape)
export type LogQuery = z.infer<typeof LogQuery>

const TroubleLevel = LogEntry.shape.level.exclude(['info'])

/** The report of errors (C54): the same, without what is mere information. */
export const SyncErrorFilters = LogFilters.extend({ level: TroubleLevel.optional() })
export const SyncErrorQuery = SyncErrorFilters.extend(PageQuery.shape)
