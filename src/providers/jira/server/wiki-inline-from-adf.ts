import type { PhrasingContent } from 'mdast'
import type { AdfNode } from '../adf.ts'
import { inlineOf } from '../adf/inline-to-markdown.ts'
import { nodeOf } from '../adf/node.ts'
import { escapeWiki, inLink } from './wiki-escape.ts'

const signs: Record<string, string> = { strong: '*', emphasis: '_', delete: '-' }

/** Beside these a sign means nothing, unless it stands between braces. */
const isBeside = (character: string) => /[\p{L}\p{N}*_+^~{}[\]\\&;-]/u.test(character)

function piece(node: PhrasingContent, lineBreak: string): string {
  if (node.type === 'text') return escapeWiki(node.value)
  if (node.type === 'inlineCode') return `{{${escapeWiki(node.value)}}}`
  if (node.type === 'break') return lineBreak
  return 'children' in node ? joined(node.children, lineBreak) : ''
}

function joined(nodes: PhrasingContent[], lineBreak: string): string {
  const pieces = nodes.map((node) => piece(node, lineBreak))
  return nodes
    .map((node, place) => {
      const inside = pieces[place] ?? ''
      if (node.type === 'link') return `[${inside}|${inLink(node.url)}]`
      const sign = signs[node.type]
      if (sign === undefined) return inside
      const [before, after] = [pieces[place - 1]?.at(-1) ?? '', pieces[place + 1]?.at(0) ?? '']
      const mark = isBeside(before) || isBeside(after) ? `{${sign}}` : sign
      // A mark ends with its line.
      return inside
        .split('\n')
        .map((line) => (line.trim() === '' ? line : mark + line + mark))
        .join('\n')
    })
    .join('')
}

/** A line break is a line end, or `\\` where a line end would end more than the line. */
export function wikiLine(nodes: AdfNode[] = [], lineBreak = '\n'): string {
  return joined(inlineOf(nodeOf({ type: 'paragraph', content: nodes }), new Set()), lineBreak)
}
