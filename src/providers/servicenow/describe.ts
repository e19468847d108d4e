import type { Draft } from '../provider.ts'
import { cleanLine, cleanText } from '../text.ts'

function paragraphs(words: string): string {
  return cleanText(words)
    .replace(/[ \t]+$/gmu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
}

/** Plain text, because the field shows nothing else: the user's words, the facts line by line, the way back to the hub. */
export function descriptionOf(draft: Draft): string {
  const facts = draft.facts.map(({ label, value }) => `${cleanLine(label)}: ${cleanLine(value)}`.trim())
  const back = draft.backlink && `${cleanLine(draft.backlink.label)}: ${draft.backlink.url}`
  return [paragraphs(draft.description), facts.join('\n'), back].filter(Boolean).join('\n\n')
}

/** The last line of a work note of the hub's: by it the note is found again. */
export const markOf = (marker: string) => `[Crosstie ${marker}]`

/**
 * A work note: who speaks, what is said, the mark. Journals show what stands between `[code]` tags as HTML, which nobody's
 * comment shall become: a space without width takes the tag its meaning and leaves it to be read.
 * https://www.servicenow.com/docs/r/platform-administration/c_JournalFields.html
 */
export function noteOf(comment: { text: string; author: string; marker: string }): string {
  const said = `${cleanLine(comment.author) || 'Crosstie'}:\n${paragraphs(comment.text)}`
  const inert = said.replace(/\[(?=\/?code\])/giu, '[\u200B')
  return `${inert}\n\n${markOf(comment.marker)}`
}
