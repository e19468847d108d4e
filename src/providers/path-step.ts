import { ProviderError } from './provider.ts'

/**
 * A text from outside as one step of a path. A dot or two would mean the way up, however they are written, and nothing at all
 * would make another path.
 */
export function pathStep(text: string): string {
  if (!/^\.{0,2}$/u.test(text)) return encodeURIComponent(text.toWellFormed())
  throw new ProviderError({ kind: 'invalid', detail: `“${text}” cannot be a part of an address.` })
}
