import { z } from 'zod'
import { fieldKinds } from '../../domain/field-value.ts'
import { FieldValue } from './help-desk.ts'
import { Fault, Id, Instant } from './shared.ts'

const projectKey = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9_]+$/u, 'the part before the number in a key such as INFRA-12: INFRA')

/** How an instance serves the help desk (C30–C38). */
export const InstanceSettings = z.object({
  /** C30; the seed calls it “Default Product Key” too (CX3). */
  defaultProjectKey: z.string().nullable(),
  alwaysDefault: z.boolean(),
  /** Null: actions of all types (C31). */
  actionTypeId: Id.nullable(),
  updateTicketStatus: z.boolean(),
  defaultStatusId: Id.nullable(),
  includeNonRequired: z.boolean(),
  /** Null: tickets of all types (C37). */
  typeIds: z.array(Id).max(1_000).nullable(),
  commentTypeId: Id.nullable(),
  commentsArePublic: z.boolean(),
  pushInternal: z.boolean(),
  amongTickets: z.boolean(),
  amongCustomers: z.boolean(),
  files: z.boolean(),
})
export type InstanceSettings = z.infer<typeof InstanceSettings>

/** An instance of the help desk: a connection whose tracker its tickets are linked to (C22). */
export const Instance = z.object({
  /** The connection’s id. */
  id: Id,
  name: z.string(),
  provider: z.string(),
  site: z.string(),
  /** “Default”: its name stays (C24). */
  primary: z.boolean(),
  /** False: nothing new is linked there; `following` and `disconnected` connections. */
  active: z.boolean(),
  /** C34 */
  synchronizing: z.boolean(),
  /** Set while a fault holds the whole connection. */
  paused: z.object({ since: Instant, until: Instant.nullable(), fault: Fault }).nullable(),
  lastPolledAt: Instant.nullable(),
  /** The type that issues get where no type of the same name exists and none is mapped. */
  defaultIssueType: z.string(),
  settings: InstanceSettings,
})
export type Instance = z.infer<typeof Instance>

/** `PATCH /v1/instances/:id`; what is absent stays. */
export const ChangeInstance = z.strictObject({
  name: z.string().trim().min(1, 'a name').max(100).optional(),
  synchronizing: z.boolean().optional(),
  settings: InstanceSettings.extend({
    defaultProjectKey: z.preprocess((said) => (said === '' ? null : said), projectKey.nullable()),
  })
    .partial()
    .strict()
    .optional(),
})

/** A field of the help desk’s tickets that can be mapped. */
export const HubField = z.object({
  name: z.string(),
  title: z.string(),
  kind: z.enum(fieldKinds),
  options: z.array(z.string()).optional(),
  /** Whether a change in the tracker is taken over; else it is only sent, once (CX2). */
  comesBack: z.boolean(),
})
export type HubField = z.infer<typeof HubField>

export const TrackerField = z.object({
  id: z.string(),
  name: z.string(),
  /** Null: of a kind that cannot be mapped. */
  kind: z.enum(fieldKinds).nullable(),
  custom: z.boolean(),
})
export type TrackerField = z.infer<typeof TrackerField>

const Pair = z.strictObject({ here: z.string().max(255), there: z.string().max(255) })

export const FieldMapping = z.object({
  id: Id,
  hubField: z.string(),
  hubTitle: z.string(),
  fieldId: z.string(),
  fieldName: z.string(),
  kind: z.enum(fieldKinds),
  comesBack: z.boolean(),
  valuePairs: z.array(Pair),
  /** In the help desk’s words; null: there is none (CX8). */
  fallback: FieldValue,
})
export type FieldMapping = z.infer<typeof FieldMapping>

export const TypeMapping = z.object({ id: Id, typeId: Id, typeName: z.string(), issueType: z.string() })
export type TypeMapping = z.infer<typeof TypeMapping>

export const Mappings = z.object({
  fields: z.array(FieldMapping),
  types: z.array(TypeMapping),
  /** What can be mapped. */
  hubFields: z.array(HubField),
})

export const SaveMapping = z.strictObject({
  hubField: z.string().max(100),
  fieldName: z.string().trim().max(255).optional(),
  fieldId: z.string().max(255).optional(),
  valuePairs: z.array(Pair).max(1_000).default([]),
  fallback: FieldValue.default(null),
})

export const SaveTypeMapping = z.strictObject({ typeId: Id, issueType: z.string().trim().min(1).max(255) })
