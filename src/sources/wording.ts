import { shorten } from '../domain/describe.ts'

/** Longer titles are cut; the description then has the whole. */
export const longestTitle = 250
const longestDescription = 10_000

type Part = string | null | undefined | false

/** Sentences one after the other, each with its full stop; what is not there falls away. */
export function sentences(parts: Part[]): string {
  const whole = parts.flatMap((part) => (part && part.trim() ? [ended(part.trim())] : []))
  return shorten(whole.join(' '), longestDescription).text
}

const ended = (text: string) => (/[.!?…]$/u.test(text) ? text : `${text}.`)

/** A title on one line. */
export const titleOf = (text: string) => shorten(text.replace(/\s+/gu, ' ').trim(), longestTitle).text

/** `estimatedMonthlySavings` → `estimated monthly savings`; `STOP_VM` → `stop vm`. */
export const inWords = (name: string) =>
  name
    .replace(/([a-z\d])([A-Z])/gu, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()

/** What is left of a path-like name when only its last part matters. */
export const lastPart = (name: string) => name.split('/').at(-1) ?? name

export const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
