import type { Draft } from '../provider.ts'
import { cleanLine, cleanText } from '../text.ts'
import { adfFromMarkdown } from './adf/from-markdown.ts'

/**
 * Atlassian Document Format, as far as the hub writes it.
 * https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
export interface AdfMark {
  type: string
  attrs?: Record<string, unknown>
}
export interface AdfNode {
  type: string
  text?: string
  attrs?: Record<string, unknown>
  marks?: AdfMark[]
  content?: AdfNode[]
}
export interface AdfDocument extends AdfNode {
  type: 'doc'
  version: 1
  content: AdfNode[]
}

const text = (words: string) => ({ type: 'text', text: words })
const strong = (words: string): AdfNode => ({ type: 'text', text: words, marks: [{ type: 'strong' }] })
const paragraph = (content: AdfNode[]): AdfNode => ({ type: 'paragraph', content })
const documentOf = (content: AdfNode[]): AdfDocument => ({ type: 'doc', version: 1, content })

/** An empty text node is not valid, so an empty line is only its break. */
function lines(block: string): AdfNode[] {
  const nodes: AdfNode[] = block.split('\n').flatMap((line) => [{ type: 'hardBreak' }, text(line)])
  return nodes.slice(1).filter((node) => node.text !== '')
}

function paragraphs(words: string): AdfNode[] {
  return cleanText(words)
    .split(/\n[ \t]*\n\s*/u)
    .map((block) => block.replace(/^\n+|\s+$/gu, ''))
    .filter((block) => block !== '')
    .map((block) => paragraph(lines(block)))
}

function factList(facts: Draft['facts']): AdfNode[] {
  const items = facts.map(({ label, value }) => {
    const words = cleanLine(value)
    const content = [strong(`${cleanLine(label)}:`), ...(words === '' ? [] : [text(` ${words}`)])]
    return { type: 'listItem', content: [paragraph(content)] }
  })
  return items.length > 0 ? [{ type: 'bulletList', content: items }] : []
}

function link(to: NonNullable<Draft['backlink']>): AdfNode {
  const label = cleanLine(to.label) || to.url
  return { type: 'text', text: label, marks: [{ type: 'link', attrs: { href: to.url } }] }
}

interface Body {
  text: string
  markdown?: boolean | undefined
}

function bodyOf({ text: words, markdown }: Body): { content: AdfNode[]; lost: string[] } {
  return markdown ? adfFromMarkdown(words) : { content: paragraphs(words), lost: [] }
}

/** Markdown of its own, for fields that hold a document. */
export function markdownDocument(markdown: string): { value: AdfDocument; lost: string[] } {
  const { content, lost } = adfFromMarkdown(markdown)
  return { value: documentOf(content), lost }
}

/** A text of its own, for fields that hold a document. */
export const textDocument = (words: string): AdfDocument => documentOf(paragraphs(words))

/** The user's paragraphs; under a rule, the facts and the way back to the hub. */
export function descriptionOf(draft: Draft): { value: AdfDocument; lost: string[] } {
  const { content: body, lost } = bodyOf({ text: draft.description, markdown: draft.markdown })
  const context = [...factList(draft.facts), ...(draft.backlink ? [paragraph([link(draft.backlink)])] : [])]
  const rule = body.length > 0 && context.length > 0 ? [{ type: 'rule' }] : []
  return { value: documentOf([...body, ...rule, ...context]), lost }
}

/** Says who speaks: in Jira the comment is the integration user's. */
export function commentOf(comment: Body & { author: string }): { value: AdfDocument; lost: string[] } {
  const author = paragraph([strong(`${cleanLine(comment.author) || 'Crosstie'}:`)])
  const { content, lost } = bodyOf(comment)
  return { value: documentOf([author, ...content]), lost }
}

const blocks = new Set(['paragraph', 'heading', 'listItem', 'codeBlock', 'blockquote', 'rule', 'tableRow'])

/** The words of any ADF document, unknown nodes included, one block a line. */
export function plainText(node: AdfNode): string {
  if (node.type === 'hardBreak') return '\n'
  const inside = (node.content ?? []).map(plainText).join('')
  const words = (node.text ?? '') + inside
  return blocks.has(node.type) && !words.endsWith('\n') ? `${words}\n` : words
}
