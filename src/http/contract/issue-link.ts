import { z } from 'zod'
import { fieldKinds } from '../../domain/field-value.ts'
import { FieldValue } from './help-desk.ts'
import { Explained, Fault, Id } from './shared.ts'

/** What can be done about a help-desk ticket’s issue at this moment: the Jira box (C37, C38, C65). */
export const IssueBox = z.object({
  /** Whether tickets of this type are synced; the box is shown only then, or where there is a link (CX21). */
  allowed: z.boolean(),
  /** Why nothing can be created or linked; null where it can. */
  because: z.string().nullable(),
  instance: z.object({ id: Id, name: z.string() }).nullable(),
  /** Where several are in use: one can be chosen for linking an issue that exists. */
  instances: z.array(z.object({ id: Id, name: z.string() })),
  /** Project and type that a new issue would get, as far as they are known without asking the tracker. */
  place: z.array(Explained),
})
export type IssueBox = z.infer<typeof IssueBox>

const Given = z.record(z.string().max(255), FieldValue)

/** A field that the tracker requires and nothing fills. */
export const MissingField = z.object({
  id: z.string(),
  name: z.string(),
  /** Null: of a kind that the hub cannot fill. */
  kind: z.enum(fieldKinds).nullable(),
  options: z.array(z.string()).optional(),
})
export type MissingField = z.infer<typeof MissingField>

export const PreviewIssue = z.strictObject({ values: Given.default({}) })

/** What a new issue would be; nothing is stored. */
export const IssuePreview = z.object({
  instance: z.object({ id: Id, name: z.string() }),
  destination: z.string().nullable(),
  explanation: z.array(Explained),
  refused: Fault.nullable(),
  missing: z.array(MissingField),
  unreachable: Fault.nullable(),
})
export type IssuePreview = z.infer<typeof IssuePreview>

/** `POST /v1/support-tickets/:ref/issue`: a new issue, or one that exists. */
export const SetIssue = z.union(
  [
    z.strictObject({ new: z.literal(true), values: Given.optional() }),
    z.strictObject({
      key: z.string().trim().min(1).max(2_000),
      instanceId: Id.optional(),
      /** An issue that the ticket is linked to is unlinked in the same step. */
      replace: z.boolean().optional(),
    }),
  ],
  '`new: true`, or the `key` of an issue',
)

export const FoundIssue = z.object({
  key: z.string(),
  title: z.string(),
  url: z.string(),
  status: z.string().nullable(),
})
export type FoundIssue = z.infer<typeof FoundIssue>
