import { z } from 'zod'
import { longestWaitSeconds, matcherOperators, mostRules } from '../../domain/alarm-rule.ts'
import { priorities } from '../../domain/priority.ts'
import { Alarm } from './alarm.ts'
import { SourceName } from './alarm-source.ts'
import { Id, Instant } from './shared.ts'

const LabelName = z.string().trim().min(1, 'The name of a label').max(200)

/** `value` may have `*` for any characters; alone it is any value. A label that an alarm does not have is empty. Case counts. */
const Matcher = z.strictObject({
  label: LabelName.meta({
    description: 'A label, or source, severity, elementName, elementId, agent or value',
  }),
  op: z.enum(matcherOperators),
  value: z.string().max(500),
})

const scope = {
  /** Null: any source. */
  source: SourceName.nullable().default(null),
  /** All of them have to hold. */
  matchers: z.array(Matcher).max(20).default([]),
  /** Alarms with the same values of these labels share a ticket; none: a ticket for each alarm. */
  groupBy: z
    .array(LabelName)
    .max(10)
    .refine((names) => new Set(names).size === names.length, 'Each label once')
    .default([]),
}

/** `POST /v1/alarm-rules` and `PUT /v1/alarm-rules/:id`. */
export const SaveAlarmRule = z.strictObject({
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean().default(true),
  ...scope,
  /** How long an alarm has to be raised. */
  waitSeconds: z.number().int().min(0).max(longestWaitSeconds).default(0),
  /** As the Create Ticket dialog asks for it: see `GET /v1/alarms/dialog`. */
  ticket: z.strictObject({
    priority: z.enum(priorities),
    attributes: z.record(z.string().max(100), z.string().trim().max(1_000)).default({}),
    projectId: Id.nullable().default(null),
  }),
})
export type SaveAlarmRule = z.input<typeof SaveAlarmRule>

/** A rule that creates tickets from alarms. The first rule that is switched on and matches an alarm has it. */
export const AlarmRule = z.object({
  id: Id,
  name: z.string(),
  enabled: z.boolean(),
  source: z.string().nullable(),
  matchers: z.array(z.object({ label: z.string(), op: z.enum(matcherOperators), value: z.string() })),
  groupBy: z.array(z.string()),
  waitSeconds: z.number().int(),
  ticket: z.object({
    priority: z.enum(priorities),
    attributes: z.record(z.string(), z.string()),
    projectId: z.string().nullable(),
  }),
  /** What it matches and how it groups, for people. */
  scope: z.string(),
  /** Alarms that wait for it now. */
  waiting: z.number().int(),
  /** Why it could not create a ticket lately. */
  problem: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type AlarmRule = z.infer<typeof AlarmRule>

export const AlarmRules = z.object({ items: z.array(AlarmRule) })

/** `POST /v1/alarm-rules/order`: all of the workspace’s rules. */
export const AlarmRuleOrder = z.strictObject({ ids: z.array(Id).max(mostRules) })

/** `POST /v1/alarm-rules/preview`: a rule as it would be; with `id`, in the place of the stored one, else as the last. */
export const PreviewAlarmRule = z.strictObject({ id: Id.optional(), ...scope })
export type PreviewAlarmRule = z.input<typeof PreviewAlarmRule>

const Count = z.object({ count: z.number().int(), capped: z.boolean() })

/** What a rule would do to the alarms that are raised now and have no ticket. The newest 5,000 are looked at. */
export const AlarmRulePreview = z.object({
  matching: Count,
  tickets: Count,
  /** Those that match too, but that a rule before it has. */
  takenBefore: Count,
  /** The newest 20. */
  items: z.array(Alarm),
})
export type AlarmRulePreview = z.infer<typeof AlarmRulePreview>

/** Answer of `POST /v1/alarm-rules/:id/apply`: how many alarms wait for the rule now that did not before. */
export const AppliedAlarmRule = z.object({ waiting: z.number().int() })

/** `GET /v1/alarm-rules/labels`: names that alarms of late had. */
export const AlarmLabels = z.object({ labels: z.array(z.string()) })
