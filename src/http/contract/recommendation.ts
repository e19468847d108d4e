import { z } from 'zod'
import { Id, Instant, PageQuery } from './shared.ts'

export const efforts = ['very-low', 'low', 'medium', 'high', 'very-high'] as const

/** The hub's own form of a recommendation, as `POST /v1/recommendations` takes it. */
export const NewRecommendation = z.strictObject({
  source: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .default('api')
    .meta({ description: 'Who found it', examples: ['finops-scanner'] }),
  key: z.string().trim().min(1).max(300).meta({
    description: 'The finding’s own name at its source; the same (source, key) is the same recommendation',
  }),
  title: z.string().trim().min(1).max(500),
  description: z.string().trim().max(10_000).default(''),
  resource: z.string().trim().max(1_000).optional(),
  account: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'Provider account, subscription or project' }),
  project: z.string().trim().max(64).optional().meta({ description: 'Key of a project of this workspace' }),
  monthlySaving: z
    .object({
      amount: z.number().min(0).max(1e12),
      currency: z.string().regex(/^[A-Z]{3}$/u, 'three capital letters, like EUR'),
    })
    .optional(),
  effort: z.enum(efforts).optional(),
  category: z.string().trim().max(100).optional(),
  raw: z.unknown().optional(),
})
export type NewRecommendation = z.infer<typeof NewRecommendation>

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
