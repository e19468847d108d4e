import { z } from 'zod'
import { clearingRules } from '../../domain/clearing.ts'
import { writeBackStates } from '../../domain/write-back-retry.ts'
import { Fault, Id, Instant, PageQuery } from './shared.ts'

/** A source is known by its name: that of the token its alarms came with, or what the console’s link said. */
export const SourceName = z
  .string()
  .min(1)
  .max(200)
  .refine(
    (name) => name.isWellFormed() && !name.includes('\u0000'),
    'text without U+0000 and half characters',
  )

const property = z.string().trim().min(1).max(200)
const method = z.enum(['POST', 'PUT', 'PATCH'])
const text = (most: number) => z.string().trim().min(1).max(most)

/** The request of a write-back (B25). `{{field}}` may stand in the address, in values of headers and in texts of the body. */
export const WriteBackTemplate = z.strictObject({
  method,
  url: text(2_000),
  /** Without a value, the stored one is kept. Stored values are never answered. */
  headers: z
    .array(z.strictObject({ name: text(100), value: z.string().trim().min(1).max(4_000).optional() }))
    .max(20)
    .default([]),
  body: text(20_000).meta({ description: 'JSON' }),
  /** BX22: what `{{ticketIdName}}` and `{{ticketUrlName}}` are. */
  ticketIdName: property.default('Ticket ID'),
  ticketUrlName: property.default('Ticket URL'),
})
export type WriteBackTemplate = z.input<typeof WriteBackTemplate>

const count = z.number().int()

/** What is known of an alarm source, and what happens with its alarms’ tickets. */
export const AlarmSource = z.object({
  name: z.string(),
  /** False: it is known by its alarms alone, and everything is as without settings. */
  hasSettings: z.boolean(),
  alarms: count,
  lastAlarmAt: Instant.nullable(),
  /** BX26: what a clearing does to the alarm’s ticket. */
  onClear: z.enum(clearingRules),
  writeBack: z
    .object({
      method,
      url: z.string(),
      /** Names of headers whose values are stored. */
      headers: z.array(z.object({ name: z.string() })),
      body: z.string(),
      ticketIdName: z.string(),
      ticketUrlName: z.string(),
    })
    .nullable(),
  /** Write-backs by where they stand; `waiting` counts everything on its way. */
  writeBacks: z.object({ done: count, waiting: count, failed: count }),
})
export type AlarmSource = z.infer<typeof AlarmSource>

/** `GET /v1/alarm-sources/:name`. */
export const AlarmSourceDetail = AlarmSource.extend({
  /** Alarms whose ticket has an issue, and whose console was not told and is not about to be. */
  untold: count,
  /** What may stand between `{{` and `}}`. */
  fields: z.array(z.object({ name: z.string(), what: z.string() })),
})
export type AlarmSourceDetail = z.infer<typeof AlarmSourceDetail>

export const AlarmSourceQuery = PageQuery.extend({
  after: z.string().max(500).optional().meta({ description: '`next` of the previous page' }),
})

/** `PUT /v1/alarm-sources/:name`. */
export const SaveAlarmSource = z.strictObject({
  onClear: z.enum(clearingRules).default('nothing'),
  writeBack: WriteBackTemplate.nullable().default(null),
})
export type SaveAlarmSource = z.input<typeof SaveAlarmSource>

/** `POST /v1/alarm-sources/:name/preview`: without an alarm, the fields’ examples stand in it. */
export const PreviewWriteBack = z.strictObject({ writeBack: WriteBackTemplate, alarmId: Id.optional() })
export type PreviewWriteBack = z.input<typeof PreviewWriteBack>

/** `POST /v1/alarm-sources/:name/try`. */
export const TryWriteBack = z.strictObject({ writeBack: WriteBackTemplate, alarmId: Id })
export type TryWriteBack = z.input<typeof TryWriteBack>

/** A request as it is sent, without the values of its headers. */
export const WriteBackRequest = z.object({
  method,
  url: z.string(),
  headers: z.array(z.string()),
  body: z.string(),
})
export type WriteBackRequest = z.infer<typeof WriteBackRequest>

/** The console’s answer; `fault` where it did not take the request. */
export const TriedWriteBack = z.object({
  request: WriteBackRequest,
  status: z.number().int().nullable(),
  text: z.string(),
  fault: Fault.nullable(),
})
export type TriedWriteBack = z.infer<typeof TriedWriteBack>

/** What became of telling a console about an alarm’s ticket. It says nothing about the ticket itself (BX21). */
export const WriteBack = z.object({
  alarm: z.object({ id: Id, title: z.string() }),
  ticket: z.object({ id: Id, alias: z.string() }),
  source: z.string(),
  state: z.enum(writeBackStates),
  attempts: count,
  waitingFor: z.string().nullable(),
  nextAttemptAt: Instant.nullable(),
  fault: Fault.nullable(),
  updatedAt: Instant,
  canRetry: z.boolean(),
})
export type WriteBack = z.infer<typeof WriteBack>

export const WriteBackQuery = PageQuery.extend({ state: z.enum(writeBackStates).optional() })

/** How many write-backs were queued. */
export const Queued = z.object({ queued: count })
