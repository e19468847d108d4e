import type { IncomingAnswer } from '../http.ts'
import { jsonIfAny } from '../json-answer.ts'
import { wireError } from './wire.ts'

/** Jira's field → the hub's word for it, so that a form can show the message beside the right field. */
const fieldNames: Record<string, string> = {
  summary: 'title',
  issuetype: 'issueType',
  components: 'component',
}

interface Words {
  detail?: string
  code?: string
  fields?: Record<string, string>
}

/**
 * What Jira says about a refusal: general messages, messages by field, the reason of a 429.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/#status-codes
 * https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export function wordsOf(answer: IncomingAnswer): Words {
  const said = jsonIfAny(answer, wireError)
  const code = answer.headers['ratelimit-reason']
  const errors = Object.entries(said?.errors ?? {}).map(([field, message]) => ({
    field: fieldNames[field] ?? field,
    message: typeof message === 'string' ? message : JSON.stringify(message),
  }))
  const general = [...(said?.errorMessages ?? []), said?.message, said?.errorMessage].filter((line) =>
    Boolean(line),
  )
  const detail = [...general, ...errors.map(({ field, message }) => `${field}: ${message}`)].join(' ')
  return {
    ...(detail && { detail }),
    ...(code && { code }),
    ...(errors.length > 0 && {
      fields: Object.fromEntries(errors.map(({ field, message }) => [field, message])),
    }),
  }
}
