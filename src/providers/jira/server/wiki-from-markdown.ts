import type { AdfNode } from '../adf.ts'
import { adfFromMarkdown } from '../adf/from-markdown.ts'
import { attribute, nodeOf } from '../adf/node.ts'
import { wikiLine } from './wiki-inline-from-adf.ts'

/** Those that Jira colours; any other makes it show an error instead of the code. */
const languages = new Set(
  'actionscript ada applescript bash c c# c++ cpp css erlang go groovy haskell html java javascript js json lua objc perl php python r ruby scala sh sql swift visualbasic xml yaml'.split(
    ' ',
  ),
)

const contentOf = (node: AdfNode) => node.content ?? []

/** Nothing inside means anything, but its own end does: that is taken apart. */
function codeBlock(node: AdfNode, lost: Set<string>): string {
  const text = contentOf(node)
    .map((child) => child.text ?? '')
    .join('')
  const given = attribute(nodeOf(node), 'language')
  const language = languages.has(given.toLowerCase()) ? given.toLowerCase() : ''
  if (given !== '' && language === '') lost.add(`a code block’s language “${given}”`)
  const macro = language === '' || text.includes('{code') ? 'noformat' : 'code'
  const end = `{${macro}}`
  if (text.includes(end)) lost.add(`“${end}” inside a code block`)
  const safe = text.replaceAll(end, `{ ${macro}}`)
  return `{${macro}${macro === 'code' ? `:${language}` : ''}}\n${safe}\n${end}`
}

/** An item is one paragraph with lists below; whatever else it has follows on lines of their own. */
function item(node: AdfNode, prefix: string, lost: Set<string>): string {
  const [first, ...rest] = contentOf(node)
  const lead = first?.type === 'paragraph' ? wikiLine(first.content) : ''
  const more = first?.type === 'paragraph' ? rest : contentOf(node)
  const lines = more.map((child) => {
    if (child.type === 'bulletList' || child.type === 'orderedList') return list(child, prefix, lost)
    if (child.type === 'codeBlock') lost.add('that a code block belongs to a list')
    if (child.type === 'paragraph') lost.add('the paragraphs of a list’s item')
    return child.type === 'paragraph' ? wikiLine(child.content) : block(child, lost)
  })
  // An item without words is none.
  return [`${prefix} ${lead.trim() === '' ? '&#160;' : lead}`, ...lines].join('\n')
}

function list(node: AdfNode, above: string, lost: Set<string>): string {
  const prefix = above + (node.type === 'orderedList' ? '#' : '*')
  if (node.attrs?.['order'] !== undefined) lost.add('the number at which a list begins')
  return contentOf(node)
    .map((child) => item(child, prefix, lost))
    .join('\n')
}

function tasks(node: AdfNode, prefix: string, lost: Set<string>): string {
  lost.add('the check boxes of a list')
  return contentOf(node)
    .map((child) =>
      child.type === 'taskList'
        ? tasks(child, `${prefix}*`, lost)
        : `${prefix} ${child.attrs?.['state'] === 'DONE' ? '☑' : '☐'} ${wikiLine(child.content)}`,
    )
    .join('\n')
}

function table(node: AdfNode): string {
  return contentOf(node)
    .map((row) => {
      const cells = contentOf(row)
      const bar = cells.every(({ type }) => type === 'tableHeader') ? '||' : '|'
      const texts = cells.map((cell) => wikiLine(contentOf(cell)[0]?.content, '\\\\') || ' ')
      return bar + texts.map((text) => text + bar).join('')
    })
    .join('\n')
}

function block(node: AdfNode, lost: Set<string>): string {
  switch (node.type) {
    case 'heading':
      return `h${Number(node.attrs?.['level'])}. ${wikiLine(node.content, ' ')}`
    case 'codeBlock':
      return codeBlock(node, lost)
    case 'rule':
      return '----'
    case 'blockquote':
      return `{quote}\n${blocks(contentOf(node), lost)}\n{quote}`
    case 'bulletList':
    case 'orderedList':
      return list(node, '', lost)
    case 'taskList':
      return tasks(node, '*', lost)
    case 'table':
      return table(node)
    default:
      return wikiLine(node.content)
  }
}

function blocks(nodes: AdfNode[], lost: Set<string>): string {
  return nodes
    .map((node) => block(node, lost))
    .filter((text) => text.trim() !== '')
    .join('\n\n')
}

/** Markdown as Jira’s wiki markup, and what of it the markup cannot say. */
export function wikiFromMarkdown(markdown: string): { value: string; lost: string[] } {
  const { content, lost } = adfFromMarkdown(markdown)
  const all = new Set(lost)
  return { value: blocks(content, all), lost: [...all] }
}
