/** A node of a document that somebody else wrote: whatever is missing or of another form is simply not there. */
export interface ForeignNode {
  type: string
  text: string
  attrs: Record<string, unknown>
  marks: { type: string; attrs: Record<string, unknown> }[]
  /** Not looked at yet. */
  content: unknown[]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const recordOf = (value: unknown) => (isRecord(value) ? value : {})
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

export function nodeOf(value: unknown): ForeignNode {
  const { type, text, attrs, marks, content } = recordOf(value)
  return {
    type: textOf(type),
    text: textOf(text),
    attrs: recordOf(attrs),
    marks: listOf(marks).map((mark) => ({
      type: textOf(recordOf(mark)['type']),
      attrs: recordOf(recordOf(mark)['attrs']),
    })),
    content: listOf(content),
  }
}

export const childrenOf = ({ content }: ForeignNode): ForeignNode[] => content.map(nodeOf)

/** The first of some attributes that is a text with something in it. */
export function attribute({ attrs }: Pick<ForeignNode, 'attrs'>, ...names: string[]): string {
  return names.map((name) => textOf(attrs[name])).find((text) => text !== '') ?? ''
}

/** All words below, however deep. */
export function wordsIn(top: ForeignNode): string {
  const found: string[] = []
  const waiting = [top]
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    const words = node.text || attribute(node, 'text', 'url', 'shortName')
    if (words !== '') found.push(words)
    waiting.unshift(...childrenOf(node))
  }
  return found.join(' ')
}
