import { z } from 'zod'
import { wireIssue, wireSchema } from '../wire.ts'

/** What the help desk needs of Jira’s answers besides. As everywhere, nulls and unknown members do no harm. */

const id = z.union([z.string(), z.number()]).transform(String)
const text = z.string().nullish()

export const wireField = z.object({
  id: z.string(),
  name: text,
  custom: z.boolean().nullish(),
  schema: wireSchema.nullish(),
})
export const wireAllFields = z.array(wireField)

/** Of Cloud; a server says `name` instead of `accountId`. */
export const wirePerson = z.object({
  accountId: text,
  name: text,
  displayName: text,
  emailAddress: text,
  active: z.boolean().nullish(),
})
export type WirePerson = z.infer<typeof wirePerson>
export const wirePeople = z.array(wirePerson)

export const wireComment = z.object({
  id,
  author: wirePerson.nullish().catch(null),
  body: z.unknown().optional(),
  created: z.string(),
  updated: text,
  /** Whatever it is: a form that is not known must not pass for “everybody”. */
  visibility: z.unknown().optional(),
  jsdPublic: z.unknown().optional(),
  properties: z.array(z.object({ key: z.string(), value: z.unknown().optional() })).nullish(),
})
export type WireComment = z.infer<typeof wireComment>

export const wireCommentPage = z.object({ comments: z.array(wireComment), total: z.number().nullish() })

export const wireFile = z.object({
  id,
  filename: text,
  mimeType: text,
  size: z.number().nullish(),
  created: z.string(),
  author: wirePerson.nullish().catch(null),
})
export type WireFile = z.infer<typeof wireFile>
export const wireFiles = z.array(z.object({ id }))

const base = wireIssue.shape.fields.unwrap().unwrap()

/** An issue with the fields that were asked for besides. */
export const wireLinkedIssue = wireIssue.extend({
  fields: z.looseObject({
    ...base.shape,
    project: z.object({ key: z.string(), name: text }),
    issuetype: z.object({ id, name: z.string() }),
    comment: wireCommentPage.nullish(),
    attachment: z.array(wireFile).nullish(),
  }),
})
export type WireLinkedIssue = z.infer<typeof wireLinkedIssue>

export const wireRemoteLink = z.object({ id })
