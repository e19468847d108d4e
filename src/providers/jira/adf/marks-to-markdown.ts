import type { PhrasingContent } from 'mdast'
import { isSafeLink } from '../markdown/link.ts'
import type { ForeignNode } from './node.ts'
import { attribute } from './node.ts'

/** A piece of a line with everything that is on it. */
export interface Run {
  node: PhrasingContent
  /** Its address and, behind a line end, its title. */
  link?: string
  strong?: true
  emphasis?: true
  delete?: true
}

/** What a mark is called for people where Markdown has none; empty: nothing is lost without it. */
const names: Record<string, string> = {
  underline: 'underlined text',
  subsup: 'raised or lowered text',
  textColor: 'a text’s colour',
  backgroundColor: 'the colour behind a text',
  annotation: 'a remark on a part of the text',
  alignment: 'a paragraph’s alignment',
  indentation: 'a paragraph’s indent',
  border: 'a picture’s border',
  breakout: '',
  fontSize: 'a text’s size',
  code: '',
  dataConsumer: '',
  fragment: '',
}

const kept: Record<string, 'strong' | 'emphasis' | 'delete'> = {
  strong: 'strong',
  em: 'emphasis',
  strike: 'delete',
}

/** The marks that Markdown has; the names of the others go to `lost`. */
export function marked({ marks }: Pick<ForeignNode, 'marks'>, lost: Set<string>): Omit<Run, 'node'> {
  const run: Omit<Run, 'node'> = {}
  for (const mark of marks) {
    const href = attribute(mark, 'href')
    const title = attribute(mark, 'title').replace(/\s+/gu, ' ')
    const known = kept[mark.type]
    if (known) run[known] = true
    else if (mark.type === 'link' && isSafeLink(href)) run.link = title === '' ? href : `${href}\n${title}`
    else if (mark.type === 'link') lost.add(`a link to “${href}”`)
    else if (names[mark.type] !== '') lost.add(names[mark.type] ?? `the formatting “${mark.type}”`)
  }
  return run
}

const order = ['link', 'strong', 'emphasis', 'delete'] as const

/** Blanks at the edges of a mark would keep Markdown from seeing it. */
function isBlank(node: PhrasingContent | undefined): boolean {
  return node?.type === 'break' || (node?.type === 'text' && node.value.trim() === '')
}

function splitEdges(nodes: PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type !== 'text') return [node]
    const [, before = '', inside = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(node.value) ?? []
    return [before, inside, after].filter((value) => value !== '').map((value) => ({ type: 'text', value }))
  })
}

/** Without blanks at the edges, which nobody sees. */
export function trimmed(nodes: PhrasingContent[]): PhrasingContent[] {
  const parts = splitEdges(nodes)
  const first = parts.findIndex((node) => !isBlank(node))
  return first === -1 ? [] : joined(parts.slice(first, parts.findLastIndex((node) => !isBlank(node)) + 1))
}

function wrap(key: (typeof order)[number], link: string, nodes: PhrasingContent[]): PhrasingContent[] {
  const parts = splitEdges(nodes)
  const first = parts.findIndex((node) => !isBlank(node))
  const last = parts.findLastIndex((node) => !isBlank(node))
  if (first === -1) return nodes
  const children = parts.slice(first, last + 1)
  const [url = '', title] = link.split('\n')
  const wrapped: PhrasingContent =
    key === 'link' ? { type: 'link', url, ...(title && { title }), children } : { type: key, children }
  return [...parts.slice(0, first), wrapped, ...parts.slice(last + 1)]
}

/** Runs as a tree: neighbours with the same mark share it. */
export function nest(runs: Run[], level = 0): PhrasingContent[] {
  const key = order[level]
  if (key === undefined) return joined(runs.map(({ node }) => node))
  const groups: Run[][] = []
  for (const run of runs) {
    const group = groups.at(-1)
    if (group && group[0]?.[key] === run[key]) group.push(run)
    else groups.push([run])
  }
  return joined(
    groups.flatMap((group) => {
      const mark = group[0]?.[key]
      const inside = nest(group, level + 1)
      return mark === undefined ? inside : wrap(key, String(mark), inside)
    }),
  )
}

function joined(nodes: PhrasingContent[]): PhrasingContent[] {
  const found: PhrasingContent[] = []
  for (const node of nodes) {
    const before = found.at(-1)
    if (node.type === 'text' && before?.type === 'text') {
      found[found.length - 1] = { type: 'text', value: before.value + node.value }
    } else found.push(node)
  }
  return found
}
