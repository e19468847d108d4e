import { z } from 'zod'

/**
 * What Azure DevOps says, as far as it is used. Everything that can be done without is optional and unknown
 * members are ignored.
 */

const id = z.union([z.string(), z.number()]).transform(String)
const text = z.string().nullish()

export const wireError = z.object({
  message: text,
  customProperties: z
    .object({
      RuleValidationErrors: z.array(z.object({ fieldReferenceName: text, errorMessage: text })).nullish(),
    })
    .nullish(),
  // The form of a body that could not be read.
  value: z.object({ Message: text }).nullish(),
})

export const wireConnection = z.object({
  authenticatedUser: z.object({
    id: z.string(),
    subjectDescriptor: text,
    providerDisplayName: text,
    customDisplayName: text,
    properties: z.object({ Account: z.object({ $value: text }).nullish() }).nullish(),
  }),
})

/** Who: an object, or in older places only `Name <mail>`. */
export const wireWho = z.union([
  z.string(),
  z.object({ id: text, descriptor: text, uniqueName: text, displayName: text }),
])

export const wireItem = z.object({
  id,
  rev: z.number().nullish(),
  fields: z.record(z.string(), z.unknown()).nullish(),
})
export type WireItem = z.infer<typeof wireItem>

/** The answer to a creation that was only checked: what it would have been, without a number. */
export const wireCheckedItem = z.object({ fields: z.record(z.string(), z.unknown()).nullish() })

/** `null` stands for an item that does not exist or may not be seen. */
export const wireItems = z.object({ value: z.array(wireItem.nullable()) })

export const wireQueryResult = z.object({ workItems: z.array(z.object({ id: z.number() })) })

export const wireRevision = wireItem.extend({ rev: z.number() })
export type WireRevision = z.infer<typeof wireRevision>

export const wireRevisions = z.object({
  values: z.array(wireRevision),
  isLastBatch: z.boolean(),
  continuationToken: text,
  // Older servers give the token only in here.
  nextLink: text,
})

export const wireProjects = z.object({ value: z.array(z.object({ name: z.string() })) })

export const wireTypes = z.object({
  value: z.array(z.object({ name: z.string(), isDisabled: z.boolean().nullish() })),
})

export const wireTypeField = z.object({
  referenceName: z.string(),
  name: text,
  alwaysRequired: z.boolean().nullish(),
  defaultValue: z.unknown(),
  allowedValues: z.array(z.unknown()).nullish(),
})
export type WireTypeField = z.infer<typeof wireTypeField>
export const wireTypeFields = z.object({ value: z.array(wireTypeField) })

export const wireFields = z.object({ value: z.array(z.object({ referenceName: z.string(), type: text })) })

export interface WireArea {
  name: string
  children?: WireArea[] | null | undefined
}
export const wireArea: z.ZodType<WireArea> = z.object({
  name: z.string(),
  get children() {
    return z.array(wireArea).nullish()
  },
})

export const wireStates = z.object({ value: z.array(z.object({ name: z.string(), category: text })) })

/** Called `commentId` in older versions. */
const commentId = { id: id.nullish(), commentId: id.nullish() }

export const wireComments = z.object({
  comments: z.array(z.object({ ...commentId, text })),
  continuationToken: text,
})
export const wireComment = z.object(commentId)

const wireRef = z.object({ id: z.number().nullish(), workItemId: z.number().nullish(), url: text })

export const wireEvent = z.object({
  id: text,
  eventType: z.string(),
  subscriptionId: text,
  notificationId: z.number().nullish(),
  resource: wireRef.extend({ revision: wireRef.nullish() }).nullish(),
})
export type WireEvent = z.infer<typeof wireEvent>
