import { z } from 'zod'

/** An instant: ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso
  .datetime()
  .meta({ description: 'ISO 8601, UTC', examples: ['2026-11-22T05:00:00.000Z'] })

export const Id = z.uuid().meta({ description: 'Identifier, UUID' })

/** Why a value was chosen. */
export const Reason = z.object({
  rule: z.string(),
  because: z.string(),
  input: z.record(z.string(), z.unknown()).optional(),
  setAside: z.array(z.string()).optional(),
  fallback: z.boolean().optional(),
})
export type Reason = z.infer<typeof Reason>

/** One value that was or would be sent, or was taken over, and why it is that value. */
export const Explained = z.object({
  field: z.string(),
  name: z.string(),
  value: z.string(),
  reason: Reason,
})
export type Explained = z.infer<typeof Explained>

/** A field that the tracker requires and that a person must give a value for. */
export const NeededField = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(['text', 'paragraph', 'number', 'date', 'option']),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
})
export type NeededField = z.infer<typeof NeededField>

/** Values by the field's id. */
export const Values = z.record(z.string().max(200), z.string().max(10_000))

/** What went wrong with a tracker, with the remedy in words. */
export const Fault = z.object({
  kind: z.string(),
  detail: z.string(),
  remedy: z.string(),
  status: z.number().int().optional(),
  code: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
})
export type Fault = z.infer<typeof Fault>

/** Query of every list: keyset pages. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Items a page, 1 to 200' }),
  after: z.string().max(500).optional().meta({ description: '`next` of the previous page' }),
})

/** A page of a list. `next` is null on the last page; `total` counts up to 1,000 and is then `capped`. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable(),
    total: z.object({ count: z.number().int(), capped: z.boolean() }),
  })
export interface Page<T> {
  items: T[]
  next: string | null
  total: { count: number; capped: boolean }
}

/** RFC 9457. `errors` names each field and what would be right. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  /** Set on 409 for a recommendation that has an open ticket already. */
  ticket: z.object({ id: z.string(), alias: z.string() }).optional(),
  fault: Fault.optional(),
})
export type Problem = z.infer<typeof Problem>
