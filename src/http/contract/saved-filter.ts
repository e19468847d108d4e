import { z } from 'zod'
import { SupportFilter } from './help-desk.ts'
import { Id } from './shared.ts'

const Name = z.string().trim().min(1, 'a name').max(100)

/** As it stands in the address of the list. */
const Query = z
  .strictObject({ ...SupportFilter.shape, sort: SupportFilter.shape.sort.unwrap().optional() })
  .transform(
    (query) =>
      Object.fromEntries(Object.entries(query).filter(([, value]) => Boolean(value))) as Record<
        string,
        string
      >,
  )

/** `POST /v1/help-desk/saved-filters`. */
export const NewSavedFilter = z.strictObject({
  name: Name,
  query: Query,
  isShared: z.boolean().default(false),
})
export type NewSavedFilter = z.input<typeof NewSavedFilter>

/** `PATCH /v1/help-desk/saved-filters/:id`; what is absent stays. */
export const ChangeSavedFilter = z.strictObject({
  name: Name.optional(),
  query: Query.optional(),
  isShared: z.boolean().optional(),
})
export type ChangeSavedFilter = z.input<typeof ChangeSavedFilter>

export const SavedFilter = z.object({
  id: Id,
  name: z.string(),
  /** Parameters of `GET /v1/support-tickets`. */
  query: z.record(z.string(), z.string()),
  isShared: z.boolean(),
  isMine: z.boolean(),
  /** Whether the caller may change and delete it. */
  canChange: z.boolean(),
})
export type SavedFilter = z.infer<typeof SavedFilter>

export const SavedFilters = z.object({ items: z.array(SavedFilter) })
