import { z, type ZodType } from 'zod'

/**
 * What Jira says, as far as it is used. Its own description is broken by its answers in places (nulls, unknown
 * members), so everything that can be done without is optional and unknown members are ignored.
 */

const id = z.union([z.string(), z.number()]).transform(String)
const text = z.string().nullish()

export const wireError = z.object({
  errorMessages: z.array(z.string()).nullish(),
  errors: z.record(z.string(), z.unknown()).nullish(),
  message: text,
  errorMessage: text,
})

export const wireUser = z.object({ accountId: z.string(), displayName: text, emailAddress: text })

export const wirePermissions = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean().nullish() })),
})

/** `GET /configuration`: what is switched on for the whole Jira. */
export const wireConfiguration = z.object({ issueLinkingEnabled: z.boolean().nullish() })

export const wireIssue = z.object({
  id,
  key: z.string(),
  fields: z
    .object({
      summary: text,
      status: z
        .object({ id: id.nullish(), name: text, statusCategory: z.object({ key: text }).nullish() })
        .nullish(),
      assignee: z.object({ displayName: text }).nullish(),
      updated: text,
    })
    .nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
})
export type WireIssue = z.infer<typeof wireIssue>

export const wireCreated = z.object({ id, key: z.string() })

/** The entity property that proves an issue or a comment to be the hub's own. */
export const wireProof = z.object({ marker: z.string() })

export const wireBulk = <T>(issue: ZodType<T>) =>
  z.object({
    issues: z.array(issue),
    issueErrors: z.array(z.object({ id: id.nullish() })).nullish(),
  })

export const wireSearch = z.object({
  issues: z.array(wireIssue),
  nextPageToken: text,
  isLast: z.boolean().nullish(),
})

/** A page of a list that counts with `startAt`; Jira calls the list itself differently from place to place. */
export interface WireList<T> {
  items: T[]
  last: boolean | undefined
  total: number | undefined
}

function listOf<T>(item: ZodType<T>, names: string[]): ZodType<WireList<T>> {
  const page = z.object({ isLast: z.boolean().nullish(), total: z.number().nullish() })
  const lists = z.object(Object.fromEntries(names.map((name) => [name, z.array(item).nullish()])))
  return z.unknown().transform((value, context) => {
    const around = page.safeParse(value)
    const inside = lists.safeParse(value)
    for (const issue of [...(around.error?.issues ?? []), ...(inside.error?.issues ?? [])]) {
      context.addIssue({ code: 'custom', path: issue.path, message: issue.message })
    }
    const items = names.map((name) => inside.data?.[name]).find((list) => list !== null && list !== undefined)
    if (items && around.data) {
      return { items, last: around.data.isLast ?? undefined, total: around.data.total ?? undefined }
    }
    if (inside.success)
      context.addIssue({ code: 'custom', path: [names[0] ?? ''], message: 'expected a list' })
    return z.NEVER
  })
}

export const wireProjects = listOf(z.object({ key: z.string(), name: text }), ['values'])
export const wirePriorities = listOf(z.object({ name: z.string() }), ['values'])
export const wireIssueTypes = listOf(z.object({ id, name: z.string(), subtask: z.boolean().nullish() }), [
  'issueTypes',
  'createMetaIssueType',
  'values',
])
const wireOption = z.object({ id: id.nullish(), name: text, value: text })
/** What kind of field it is. */
export const wireSchema = z.object({ type: text, items: text, system: text, custom: text })
export type WireSchema = z.infer<typeof wireSchema>
export const wireFieldShape = z.object({
  fieldId: text,
  key: text,
  name: text,
  required: z.boolean().nullish(),
  hasDefaultValue: z.boolean().nullish(),
  schema: wireSchema.nullish(),
  allowedValues: z.array(wireOption.extend({ children: z.array(wireOption).nullish() })).nullish(),
})
export type WireField = z.infer<typeof wireFieldShape>
export const wireFields = listOf(wireFieldShape, ['fields', 'results', 'values'])
export const wireComments = listOf(
  z.object({
    id,
    properties: z.array(z.object({ key: z.string(), value: z.unknown().optional() })).nullish(),
  }),
  ['comments'],
)

export const wireCreatedComment = z.object({ id })

export const wireComponents = z.array(z.object({ name: z.string() }))

export const wireWebhook = z.object({
  webhookEvent: text,
  issue_event_type_name: text,
  issue: z.object({ id }).nullish(),
  comment: z.unknown().optional(),
})
