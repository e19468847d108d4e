import type { Fault } from '../../domain/fault.ts'
import type { IncomingAnswer } from '../http.ts'
import { jsonIfAny } from '../json-answer.ts'
import { faultOfStatus, pageTitle, shortened } from '../status-fault.ts'
import { wireError } from './wire.ts'

/** The labels of an English instance → the hub's words, so that a form can show the message beside the right field. */
const fieldNames: Record<string, string> = {
  'short description': 'title',
  description: 'description',
  'assignment group': 'assignmentGroup',
  category: 'category',
  impact: 'priority',
  urgency: 'priority',
}

const hints: Record<number, string> = {
  401: 'Check User ID and password; the user must be active, not locked out, and have “Web service access only”, without which newer instances refuse a sign-in by password.',
  403: 'Check that the integration user has the role itil.',
}

/** What the instance says about a refusal, in its own words. */
export function wordsOf(answer: IncomingAnswer): string | undefined {
  const said = jsonIfAny(answer, wireError)?.error
  const words = [said?.message, said?.detail].map((text) => text?.trim()).filter(Boolean)
  return words.length > 0 ? words.map((text) => text?.replace(/[.:]?$/u, '.')).join(' ') : undefined
}

/**
 * The fields that a data policy misses: “Data Policy Exception: The following fields are mandatory: A, B” or “A is mandatory”.
 * They are named by their labels, in the instance's language.
 */
function missedFields(words: string): Record<string, string> | undefined {
  const [, list] = /data policy exception:\s*(.+?)\.*$/isu.exec(words) ?? []
  if (list === undefined) return undefined
  const labels = list
    .replace(/^[^:]*:\s*/u, '')
    .split(/[,;]/u)
    .map((label) => label.replace(/\s+is mandatory\s*$/iu, '').trim())
    .filter(Boolean)
  return Object.fromEntries(
    labels.map((label) => [fieldNames[label.toLowerCase()] ?? label, `${label} is mandatory.`]),
  )
}

/**
 * The fault that an answer other than a success means. ServiceNow answers 403 also where a data policy or a business rule
 * refuses what was sent: that is no missing right.
 * https://www.servicenow.com/docs/r/api-reference/rest-api-explorer/r_RESTAPIHTTPResponseCodes.html
 */
export function refusal(answer: IncomingAnswer, now: Date): Fault {
  const words = wordsOf(answer)
  const rule = answer.status === 429 ? answer.headers['x-ratelimit-rule'] : undefined
  const said = { now, ...(rule && { code: rule }) }
  const fields = words === undefined ? undefined : missedFields(words)
  if (words !== undefined && (fields || /aborted by business rule/iu.test(words))) {
    return {
      ...faultOfStatus(answer, { ...said, detail: words, ...(fields && { fields }) }),
      kind: 'invalid',
    }
  }
  const hint = hints[answer.status]
  const detail = [words, hint].filter(Boolean).join(' ')
  return faultOfStatus(answer, { ...said, ...(detail && { detail }) })
}

/**
 * What is wrong with an answer that has the status of a success: a page where JSON was asked for, or a transaction that the
 * instance gave up in the middle of its answer.
 */
export function falseSuccess(answer: IncomingAnswer): Fault | undefined {
  const page = pageTitle(answer)
  if (page !== undefined) {
    const detail = `The instance answers with ${page}: it hibernates, is being woken, or something else stands in its place. Sign in to it with the browser to wake it.`
    return { kind: 'unavailable', detail: shortened(answer.redact(detail)), status: answer.status }
  }
  const words = wordsOf(answer)
  if (words === undefined) return undefined
  return { kind: 'unavailable', detail: shortened(answer.redact(words)), status: answer.status }
}
