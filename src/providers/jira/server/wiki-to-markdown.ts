import { cleanText } from '../../text.ts'
import type { AdfNode } from '../adf.ts'
import { adfToMarkdown } from '../adf/to-markdown.ts'
import { wikiBlocks } from './wiki-blocks.ts'

/** Macros that hold blocks, from their name to the next one. */
const opening = /(?<!\\)\{(code|noformat|quote|panel)(?::([^}\n]*))?\}/gu

/** The value of `name=…` among a macro’s settings. */
function setting(settings: string, name: string): string {
  const found = settings.split('|').find((part) => part.startsWith(`${name}=`))
  return found?.slice(name.length + 1) ?? ''
}

function codeBlock(inside: string, settings: string, lost: Set<string>): AdfNode {
  const [first = ''] = settings.split('|')
  const language = setting(settings, 'language') || (first.includes('=') ? '' : first)
  const title = setting(settings, 'title')
  if (title !== '') lost.add(`a code block’s title “${title}”`)
  const text = inside.replace(/^\n|\n$/gu, '')
  return {
    type: 'codeBlock',
    ...(language !== '' && language !== 'none' && { attrs: { language } }),
    content: [{ type: 'text', text }],
  }
}

interface Macro {
  name: string
  settings: string
  inside: string
}

function blockOf({ name, settings, inside }: Macro, lost: Set<string>, depth: number): AdfNode {
  if (name === 'code' || name === 'noformat') return codeBlock(inside, settings, lost)
  const title = setting(settings, 'title')
  const content = [
    ...(title === '' ? [] : wikiBlocks(`*${title}*`, lost)),
    ...blocks(inside, lost, depth + 1),
  ]
  return { type: name === 'quote' ? 'blockquote' : 'panel', content }
}

/** Quotes in quotes; beyond, a macro is only its name. */
const deepest = 10

/** A macro without an end is only its name. */
function blocks(wiki: string, lost: Set<string>, depth: number): AdfNode[] {
  if (depth > deepest) return wikiBlocks(wiki, lost)
  const found: AdfNode[] = []
  const pattern = new RegExp(opening)
  let done = 0
  for (let start = pattern.exec(wiki); start; start = pattern.exec(wiki)) {
    const [whole, name = '', settings = ''] = start
    const from = start.index + whole.length
    const end = wiki.indexOf(`{${name}}`, from)
    if (end === -1) continue
    found.push(...wikiBlocks(wiki.slice(done, start.index), lost))
    found.push(blockOf({ name, settings, inside: wiki.slice(from, end) }, lost, depth))
    done = end + name.length + 2
    pattern.lastIndex = done
  }
  return [...found, ...wikiBlocks(wiki.slice(done), lost)]
}

/** Jira’s wiki markup as Markdown. What is not understood stays as it is written, and is named. */
export function wikiToMarkdown(wiki: string): { text: string; lost: string[] } {
  const lost = new Set<string>()
  const content = blocks(cleanText(wiki), lost, 0)
  const { text, lost: more } = adfToMarkdown({ type: 'doc', version: 1, content })
  return { text, lost: [...new Set([...lost, ...more])] }
}
