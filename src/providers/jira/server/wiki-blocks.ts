import type { AdfNode } from '../adf.ts'
import { wikiInline } from './wiki-inline.ts'

/** Lines of markup without macros that go over several lines. */
export function wikiBlocks(wiki: string, lost: Set<string>): AdfNode[] {
  const lines = wiki.split('\n')
  const found: AdfNode[] = []
  for (let place = 0; place < lines.length;) {
    const { nodes, taken } = blockAt(lines, place, lost)
    found.push(...nodes)
    place += taken
  }
  return found
}

interface Taken {
  nodes: AdfNode[]
  taken: number
}

const inline = (line: string, lost: Set<string>) => wikiInline(line, { lost, marks: [], depth: 0 })
const paragraph = (content: AdfNode[]): AdfNode[] =>
  content.length > 0 ? [{ type: 'paragraph', content }] : []

function withBreaks(lines: string[], lost: Set<string>): AdfNode[] {
  // A mark may go over a line end nowhere but in a colour.
  return inline(lines.join('\n'), lost).flatMap((node) => {
    if (node.type !== 'text' || !node.text?.includes('\n')) return [node]
    const { marks } = node
    return node.text.split('\n').flatMap((text, place) => {
      const words: AdfNode[] =
        text === '' ? [] : [marks ? { type: 'text', text, marks } : { type: 'text', text }]
      return place > 0 ? [{ type: 'hardBreak' }].concat(words) : words
    })
  })
}

const heading = /^\s*h([1-6])\.\s+(.*)$/u
const quote = /^\s*bq\.\s+(.*)$/u
const rule = /^\s*-{4,}\s*$/u
const listLine = /^\s*([*#]+|-|[*#][*#-]*)\s+(.*)$/u
const tableLine = /^\s*\|/u

const isBlank = (line: string) => line.trim() === ''
const startsBlock = (line: string) =>
  isBlank(line) || [heading, quote, rule, listLine, tableLine].some((pattern) => pattern.test(line))

function blockAt(lines: string[], place: number, lost: Set<string>): Taken {
  const line = lines[place] ?? ''
  if (isBlank(line)) return { nodes: [], taken: 1 }
  if (rule.test(line)) return { nodes: [{ type: 'rule' }], taken: 1 }
  const [, level, title] = heading.exec(line) ?? []
  if (level) {
    const content = inline(title ?? '', lost)
    return { nodes: [{ type: 'heading', attrs: { level: Number(level) }, content }], taken: 1 }
  }
  const [, quoted] = quote.exec(line) ?? []
  if (quoted !== undefined) {
    return { nodes: [{ type: 'blockquote', content: paragraph(inline(quoted, lost)) }], taken: 1 }
  }
  if (listLine.test(line)) return listAt(lines, place, lost)
  if (tableLine.test(line)) return tableAt(lines, place, lost)
  let end = place + 1
  while (end < lines.length && !startsBlock(lines[end] ?? '')) end += 1
  return { nodes: paragraph(withBreaks(lines.slice(place, end), lost)), taken: end - place }
}

interface Entry {
  marker: string
  lines: string[]
}

/** The lines of an item go on until the next block begins. */
function listAt(lines: string[], place: number, lost: Set<string>): Taken {
  const entries: Entry[] = []
  let end = place
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? ''
    const [, marker, words = ''] = rule.test(line) ? [] : (listLine.exec(line) ?? [])
    if (marker) entries.push({ marker: marker.slice(0, 20), lines: [words] })
    else if (startsBlock(line)) break
    else entries.at(-1)?.lines.push(line)
  }
  return { nodes: lists(entries, 1, lost), taken: end - place }
}

const typeOf = ({ marker }: Entry, depth: number) =>
  marker[depth - 1] === '#' ? 'orderedList' : 'bulletList'

/** Entries of one depth and one kind are a list; deeper ones belong to the entry before them. */
function lists(entries: Entry[], depth: number, lost: Set<string>): AdfNode[] {
  const found: AdfNode[] = []
  for (let place = 0; place < entries.length;) {
    const type = typeOf(entries[place] ?? { marker: '', lines: [] }, depth)
    const items: AdfNode[] = []
    while (place < entries.length) {
      const entry = entries[place]
      if (!entry || typeOf(entry, depth) !== type) break
      const isHere = entry.marker.length <= depth
      const first = isHere ? place + 1 : place
      let end = first
      while (end < entries.length && (entries[end]?.marker.length ?? 0) > depth) end += 1
      const words = isHere ? withBreaks(entry.lines, lost) : []
      const below = lists(entries.slice(first, end), depth + 1, lost)
      items.push({ type: 'listItem', content: [{ type: 'paragraph', content: words }, ...below] })
      place = end
    }
    found.push({ type, content: items })
  }
  return found
}

/** Bars inside links and behind a backslash are no edges of cells. */
function cellsOf(row: string): { text: string; isHeader: boolean }[] {
  const parts = row.trim().split(/((?:\\.|\[(?:\\.|[^\]\\])*\]|\{\{.*?\}\}|[^|\\[{]|[[{\\])+)/u)
  const cells: { text: string; isHeader: boolean }[] = []
  for (let place = 1; place < parts.length; place += 2) {
    const text = parts[place] ?? ''
    cells.push({ text, isHeader: (parts[place - 1] ?? '').length > 1 })
  }
  return cells
}

function tableAt(lines: string[], place: number, lost: Set<string>): Taken {
  let end = place
  while (end < lines.length && tableLine.test(lines[end] ?? '')) end += 1
  const rows = lines.slice(place, end).map((line): AdfNode => {
    const content = cellsOf(line).map(({ text, isHeader }): AdfNode => {
      const words = inline(text.trim(), lost)
      return {
        type: isHeader ? 'tableHeader' : 'tableCell',
        content: [{ type: 'paragraph', content: words }],
      }
    })
    return { type: 'tableRow', content }
  })
  return { nodes: [{ type: 'table', content: rows }], taken: end - place }
}
