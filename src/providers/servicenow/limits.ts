import { ProviderError } from '../provider.ts'

/**
 * The column of the short description has this length, and cuts what is longer without a word.
 * https://www.servicenow.com/docs/r/security-management/vulnerability-response/vulnerability-groups.html
 */
export const titleLimit = 160

/**
 * Longer texts have columns of 16 MB; the 4,000 characters of the dictionary are only what the form lets people type
 * (https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB0685779). Beyond this nobody reads it.
 */
export const textLimit = 30_000

/** A text is refused with its field, never cut silently (AX4). */
export function refuse(field: string, message: string): never {
  throw new ProviderError({ kind: 'invalid', detail: message, fields: { [field]: message } })
}

/** @param words what it is called in a message, e.g. “The title” */
export function checkLength(text: string, of: { field: string; words: string; limit: number }): void {
  if (text.length <= of.limit) return
  refuse(of.field, `${of.words} has ${text.length} characters; ServiceNow takes ${of.limit}.`)
}
