import { z } from 'zod'
import { parsed } from './parsed.ts'
import { UnreadableDocument, type ReadFinding, type RecommendationFormat } from './source.ts'

export const efforts = ['very-low', 'low', 'medium', 'high', 'very-high'] as const

const currency = z.string().regex(/^[A-Z]{3}$/u, 'three capital letters, like EUR')

/** The hub's own form of one recommendation. */
export const OwnRecommendation = z.strictObject({
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
  monthlySaving: z.object({ amount: z.number().min(0).max(1e12), currency }).optional(),
  effort: z.enum(efforts).optional(),
  category: z.string().trim().max(100).optional(),
  raw: z.unknown().optional().meta({ description: 'The source’s own document, kept as it is' }),
})
export type OwnRecommendation = z.infer<typeof OwnRecommendation>

/** One recommendation, a list, or a list under `recommendations`. What nobody else recognises is read as this. */
export const ownForm: RecommendationFormat = {
  name: 'Crosstie',
  recognises: () => true,
  read(document) {
    const { items, path } = itemsOf(document)
    return { findings: items.map((item, index) => readOne(item, path(index))), skipped: [] }
  },
}

function itemsOf(document: unknown): { items: unknown[]; path: (index: number) => string[] } {
  if (Array.isArray(document)) return { items: document, path: (index) => [String(index)] }
  if (typeof document !== 'object' || document === null) {
    throw new UnreadableDocument('body', 'a JSON object or a list of objects')
  }
  const listed: unknown = 'recommendations' in document ? document.recommendations : undefined
  if (Array.isArray(listed)) return { items: listed, path: (index) => ['recommendations', String(index)] }
  return { items: [document], path: () => [] }
}

function readOne(item: unknown, path: string[]): ReadFinding {
  const { monthlySaving, resource, account, project, effort, category, raw, ...rest } = parsed(
    OwnRecommendation,
    item,
    path,
  )
  return {
    ...rest,
    resource: resource ?? null,
    account: account ?? null,
    project: project ?? null,
    effort: effort ?? null,
    category: category ?? null,
    saving: monthlySaving ?? null,
    raw: raw ?? item,
  }
}
