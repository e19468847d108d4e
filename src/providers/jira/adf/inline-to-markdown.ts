import type { PhrasingContent } from 'mdast'
import { cleanText } from '../../text.ts'
import { isSafeLink } from '../markdown/link.ts'
import { marked, nest, trimmed, type Run } from './marks-to-markdown.ts'
import { attribute, childrenOf, wordsIn, type ForeignNode } from './node.ts'

/** Nodes that stand in a line. */
export const inlineTypes = new Set([
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'inlineCard',
  'date',
  'status',
  'mediaInline',
  'placeholder',
  'inlineExtension',
])

const textRun = (value: string, rest: Omit<Run, 'node'> = {}): Run[] =>
  value === '' ? [] : [{ node: { type: 'text', value }, ...rest }]

/** Days are kept as the moment at which they begin in UTC. */
function dayOf(node: ForeignNode): string {
  const moment = new Date(Number(node.attrs['timestamp'] ?? Number.NaN))
  return Number.isNaN(moment.getTime()) ? wordsIn(node) : moment.toISOString().slice(0, 10)
}

/** A picture or a file inside the text; its bytes are one of the files. */
export function mediaRun(node: ForeignNode, lost: Set<string>): Run[] {
  const name = attribute(node, 'alt', 'name', 'url')
  const isFile = node.type === 'mediaInline' && attribute(node, 'type') !== 'image'
  const what = isFile ? 'an embedded file' : 'an embedded picture'
  lost.add(name === '' ? what : `${what} “${name}”`)
  const url = attribute(node, 'url')
  return textRun(name, isSafeLink(url) ? { link: url } : {})
}

function textNode(node: ForeignNode, lost: Set<string>): Run[] {
  const value = cleanText(node.text)
  if (value === '') return []
  const rest = marked(node, lost)
  const isCode = node.marks.some(({ type }) => type === 'code')
  if (isCode) return [{ node: { type: 'inlineCode', value: value.replace(/\n/gu, ' ') }, ...rest }]
  const lineBreak: Run = { node: { type: 'break' }, ...rest }
  return value.split('\n').flatMap((line, place) => {
    const runs = textRun(line, rest)
    return place > 0 ? [lineBreak].concat(runs) : runs
  })
}

function runsOf(node: ForeignNode, lost: Set<string>): Run[] {
  switch (node.type) {
    case 'text':
      return textNode(node, lost)
    case 'hardBreak':
      return [{ node: { type: 'break' } }]
    case 'mention': {
      const name = attribute(node, 'text', 'id')
      return textRun(name.startsWith('@') || name === '' ? name : `@${name}`, marked(node, lost))
    }
    case 'emoji':
      return textRun(attribute(node, 'text', 'shortName'), marked(node, lost))
    case 'inlineCard': {
      const url = attribute(node, 'url')
      return textRun(url, isSafeLink(url) ? { link: url } : {})
    }
    case 'date':
      return textRun(dayOf(node))
    case 'status':
      lost.add('a status’s colour')
      return textRun(attribute(node, 'text'))
    case 'mediaInline':
      return mediaRun(node, lost)
    case 'placeholder':
      return textRun(attribute(node, 'text'))
    default:
      lost.add(partName(node))
      return textRun(wordsIn(node))
  }
}

/** What a part is called that is an app's, or that is not known. */
export function partName(node: ForeignNode): string {
  const key = attribute(node, 'extensionKey')
  return key === '' ? `a part of the kind “${node.type}”` : `a part that the app “${key}” shows`
}

/** What stands in a line. */
export function inlineOf(node: ForeignNode, lost: Set<string>): PhrasingContent[] {
  return trimmed(nest(childrenOf(node).flatMap((child) => runsOf(child, lost))))
}

/** A line that stands where a block is expected. */
export function looseLine(node: ForeignNode, lost: Set<string>): PhrasingContent[] {
  return nest(runsOf(node, lost))
}
