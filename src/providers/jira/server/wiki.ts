import type { Draft } from '../../provider.ts'
import { cleanLine, cleanText } from '../../text.ts'
import { wikiFromMarkdown } from './wiki-from-markdown.ts'
import { escapeWiki, inLink } from './wiki-escape.ts'

/** Paragraphs, divided by one empty line. */
export function wikiText(words: string): string {
  return escapeWiki(cleanText(words))
    .split(/\n[ \t]*\n\s*/u)
    .map((block) => block.replace(/^\n+|\s+$/gu, ''))
    .filter((block) => block !== '')
    .join('\n\n')
}

interface Body {
  text: string
  markdown?: boolean | undefined
}

function bodyOf({ text, markdown }: Body): { value: string; lost: string[] } {
  return markdown ? wikiFromMarkdown(text) : { value: wikiText(text), lost: [] }
}

function contextOf({ facts, backlink }: Draft): string[] {
  const list = facts.map(({ label, value }) =>
    `* *${escapeWiki(cleanLine(label))}:* ${escapeWiki(cleanLine(value))}`.trim(),
  )
  const link =
    backlink && `[${escapeWiki(cleanLine(backlink.label) || backlink.url)}|${inLink(backlink.url)}]`
  return [...(list.length > 0 ? [list.join('\n')] : []), ...(link ? [link] : [])]
}

/** The user's paragraphs; under a rule, the facts and the way back to the hub. */
export function wikiDescription(draft: Draft): { value: string; lost: string[] } {
  const { value: body, lost } = bodyOf({ text: draft.description, markdown: draft.markdown })
  const context = contextOf(draft)
  const rule = body !== '' && context.length > 0 ? ['----'] : []
  return { value: [...(body === '' ? [] : [body]), ...rule, ...context].join('\n\n'), lost }
}

/** Says who speaks: in Jira the comment is the integration user's. */
export function wikiComment(comment: Body & { author: string }): { value: string; lost: string[] } {
  const author = escapeWiki(cleanLine(comment.author) || 'Crosstie')
  const { value, lost } = bodyOf(comment)
  return { value: [`*${author}:*`, value].filter((part) => part !== '').join('\n\n'), lost }
}
