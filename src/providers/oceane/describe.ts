import type { Draft } from '../provider.ts'
import { cleanLine, cleanText } from '../text.ts'
import { attributeLabels } from './names.ts'

function paragraphs(words: string): string {
  return cleanText(words)
    .replace(/[ \t]+$/gmu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
}

const line = (label: string, value: string) => `${cleanLine(label)}: ${cleanLine(value)}`.trim()

/** Plain text: the user's words, the facts line by line (who raised it among them, BX24), the way back to the hub. */
export function descriptionOf(draft: Draft): string {
  const facts = draft.facts.map(({ label, value }) => line(label, value))
  const back = draft.backlink && `${cleanLine(draft.backlink.label)}: ${draft.backlink.url}`
  return [paragraphs(draft.description), facts.join('\n'), back].filter(Boolean).join('\n\n')
}

/** What the ticket knows besides, a line each. */
export function attributeLines(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value.trim() !== '')
    .map(([name, value]) => line(attributeLabels[name] ?? name, value))
    .join('\n')
}

/** The last line of a note of the hub's: by it the note is found again. */
export const markOf = (marker: string) => `[Crosstie ${marker}]`

/** A note: who speaks, what is said, the mark. */
export function noteOf(comment: { text: string; author: string; marker: string }): string {
  const author = cleanLine(comment.author) || 'Crosstie'
  return `${author}:\n${paragraphs(comment.text)}\n\n${markOf(comment.marker)}`
}
