import type { FieldKind, FieldValue } from './field-value.ts'
import { isEmpty } from './field-mapping.ts'

/** What the tracker asks for where a new issue goes, as it was looked up (C36, CX25). */
export interface Survey {
  project: string
  issueType: string
  /** Types that issues of the project can have. */
  issueTypes: string[]
  fields: SurveyField[]
  /** People that are to be sent: the tracker’s own id of each; null where none or several are called so. */
  people: Record<string, string | null>
}

/** What an issue was created with. */
export interface SentIssue {
  project: string
  issueType: string
  /** By the tracker's id of the field. */
  values: Record<string, FieldValue>
}

export interface SurveyField {
  id: string
  name: string
  /** Null: of a kind that the hub cannot fill. */
  kind: FieldKind | null
  shape: string
  required: boolean
  hasDefault: boolean
  options?: string[]
}

/** Required fields for which nothing would be sent. */
export const missingFields = (survey: Survey, values: Record<string, FieldValue>): SurveyField[] =>
  survey.fields.filter(({ id, required, hasDefault }) => required && !hasDefault && isEmpty(values[id]))

/** What is missing, in words, by field. */
export const missingWords = (fields: SurveyField[]): Record<string, string> =>
  Object.fromEntries(
    fields.map(({ id, name, kind, options }) => {
      if (kind === null)
        return [id, `The tracker requires ${name}, which the hub cannot fill: give it a default there.`]
      const what = options
        ? `one of ${options.slice(0, 20).join(', ')}`
        : kind === 'date'
          ? 'a date such as 2026-01-31'
          : 'a value'
      return [
        id,
        `The tracker requires ${name}: map a field to it, give the mapping a default, or give ${what}.`,
      ]
    }),
  )
