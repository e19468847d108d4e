import { invalidFields } from '../rest/answer.ts'
import type { Issue, JiraState, Project } from '../state/model.ts'
import { readField } from './field-readers.ts'

/** Reads the fields of a request; all complaints are raised together, by field, as Jira does. */
export function readFields(
  fields: Record<string, unknown>,
  context: { state: JiraState; project: Project },
  complaints: Record<string, string> = {},
): Partial<Issue> {
  const errors = { ...complaints }
  const values: Partial<Issue> = {}
  const extra: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    const reading = readField(name, value, context)
    if ('complaint' in reading) {
      errors[name] ??= reading.complaint
      continue
    }
    Object.assign(values, reading.value)
    Object.assign(extra, reading.value.extra)
  }
  if (Object.keys(errors).length > 0) throw invalidFields(errors)
  return { ...values, extra }
}
