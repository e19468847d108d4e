import * as fc from 'fast-check'
import type { BlockContent, ListItem, PhrasingContent, Root, RootContent } from 'mdast'
import { parseMarkdown } from '../markdown/parse.ts'

/** Texts of people, among them much that means something in one markup or the other. */
const word = fc.constantFrom(
  ...'disk idle naïve 数据 🙂 a1 snake_case 3*4 C# #5 1. - + * _ ~ | || > < <b> & &amp; ` [x] (x) (!) :) {x} {code} h1. bq. @Mara ! \\ \\\\ -- $5 50% ^ ?? https://example.com/a_b?c=1'.split(
    ' ',
  ),
)
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '))
const text = words.map((value): PhrasingContent => ({ type: 'text', value }))
const plainWord = fc.constantFrom('disk', 'idle', 'naïve', '数据', 'two words')

const code = fc
  .constantFrom('x', 'a b', 'a*b', 'c | d', '{x}')
  .map((value): PhrasingContent => ({ type: 'inlineCode', value }))
const marked = fc
  .tuple(fc.constantFrom('strong' as const, 'emphasis' as const, 'delete' as const), plainWord)
  .map(([type, value]): PhrasingContent => ({ type, children: [{ type: 'text', value }] }))
const link = plainWord.map((value): PhrasingContent => ({
  type: 'link',
  url: 'https://example.com/x?y=1&z=2',
  children: [{ type: 'text', value }],
}))
const lineBreak = fc.constant<PhrasingContent>({ type: 'break' })
const space: PhrasingContent = { type: 'text', value: ' ' }

const parted = (nodes: PhrasingContent[]) =>
  nodes.flatMap((node, place) => (place > 0 ? [space, node] : [node]))
const phrases = fc
  .array(fc.oneof({ weight: 4, arbitrary: text }, code, marked, link), { minLength: 1, maxLength: 4 })
  .map(parted)
const lines = fc
  .tuple(phrases, fc.option(fc.tuple(lineBreak, phrases), { nil: undefined }))
  .map(([first, more]) => (more ? first.concat(more[0], more[1]) : first))

const paragraph = lines.map((children): BlockContent => ({ type: 'paragraph', children }))
const codeBlock = fc
  .record({
    lang: fc.constantFrom(null, 'java', 'sql'),
    value: fc.constantFrom('let a = 1\n\n  b', 'x | y', '* no'),
  })
  .map(({ lang, value }): BlockContent => ({ type: 'code', lang, value }))
const heading = fc
  .tuple(fc.constantFrom(1 as const, 2 as const, 3 as const, 6 as const), phrases)
  .map(([depth, children]): RootContent => ({ type: 'heading', depth, children }))
const table = fc
  .array(fc.array(phrases, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 })
  .map((rows): RootContent => ({
    type: 'table',
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((children) => ({ type: 'tableCell', children })),
    })),
  }))

/** @param withTasks whether lists may be of tasks, which Jira’s wiki markup has not */
function list(depth: number, withTasks: boolean): fc.Arbitrary<BlockContent> {
  const below = depth > 0 ? fc.array(list(depth - 1, false), { maxLength: 1 }) : fc.constant([])
  const item = fc.tuple(phrases, below).map(([children, lists]): ListItem => ({
    type: 'listItem',
    spread: false,
    children: [{ type: 'paragraph', children }, ...lists],
  }))
  const items = fc.array(item, { minLength: 1, maxLength: 3 })
  const plain = fc
    .tuple(items, fc.boolean())
    .map(([children, ordered]): BlockContent => ({ type: 'list', ordered, spread: false, children }))
  if (!withTasks) return plain
  const task = fc.tuple(phrases, fc.boolean()).map(([children, checked]): ListItem => ({
    type: 'listItem',
    spread: false,
    checked,
    children: [{ type: 'paragraph', children }],
  }))
  const tasks = fc
    .array(task, { minLength: 1, maxLength: 3 })
    .map((children): BlockContent => ({ type: 'list', ordered: false, spread: false, children }))
  return fc.oneof(plain, tasks)
}

/** Documents of everything that both forms carry. */
export function documents({ tasks }: { tasks: boolean }): fc.Arbitrary<Root> {
  const quote = fc
    .array(paragraph, { minLength: 1, maxLength: 2 })
    .map((children): BlockContent => ({ type: 'blockquote', children }))
  const rule = fc.constant<RootContent>({ type: 'thematicBreak' })
  const block = fc.oneof(paragraph, heading, codeBlock, table, list(2, tasks), quote, rule)
  return fc.array(block, { minLength: 1, maxLength: 6 }).map((children): Root => ({ type: 'root', children }))
}

/** What a text says and how it is built, without what only the way of writing makes. */
export function outline(markdown: string): unknown {
  return parseMarkdown(markdown).root.children.flatMap(shape)
}

function shape(node: RootContent): unknown[] {
  if (node.type === 'text') return [node.value.replace(/\s+/gu, ' ')]
  if (node.type === 'break') return [' ']
  if ('children' in node) {
    const inside = joined(node.children.flatMap((child) => shape(child)))
    const { type } = node
    if (type === 'list') return [{ type, ordered: node.ordered === true, inside }]
    if (type === 'listItem') return [{ type, checked: node.checked ?? null, inside }]
    if (type === 'heading') return [{ type, depth: node.depth, inside }]
    return [type === 'link' ? { type, url: node.url, inside } : { type, inside }]
  }
  return ['value' in node ? { type: node.type, value: node.value } : { type: node.type }]
}

function joined(parts: unknown[]): unknown[] {
  const found: unknown[] = []
  for (const part of parts) {
    const before = found.at(-1)
    if (typeof part === 'string' && typeof before === 'string') found[found.length - 1] = before + part
    else found.push(part)
  }
  return found.map((part) => (typeof part === 'string' ? part.replace(/\s+/gu, ' ').trim() : part))
}
