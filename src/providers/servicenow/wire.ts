import { z, type ZodType } from 'zod'
import { sysIdForm } from './config.ts'

/**
 * What ServiceNow says, as far as it is used. With display values each field is `{display_value, value}`, without them it is
 * a text, a reference `{link, value}`, or `""` when it is empty; a field that the user may not read is left out.
 */

const plain = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const cell = z.union([
  plain.transform((text) => ({ value: text, display: text })),
  z
    .object({ value: plain.nullish(), display_value: plain.nullish() })
    .transform(({ value, display_value: display }) => ({
      value: value ?? '',
      display: display ?? value ?? '',
    })),
])

const field = cell.nullish()
const sysId = cell.refine(({ value }) => sysIdForm.test(value), 'expected a sys_id')

export const wireError = z.object({
  error: z.union([
    z.string().transform((message) => ({ message, detail: undefined })),
    z.object({ message: z.string().nullish(), detail: z.string().nullish() }),
  ]),
})

export const resultOf = <T>(shape: ZodType<T>) => z.object({ result: shape })

export const wireRecord = z.object({ sys_id: sysId })

export const wireIncident = z.object({
  sys_id: sysId,
  number: field,
  short_description: field,
  state: field,
  assigned_to: field,
  sys_updated_on: field,
  sys_mod_count: field,
  sys_created_on: field,
  sys_created_by: field,
  correlation_id: field,
  correlation_display: field,
})
export type WireIncident = z.infer<typeof wireIncident>

export const wireNotes = z.object({ sys_id: sysId, work_notes: field })
export const wireJournal = z.object({ sys_id: sysId, element_id: field, element: field, value: field })

export const wireUser = z.object({ sys_id: sysId, user_name: field, name: field })
export const wireUserRole = z.object({ role: field, user: field })
export const wireGroup = z.object({ sys_id: sysId, name: field, active: field })
export const wireChoice = z.object({
  name: field,
  element: field,
  value: field,
  label: field,
  language: field,
  inactive: field,
})

/** A rule of a data policy, with the policy it belongs to. */
export const wirePolicyRule = z.object({
  field,
  mandatory: field,
  'sys_data_policy.model_table': field,
  'sys_data_policy.active': field,
  'sys_data_policy.inherit': field,
  'sys_data_policy.conditions': field,
})
export const wireColumn = z.object({
  name: field,
  element: field,
  column_label: field,
  internal_type: field,
})

/** What the hub's Business Rule sends: see script.ts. */
export const wireWebhook = z.object({
  sys_id: z.string().regex(sysIdForm),
  operation: z.string().nullish(),
})
