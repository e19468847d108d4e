import type { Definition, List, ListItem, Root, RootContent, Table } from 'mdast'
import type { AdfNode } from '../adf.ts'
import { cleanText } from '../../text.ts'
import { parseMarkdown } from '../markdown/parse.ts'
import { inline, words, type Writing } from './inline-from-markdown.ts'

/** Where blocks stand; a document takes everything, the others only paragraphs, lists and code. */
type Place = 'document' | 'quote' | 'list'

interface Block {
  writing: Writing
  place: Place
}

const paragraph = (content: AdfNode[]): AdfNode => ({ type: 'paragraph', content })

/** Said once for each kind of block that stands where it cannot. */
function outOfPlace({ writing, place }: Block, what: string): void {
  writing.lost.add(`${what} inside a ${place}`)
}

function strong(nodes: AdfNode[]): AdfNode[] {
  return nodes.map((node) => {
    if (node.type !== 'text' || node.marks?.some(({ type }) => type === 'code' || type === 'strong'))
      return node
    return { ...node, marks: [...(node.marks ?? []), { type: 'strong' }] }
  })
}

function codeBlock(value: string, language: string | null | undefined): AdfNode {
  const text = cleanText(value)
  return {
    type: 'codeBlock',
    ...(language && { attrs: { language } }),
    content: text === '' ? [] : [{ type: 'text', text }],
  }
}

/** In Markdown a table has a row of headings; an empty one stands for none. */
function table({ children, align }: Table, at: Block): AdfNode[] {
  const { writing, place } = at
  if (align?.some((side) => side)) writing.lost.add('the alignment of a table’s columns')
  const rows = children.map((row) => row.children.map((cell) => inline(cell.children, writing)))
  if (place !== 'document') {
    outOfPlace(at, 'a table')
    return rows.map((cells) =>
      paragraph(cells.flatMap((cell, column) => [...(column > 0 ? words(' | ') : []), ...cell])),
    )
  }
  const shown = rows.map((cells, row): AdfNode => {
    const type = row === 0 ? 'tableHeader' : 'tableCell'
    return { type: 'tableRow', content: cells.map((cell) => ({ type, content: [paragraph(cell)] })) }
  })
  const isHeadless = rows.length > 1 && rows[0]?.every((cell) => cell.length === 0)
  return [{ type: 'table', content: isHeadless ? shown.slice(1) : shown }]
}

/** Whether an item is what a task can be: words in one paragraph, and tasks below them. */
function isTask({ checked, children }: ListItem): boolean {
  const [first, ...rest] = children
  if (typeof checked !== 'boolean' || (first && first.type !== 'paragraph')) return false
  return rest.every((child) => child.type === 'list' && child.children.every(isTask))
}

/** Ids need to be there and to differ; they are places in the list. */
function taskList({ children }: List, writing: Writing, id = '1'): AdfNode {
  const content = children.flatMap(({ checked, children: inside }, row): AdfNode[] => {
    const localId = `${id}.${row + 1}`
    const [first, ...rest] = inside
    const item: AdfNode = {
      type: 'taskItem',
      attrs: { localId, state: checked ? 'DONE' : 'TODO' },
      content: first?.type === 'paragraph' ? inline(first.children, writing) : [],
    }
    const below = rest.flatMap((node, place) =>
      node.type === 'list' ? [taskList(node, writing, `${localId}.${place + 1}`)] : [],
    )
    return [item, ...below]
  })
  return { type: 'taskList', attrs: { localId: id }, content }
}

function listItem({ checked, children }: ListItem, writing: Writing): AdfNode {
  const content = blocks(children, { writing, place: 'list' })
  const box = typeof checked === 'boolean' ? words(checked ? '☑ ' : '☐ ') : []
  if (box.length > 0) writing.lost.add('the check boxes of a list')
  const [first, ...rest] = content
  if (first?.type === 'paragraph') {
    return { type: 'listItem', content: [paragraph([...box, ...(first.content ?? [])]), ...rest] }
  }
  // An item begins with a paragraph, and is never without one.
  const lead = first?.type === 'codeBlock' && box.length === 0 ? [] : [paragraph(box)]
  return { type: 'listItem', content: [...lead, ...content] }
}

function list(node: List, { writing, place }: Block): AdfNode {
  if (place === 'document' && node.children.every(isTask)) return taskList(node, writing)
  const content = node.children.map((item) => listItem(item, writing))
  if (!node.ordered) return { type: 'bulletList', content }
  const order = node.start ?? 1
  return { type: 'orderedList', ...(order !== 1 && { attrs: { order } }), content }
}

function block(node: RootContent, at: Block): AdfNode[] {
  const { writing, place } = at
  switch (node.type) {
    case 'paragraph':
      return [paragraph(inline(node.children, writing))]
    case 'heading':
      if (place === 'document') {
        return [{ type: 'heading', attrs: { level: node.depth }, content: inline(node.children, writing) }]
      }
      outOfPlace(at, 'a heading')
      return [paragraph(strong(inline(node.children, writing)))]
    case 'thematicBreak':
      if (place === 'document') return [{ type: 'rule' }]
      outOfPlace(at, 'a line across')
      return []
    case 'blockquote': {
      if (place !== 'document') outOfPlace(at, 'a quote')
      const content = blocks(node.children, { writing, place: place === 'document' ? 'quote' : place })
      if (place !== 'document') return content
      return [{ type: 'blockquote', content: content.length > 0 ? content : [paragraph([])] }]
    }
    case 'list':
      return [list(node, at)]
    case 'code':
      if (node.meta) writing.lost.add(`“${node.meta}” behind a code block’s language`)
      return [codeBlock(node.value, node.lang)]
    case 'html':
      return [paragraph(words(node.value))]
    case 'table':
      return table(node, at)
    case 'footnoteDefinition': {
      writing.lost.add('a footnote')
      const label = paragraph(words(`[${node.label ?? node.identifier}]:`))
      return [label, ...blocks(node.children, at)]
    }
    default:
      return []
  }
}

function blocks(nodes: RootContent[], at: Block): AdfNode[] {
  return nodes.flatMap((node) => block(node, at))
}

/** Wherever they stand; the first of a name counts. */
function definitionsIn(root: Root): Map<string, Definition> {
  const found = new Map<string, Definition>()
  const waiting: RootContent[] = [...root.children]
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node)
    if ('children' in node) waiting.push(...(node.children as RootContent[]))
  }
  return found
}

/** Markdown as blocks of a document, and what of it a document cannot say. */
export function adfFromMarkdown(markdown: string): { content: AdfNode[]; lost: string[] } {
  const { root, lost } = parseMarkdown(markdown)
  const writing: Writing = { lost: new Set(lost), definitions: definitionsIn(root) }
  const content = blocks(root.children, { writing, place: 'document' })
  return { content, lost: [...writing.lost] }
}
