import { z } from 'zod'
import { alarmStates } from '../../domain/alarm.ts'
import { priorities } from '../../domain/priority.ts'
import { Id, Instant, PageQuery } from './shared.ts'

/** An alarm as lists and its page show it. */
export const Alarm = z.object({
  id: Id,
  /** The console that said it: the name of the token it came with, or what the link named. */
  source: z.string(),
  title: z.string(),
  description: z.string(),
  state: z.enum(alarmStates),
  /** DMA ID; empty where the source has none. */
  agent: z.string(),
  /** Alarm ID: the key of the root alarm. */
  rootKey: z.string(),
  elementId: z.string().nullable(),
  elementName: z.string(),
  value: z.string().nullable(),
  rootTime: Instant.nullable(),
  severity: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  url: z.string().nullable(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  clearedAt: Instant.nullable(),
  /** The ticket about it. With one, no second is created (B22, BX8); a failed one is tried again instead (BX7). */
  ticket: z
    .object({
      id: Id,
      alias: z.string(),
      status: z.string(),
      statusCategory: z.string(),
      delivery: z.string(),
      issueKey: z.string().nullable(),
      issueUrl: z.string().nullable(),
      /** When retention removed the ticket; its issue is still known, so that there is no second one (BX4). */
      removedAt: Instant.nullable(),
    })
    .nullable(),
  /** The rule that gives it a ticket, unless it clears before that moment. */
  awaits: z
    .object({ ruleId: Id, rule: z.string(), until: Instant, problem: z.string().nullable() })
    .nullable(),
})
export type Alarm = z.infer<typeof Alarm>

export const AlarmQuery = PageQuery.extend({
  state: z.enum(alarmStates).optional(),
  source: z.string().max(200).optional(),
  severity: z.string().max(200).optional(),
  ticket: z.enum(['none', 'some', 'failed']).optional(),
  q: z.string().trim().max(200).optional().meta({ description: 'Words in title or element, or an alarm id' }),
})

export const AlarmFilters = z.object({ sources: z.array(z.string()), severities: z.array(z.string()) })

/** Answer to every way in which alarms come. */
export const AlarmsTaken = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** What was taken although it is odd, such as a root time in the future (BX19). */
  warnings: z.array(z.string()),
  items: z.array(z.object({ id: Id, source: z.string() })),
})
export type AlarmsTaken = z.infer<typeof AlarmsTaken>

/** `POST /v1/alarms/from-link`: the parameters of a console's link by their wire names (B18), or a string as in B17. */
export const AlarmLink = z.strictObject({
  source: z.string().trim().min(1).max(100).default('DataMiner'),
  parameters: z.union([z.record(z.string().max(100), z.string().max(10_000)), z.string().max(20_000)]),
})
export type AlarmLink = z.input<typeof AlarmLink>

/** `GET /v1/alarms/hyperlink` (B16, BX27): the address with the console's keywords in it, and the whole entry. */
export const HyperlinkEntry = z.object({ url: z.string(), xml: z.string() })

/** What the dialog asks for besides priority and description, from the active provider (BX16). */
export const AlarmDialog = z.object({
  attributes: z.array(
    z.object({ name: z.string(), title: z.string(), required: z.boolean(), values: z.array(z.string()) }),
  ),
})
export type AlarmDialog = z.infer<typeof AlarmDialog>

/** `POST /v1/alarms/:id/ticket` (B22–B24). */
export const TicketAlarm = z.strictObject({
  priority: z.enum(priorities),
  /** By the names of `GET /v1/alarms/dialog`. */
  attributes: z.record(z.string().max(100), z.string().trim().max(1_000)).default({}),
  description: z.string().trim().max(10_000).optional(),
  projectId: Id.nullish(),
})
export type TicketAlarm = z.input<typeof TicketAlarm>
