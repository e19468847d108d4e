import { z } from 'zod'

/** Control characters, and signs that nobody sees, such as a change of the writing direction. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
/** Line breaks and tabs are text. */
const controls = /(?![\t\n\r])\p{Cc}/u

const atMost = (longest: number) => `at most ${longest.toLocaleString('en')} characters`

/** One line that people can see; blanks at its ends are taken off. */
export const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'not empty')
    .max(longest, atMost(longest))
    .refine((text) => !unseen.test(text), 'one line of visible characters')

/** Any lines; blanks at the ends are taken off. */
export const paragraphs = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'not empty')
    .max(longest, atMost(longest))
    .refine((text) => !controls.test(text), 'text without control characters')
