import { z } from 'zod'
import { efforts } from '../../sources/own-form.ts'
import { Id, Instant, PageQuery } from './shared.ts'

export const TicketState = z.enum(['none', 'open', 'failed', 'done'])

/** A recommendation as the lists and its page show it. */
export const Recommendation = z.object({
  id: Id,
  source: z.string(),
  key: z.string(),
  title: z.string(),
  description: z.string(),
  resource: z.string().nullable(),
  account: z.string().nullable(),
  project: z.object({ id: Id, key: z.string(), name: z.string() }).nullable(),
  monthlySaving: z.object({ amount: z.number(), currency: z.string() }).nullable(),
  effort: z.enum(efforts).nullable(),
  category: z.string().nullable(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  /** The newest ticket about it. `open`: it has an open ticket, so another is not created (AX18). */
  ticket: z
    .object({
      id: Id,
      alias: z.string(),
      open: z.boolean(),
      status: z.string(),
      statusCategory: z.string(),
      delivery: z.string(),
      issueKey: z.string().nullable(),
      issueUrl: z.string().nullable(),
      rawStatus: z.string().nullable(),
    })
    .nullable(),
})
export type Recommendation = z.infer<typeof Recommendation>

export const RecommendationQuery = PageQuery.extend({
  project: z.string().max(64).optional().meta({ description: 'Project key; `none` for those without' }),
  category: z.string().max(100).optional(),
  source: z.string().max(100).optional(),
  ticket: TicketState.optional(),
  q: z.string().trim().max(200).optional().meta({ description: 'Words in title, resource or account' }),
  sort: z.enum(['saving', 'newest']).default('saving'),
})

/** `GET /v1/recommendations/:id` also has the facts that the ticket would carry and the source’s own document. */
export const RecommendationDetail = Recommendation.extend({
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  raw: z.unknown(),
  /** What the Create Ticket form is filled with (A49). `shortened` when the description was cut to 255 (AX3). */
  prefill: z.object({
    title: z.string(),
    description: z.string(),
    shortened: z.boolean(),
    projectId: Id.nullable(),
    priority: z.enum(['low', 'medium', 'high']),
  }),
})
export type RecommendationDetail = z.infer<typeof RecommendationDetail>

/** `GET /v1/recommendations/filters`: the values that occur, for the filter boxes. */
export const RecommendationFilters = z.object({
  categories: z.array(z.string()),
  sources: z.array(z.string()),
})

/** Answer to `POST /v1/recommendations`. */
export const RecommendationsTaken = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** Items of a vendor's list that are not cost savings, with the reason. */
  skipped: z.array(z.object({ key: z.string(), because: z.string() })),
  items: z.array(z.object({ id: Id, source: z.string(), key: z.string() })),
})
export type RecommendationsTaken = z.infer<typeof RecommendationsTaken>
