import type { Paragraph, PhrasingContent, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { cleanText } from '../../text.ts'

/** What a parser of Markdown can take in a moment; beyond, a text is somebody's joke and is shown as it is written. */
const deepest = 32
const longest = 100_000
const tooDeep = 'formatting that is nested very deeply'

const containers = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/u
const marker = />|[-+*]|\d{1,9}[.)]/gu
/** A line of nothing but these is a rule. */
const rule = /^[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*$/u
const marks = /([*_~])\1{63}/u

function isDeepLine(line: string): boolean {
  if (rule.test(line)) return false
  if (marks.test(line)) return true
  const [start = ''] = containers.exec(line) ?? []
  return (start.match(marker)?.length ?? 0) > deepest
}

/** Links inside links inside links: each end is tried against each beginning. */
function isNested(block: string): boolean {
  let depth = 0
  for (const [sign] of block.matchAll(/[[\]]/gu)) {
    depth = sign === '[' ? depth + 1 : Math.max(0, depth - 1)
    if (depth > 100) return block.includes('](')
  }
  return false
}

/** So many marks, or ends of links, in one paragraph are each tried against each other. */
function isSprinkled(block: string): boolean {
  return (block.match(/[*_~]+|\]\(/gu)?.length ?? 0) > 2000
}

function isTooMuch(text: string): boolean {
  if (text.length > longest || text.split('\n').some(isDeepLine)) return true
  return text.split(/\n[ \t]*\n/u).some((block) => isNested(block) || isSprinkled(block))
}

/** The text as it is written, paragraphs and line ends kept. */
function plain(text: string): Root {
  const paragraphs = text
    .split(/\n[ \t]*\n\s*/u)
    .filter((block) => block.trim() !== '')
    .map((block): Paragraph => {
      const lines = block.replace(/^\n+|\s+$/gu, '').split('\n')
      const children = lines.flatMap((value): PhrasingContent[] => [
        { type: 'break' },
        { type: 'text', value },
      ])
      return { type: 'paragraph', children: children.slice(1) }
    })
  return { type: 'root', children: paragraphs }
}

/** Takes the nesting off lists and quotes below a depth; true when there was any. */
function flatten(node: Root | RootContent, depth: number): boolean {
  if (!('children' in node)) return false
  const level = node.type === 'list' || node.type === 'blockquote' ? depth + 1 : depth
  let cut = false
  if (level > deepest && (node.type === 'listItem' || node.type === 'blockquote')) {
    const kept = node.children.filter((child) => child.type === 'paragraph')
    cut = kept.length < node.children.length
    node.children = node.children.flatMap(paragraphsIn)
  }
  for (const child of node.children) cut = flatten(child, level) || cut
  return cut
}

/** Every paragraph below, one after the other. */
function paragraphsIn(top: RootContent): Paragraph[] {
  const found: Paragraph[] = []
  const waiting: RootContent[] = [top]
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    if (node.type === 'paragraph') found.push(node)
    else if ('children' in node) waiting.unshift(...(node.children as RootContent[]))
    else if ('value' in node)
      found.push({ type: 'paragraph', children: [{ type: 'text', value: node.value }] })
  }
  return found
}

/**
 * Markdown as a tree, in GitHub’s flavour. Never throws: what is nested so deeply that it would, comes as plain text, and
 * `lost` says so.
 */
export function parseMarkdown(markdown: string): { root: Root; lost: string[] } {
  const text = cleanText(markdown)
  if (isTooMuch(text)) return { root: plain(text), lost: [tooDeep] }
  try {
    const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
    return { root, lost: flatten(root, 0) ? [tooDeep] : [] }
  } catch (error) {
    if (error instanceof RangeError) return { root: plain(text), lost: [tooDeep] }
    throw error
  }
}
