import type { BlockContent, ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast'
import { cleanText } from '../../text.ts'
import { printMarkdown } from '../markdown/print.ts'
import { inlineOf, inlineTypes, looseLine, mediaRun, partName } from './inline-to-markdown.ts'
import { marked, nest } from './marks-to-markdown.ts'
import { attribute, childrenOf, nodeOf, wordsIn, type ForeignNode } from './node.ts'
import { tableOf } from './table-to-markdown.ts'

/** Nobody writes so by hand; what is nested more deeply comes as words. */
const deepest = 40

/** What goes along while a document is read. */
interface Reading {
  lost: Set<string>
  depth: number
}

const paragraph = (children: PhrasingContent[]): Paragraph[] =>
  children.length > 0 ? [{ type: 'paragraph', children }] : []

const words = (value: string): Paragraph[] => paragraph(value === '' ? [] : [{ type: 'text', value }])

const inside = (node: ForeignNode, { lost, depth }: Reading) =>
  blocks(childrenOf(node), { lost, depth: depth + 1 })

function item(node: ForeignNode, reading: Reading): ListItem {
  return { type: 'listItem', spread: false, children: inside(node, reading) as BlockContent[] }
}

function list(node: ForeignNode, reading: Reading): RootContent[] {
  const children = childrenOf(node).map((child) => item(child, reading))
  if (children.length === 0) return []
  const { order } = node.attrs
  const start = typeof order === 'number' && Number.isInteger(order) && order >= 0 ? order : 1
  return [
    node.type === 'orderedList'
      ? { type: 'list', ordered: true, start, spread: false, children }
      : { type: 'list', ordered: false, spread: false, children },
  ]
}

/** A list of tasks below a task stands beside it, and is its own in Markdown. */
function tasks(node: ForeignNode, { lost, depth }: Reading): RootContent[] {
  const children: ListItem[] = []
  for (const child of childrenOf(node)) {
    if (child.type === 'taskList') {
      const below = blocks([child], { lost, depth: depth + 1 }) as BlockContent[]
      const before = children.at(-1)
      if (before) before.children.push(...below)
      else children.push({ type: 'listItem', spread: false, children: below })
      continue
    }
    const checked = attribute(child, 'state') === 'DONE'
    const content =
      child.type === 'blockTaskItem' ? inside(child, { lost, depth }) : paragraph(inlineOf(child, lost))
    // A box stands before words.
    const said = content.length > 0 ? content : words('…')
    children.push({ type: 'listItem', spread: false, checked, children: said as BlockContent[] })
  }
  return children.length > 0 ? [{ type: 'list', ordered: false, spread: false, children }] : []
}

function folded(node: ForeignNode, reading: Reading): RootContent[] {
  reading.lost.add('a section that can be folded away')
  const title = attribute(node, 'title')
  const head = title === '' ? [] : paragraph([{ type: 'strong', children: [{ type: 'text', value: title }] }])
  return [...head, ...inside(node, reading)]
}

function quoted(node: ForeignNode, reading: Reading): RootContent[] {
  const children = inside(node, reading) as BlockContent[]
  return children.length > 0 ? [{ type: 'blockquote', children }] : []
}

type Reader = (node: ForeignNode, reading: Reading) => RootContent[]

const readers: Record<string, Reader> = {
  doc: inside,
  paragraph(node, { lost }) {
    marked(node, lost)
    return paragraph(inlineOf(node, lost))
  },
  heading(node, { lost }) {
    marked(node, lost)
    const level = Number(node.attrs['level'])
    const depth = ([1, 2, 3, 4, 5, 6] as const).find((one) => one === level) ?? 6
    return [{ type: 'heading', depth, children: inlineOf(node, lost) }]
  },
  bulletList: list,
  orderedList: list,
  taskList: tasks,
  decisionList(node, { lost }) {
    lost.add('the mark of a decision')
    const children = childrenOf(node).map((child): ListItem => ({
      type: 'listItem',
      spread: false,
      children: paragraph(inlineOf(child, lost)),
    }))
    return children.length > 0 ? [{ type: 'list', ordered: false, spread: false, children }] : []
  },
  codeBlock(node) {
    const value = childrenOf(node)
      .map(({ text }) => cleanText(text))
      .join('')
    const lang = attribute(node, 'language').replace(/[\s`]/gu, '')
    return [{ type: 'code', lang: lang || null, value }]
  },
  blockquote: quoted,
  panel(node, reading) {
    reading.lost.add('a panel’s colour')
    return quoted(node, reading)
  },
  rule: () => [{ type: 'thematicBreak' }],
  table: (node, { lost, depth }) =>
    tableOf(node, { lost, depth, blocks: (nodes, below) => blocks(nodes, { lost, depth: below }) }),
  expand: folded,
  nestedExpand: folded,
  layoutSection(node, reading) {
    reading.lost.add('columns beside each other')
    return inside(node, reading)
  },
  layoutColumn: inside,
  mediaSingle: inside,
  mediaGroup: inside,
  media: (node, { lost }) => paragraph(nest(mediaRun(node, lost))),
  caption: (node, { lost }) => paragraph(inlineOf(node, lost)),
  blockCard: card,
  embedCard: card,
}

function card(node: ForeignNode, { lost }: Reading): RootContent[] {
  return paragraph(looseLine({ ...node, type: 'inlineCard' }, lost))
}

function block(node: ForeignNode, reading: Reading): RootContent[] {
  const { lost, depth } = reading
  if (depth > deepest) {
    lost.add('formatting that is nested very deeply')
    return words(wordsIn(node))
  }
  if (inlineTypes.has(node.type)) return paragraph(looseLine(node, lost))
  const read = readers[node.type]
  if (read) return read(node, reading)
  lost.add(partName(node))
  const below = inside(node, reading)
  return below.length > 0 ? below : words(attribute(node, 'text'))
}

function blocks(nodes: ForeignNode[], reading: Reading): RootContent[] {
  return nodes.flatMap((node) => block(node, reading))
}

/** A document as Markdown, and what of it Markdown cannot say. Whatever is no document is no text. */
export function adfToMarkdown(document: unknown): { text: string; lost: string[] } {
  const lost = new Set<string>()
  const children = block(nodeOf(document), { lost, depth: 0 })
  return { text: printMarkdown({ type: 'root', children }), lost: [...lost] }
}
