import { z } from 'zod'
import { runStatuses, standardKind } from '../../domain/diagnostic-run.ts'
import { serviceCategories, serviceStatuses } from '../../domain/service-ticket.ts'
import { line, paragraphs } from './plain-text.ts'
import { Id, Instant, PageQuery } from './shared.ts'

/** One call may bring so many. */
export const mostAtOnce = 1_000

const oneOf = <T extends string>(values: readonly [T, ...T[]]) =>
  z.enum(values, `one of ${values.join(', ')}`)

/** An opaque text: it is kept as it is, to the letter (DX9). */
export const ServiceUuid = z
  .string()
  .min(1, 'not empty')
  .max(64, 'at most 64 characters')
  .refine((text) => line(64).safeParse(text).data === text, 'visible characters without blanks at the ends')

const Alias = line(64)

const serviceFields = {
  alias: Alias.nullish().meta({ description: 'Like S190322_11001; the hub gives one if absent' }),
  operatorId: Id.nullish().meta({ description: 'Whose it is; null: any operator may open tickets on it' }),
  operator: line(60).optional().meta({ description: 'The operator’s name, instead of `operatorId`' }),
  productName: line(200).nullish(),
  grt: line(100).nullish().meta({ description: 'The operator’s own, if absent' }),
}

/** `PUT /v1/services/:uuid`. What is absent stays as it is; null takes it off. */
export const SaveService = z.strictObject(serviceFields)
export type SaveService = z.input<typeof SaveService>

/** `POST /v1/services`: one, or a list. */
export const NewService = z.strictObject({ uuid: ServiceUuid, ...serviceFields })
export type NewService = z.input<typeof NewService>

/** What tickets are opened on: a line, a connection. */
export const Service = z.object({
  id: z.number().int(),
  uuid: z.string(),
  alias: z.string(),
  /** Null: any operator may open tickets on it. */
  operator: z.object({ id: Id, name: z.string(), removed: z.boolean() }).nullable(),
  productName: z.string().nullable(),
  grt: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Service = z.infer<typeof Service>

/** No diagnostic system is older, and the database takes no year 0. */
const earliest = Date.UTC(1970, 0)
const Moment = z.iso
  .datetime({ offset: true, error: 'a moment like 2026-11-22T07:00:00Z' })
  .refine((text) => Date.parse(text) >= earliest, 'a moment from 1970 on')

const Finding = z.strictObject({
  category: oneOf(serviceCategories).nullable().default(null),
  text: paragraphs(2_000),
})

/** `POST /v1/diagnostic-runs`: one, or a list. What is absent stays as it is; null takes it off. */
export const NewRun = z.strictObject({
  id: z
    .int('a whole number from 1')
    .min(1, 'a whole number from 1')
    .max(999_999_999_999_999, 'a number of at most 15 digits')
    .optional(),
  alias: Alias.nullish().meta({ description: 'Like D190425_12001; the hub gives one if absent' }),
  kind: z
    .string()
    .regex(/^[a-z\d][a-z\d_.-]{0,59}$/u, `a short word in small letters, like ${standardKind}`)
    .optional()
    .meta({ description: `\`${standardKind}\` if absent; tickets are opened on that kind only` }),
  status: oneOf(runStatuses),
  service: line(64).nullish().meta({ description: 'The uuid or the alias of a registered service' }),
  findings: z.array(Finding).max(100, 'at most 100 findings').optional(),
  startedAt: Moment.nullish(),
  endedAt: Moment.nullish(),
})
export type NewRun = z.input<typeof NewRun>

export const DiagnosticRun = z.object({
  id: z.number().int(),
  alias: z.string(),
  kind: z.string(),
  status: z.enum(runStatuses),
  service: z.object({ uuid: z.string(), alias: z.string() }).nullable(),
  findings: z.array(z.object({ category: z.enum(serviceCategories).nullable(), text: z.string() })),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type DiagnosticRun = z.infer<typeof DiagnosticRun>

/** A run with the newest tickets that refer to it, for whoever may read tickets. */
export const DiagnosticRunDetail = DiagnosticRun.extend({
  tickets: z.array(
    z.object({
      id: Id,
      alias: z.string(),
      status: z.enum(serviceStatuses),
      category: z.enum(serviceCategories),
      operator: z.string(),
      createdAt: Instant,
    }),
  ),
})
export type DiagnosticRunDetail = z.infer<typeof DiagnosticRunDetail>

const taken = z.enum(['created', 'updated', 'unchanged', 'refused'])
const FieldError = z.object({ field: z.string(), message: z.string() })

/** What became of each of a list, in its order; what was refused changed nothing. */
export const takenOf = <T extends z.ZodType>(item: T) =>
  z.object({
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    refused: z.number().int(),
    items: z.array(
      z.object({
        outcome: taken,
        item: item.nullable(),
        /** Why it was refused. */
        problem: z.object({ detail: z.string(), errors: z.array(FieldError) }).nullable(),
      }),
    ),
  })

const words = z.string().trim().max(200).optional()

export const ServiceQuery = PageQuery.extend({
  operatorId: Id.optional(),
  q: words.meta({ description: 'A part of uuid, alias or product name' }),
})

export const RunQuery = PageQuery.extend({
  status: z.enum(runStatuses).optional(),
  service: z.string().max(64).optional().meta({ description: 'The uuid or the alias of a service' }),
  q: words.meta({ description: 'A part of alias, service or findings' }),
})
