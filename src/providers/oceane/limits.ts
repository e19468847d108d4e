import { ProviderError } from '../provider.ts'

/** Orange publishes no limits and TM Forum sets none: what other trackers take, so that a text that is too long is no surprise. */
export const titleLimit = 255
export const textLimit = 30_000

/** A text is refused with its field, never cut silently (AX4). */
export function checkLength(text: string, of: { field: string; words: string; limit: number }): void {
  const message =
    text === '' ? `${of.words} is empty.` : `${of.words} has ${text.length} characters; ${of.limit} are sent.`
  if (text !== '' && text.length <= of.limit) return
  throw new ProviderError({ kind: 'invalid', detail: message, fields: { [of.field]: message } })
}
