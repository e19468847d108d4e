import type { BlockContent, DefinitionContent, PhrasingContent, RootContent, Table, TableRow } from 'mdast'
import { childrenOf, type ForeignNode } from './node.ts'

type Blocks = (nodes: ForeignNode[], depth: number) => RootContent[]

/** A cell of Markdown is one line. */
function oneLine(nodes: (RootContent | BlockContent | DefinitionContent)[]): PhrasingContent[] {
  return nodes.flatMap((node, place): PhrasingContent[] => {
    const gap: PhrasingContent[] = place > 0 ? [{ type: 'text', value: ' ' }] : []
    if (node.type === 'paragraph' || node.type === 'heading') return [...gap, ...node.children]
    if (node.type === 'code') return [...gap, { type: 'inlineCode', value: node.value.replace(/\n/gu, ' ') }]
    return 'children' in node ? [...gap, ...oneLine(node.children)] : gap
  })
}

const spans = ({ attrs }: ForeignNode) =>
  ['colspan', 'rowspan'].some((name) => typeof attrs[name] === 'number' && attrs[name] > 1)

function cellOf(cell: ForeignNode, { depth, lost, blocks }: TableWriting): PhrasingContent[] {
  const inside = blocks(childrenOf(cell), depth + 1)
  if (inside.length > 1 || inside.some(({ type }) => type !== 'paragraph')) {
    lost.add('lines and lists inside a table’s cell')
  }
  if (spans(cell)) lost.add('table cells that go over several columns or rows')
  if (cell.attrs['background']) lost.add('a table cell’s colour')
  return oneLine(inside)
}

interface TableWriting {
  depth: number
  lost: Set<string>
  blocks: Blocks
}

/** A table of Markdown has a row of headings; where there was none, it is empty. */
export function tableOf(node: ForeignNode, writing: TableWriting): Table[] {
  const rows = childrenOf(node)
    .filter(({ type }) => type === 'tableRow')
    .map(childrenOf)
  const isHeader = ({ type }: ForeignNode) => type === 'tableHeader'
  const hasHeading = rows[0]?.every(isHeader) ?? false
  if (rows.slice(hasHeading ? 1 : 0).some((cells) => cells.some(isHeader))) {
    writing.lost.add('headings at the side of a table')
  }
  const width = Math.max(0, ...rows.map((cells) => cells.length))
  if (width === 0) return []
  const shown = rows.map((cells) => cells.map((cell) => cellOf(cell, writing)))
  const all = hasHeading ? shown : [[], ...shown]
  const children = all.map((cells): TableRow => {
    const full = Array.from({ length: width }, (_, column) => cells[column] ?? [])
    return { type: 'tableRow', children: full.map((inside) => ({ type: 'tableCell', children: inside })) }
  })
  return [{ type: 'table', children }]
}
