import type { Definition, PhrasingContent } from 'mdast'
import { cleanText } from '../../text.ts'
import type { AdfMark, AdfNode } from '../adf.ts'
import { isSafeLink } from '../markdown/link.ts'

/** What goes along while a text is turned into a document. */
export interface Writing {
  /** What the document cannot carry, in words for people, each once. */
  lost: Set<string>
  /** Targets of links that stand elsewhere in the text. */
  definitions: Map<string, Definition>
}

/** Words with marks; a line end is a line break, because people see what they typed. */
export function words(value: string, marks: AdfMark[] = []): AdfNode[] {
  return cleanText(value)
    .split('\n')
    .flatMap((text, line): AdfNode[] => {
      const node = marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text }
      const nodes = text === '' ? [] : [node]
      return line > 0 ? [{ type: 'hardBreak' }].concat(nodes) : nodes
    })
}

const withMark = (marks: AdfMark[], mark: AdfMark): AdfMark[] => [
  ...marks.filter(({ type }) => type !== mark.type),
  mark,
]

interface Target {
  url: string
  title?: string | null | undefined
}

function link(
  { url, title }: Target,
  inside: { children: PhrasingContent[]; marks: AdfMark[] },
  writing: Writing,
): AdfNode[] {
  const { children, marks } = inside
  const label: PhrasingContent[] = children.length > 0 ? children : [{ type: 'text', value: url }]
  if (!isSafeLink(url)) {
    writing.lost.add(`a link to “${url}”`)
    return inline(label, writing, marks)
  }
  const attrs = { href: url, ...(title && { title }) }
  return inline(label, writing, withMark(marks, { type: 'link', attrs }))
}

function picture({ url }: Target, alt: string, { writing, marks }: { writing: Writing; marks: AdfMark[] }) {
  writing.lost.add(`an embedded picture “${alt || url}”`)
  return link({ url }, { children: [{ type: 'text', value: alt || url }], marks }, writing)
}

/** Code is only code in a document: besides it may be a link. */
function code(value: string, marks: AdfMark[], { lost }: Writing): AdfNode[] {
  const links = marks.filter(({ type }) => type === 'link')
  if (links.length < marks.length) lost.add('the style of a piece of code')
  return words(value, [...links, { type: 'code' }])
}

/** Text, marks, links and what else stands in a line. Raw HTML is text. */
export function inline(nodes: PhrasingContent[], writing: Writing, marks: AdfMark[] = []): AdfNode[] {
  return nodes.flatMap((node) => inlineNode(node, writing, marks))
}

function inlineNode(node: PhrasingContent, writing: Writing, marks: AdfMark[]): AdfNode[] {
  const target = 'identifier' in node ? writing.definitions.get(node.identifier) : undefined
  switch (node.type) {
    case 'text':
    case 'html':
      return words(node.value, marks)
    case 'strong':
      return inline(node.children, writing, withMark(marks, { type: 'strong' }))
    case 'emphasis':
      return inline(node.children, writing, withMark(marks, { type: 'em' }))
    case 'delete':
      return inline(node.children, writing, withMark(marks, { type: 'strike' }))
    case 'inlineCode':
      return code(node.value, marks, writing)
    case 'break':
      return [{ type: 'hardBreak' }]
    case 'link':
      return link(node, { children: node.children, marks }, writing)
    case 'linkReference':
      return target
        ? link(target, { children: node.children, marks }, writing)
        : inline(node.children, writing, marks)
    case 'image':
      return picture(node, node.alt ?? '', { writing, marks })
    case 'imageReference':
      return picture(target ?? { url: '' }, node.alt ?? '', { writing, marks })
    case 'footnoteReference':
      writing.lost.add('a footnote')
      return words(`[${node.label ?? node.identifier}]`, marks)
    default:
      return []
  }
}
