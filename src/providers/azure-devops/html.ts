import type { Draft } from '../provider.ts'
import { cleanLine, cleanText } from '../text.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string) => text.replace(/[&<>"']/gu, (character) => entities[character] ?? '')

/** Indents and columns survive: HTML would make one space of several. */
const lined = (text: string) =>
  escaped(text)
    .replaceAll('\t', '    ')
    .replace(/^ | (?= )/gmu, '&nbsp;')
    .replaceAll('\n', '<br>')

export function paragraphs(text: string): string {
  return cleanText(text)
    .split(/\n[ \t]*\n\s*/u)
    .map((block) => block.replace(/^\n+|\s+$/gu, ''))
    .filter((block) => block !== '')
    .map((block) => `<p>${lined(block)}</p>`)
    .join('')
}

function factList(facts: Draft['facts']): string {
  const items = facts.map(
    ({ label, value }) => `<li><b>${escaped(cleanLine(label))}:</b> ${escaped(cleanLine(value))}</li>`,
  )
  return items.length > 0 ? `<ul>${items.join('')}</ul>` : ''
}

function link(to: NonNullable<Draft['backlink']>): string {
  return `<p><a href="${escaped(to.url)}">${escaped(cleanLine(to.label) || to.url)}</a></p>`
}

/** The user's paragraphs; under a rule, the facts and the way back to the hub. */
export function descriptionOf(draft: Draft): string {
  const body = paragraphs(draft.description)
  const context = factList(draft.facts) + (draft.backlink ? link(draft.backlink) : '')
  return body && context ? `${body}<hr>${context}` : body + context
}

/** The words by which a comment is found again. */
export const refOf = (marker: string) => `Crosstie ref ${marker}`

/**
 * Says who speaks: there the comment is the integration user's. The marker is plain text that everybody sees, because
 * text is the only thing that Azure DevOps keeps for sure: comments, attributes and hidden parts of HTML are cut out.
 */
export function commentOf(comment: { text: string; author: string; marker: string }): string {
  const author = escaped(cleanLine(comment.author) || 'Crosstie')
  return `<p><b>${author}:</b></p>${paragraphs(comment.text)}<p><small>${refOf(escaped(comment.marker))}</small></p>`
}
