import type { AdfDocument, AdfNode } from '../adf/model.ts'

/**
 * Jira's wiki markup, as far as texts of other programs may meet it: what it makes bold, hides or turns into a link is no
 * longer the text that was sent. https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all
 */
export function readWiki(wiki: string): AdfDocument {
  const blocks = wiki
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .flatMap((part) => part.split(/(?<=\n)(?=(?:\*|-|#) )/))
  return { type: 'doc', version: 1, content: blocks.flatMap(readBlock), wiki }
}

function readBlock(block: string): AdfNode[] {
  const text = block.replace(/\n+$/, '')
  if (text.trim() === '') return []
  if (/^-{4,}$/.test(text.trim())) return [{ type: 'rule' }]
  const [, level, title] = /^h([1-6])\. (.*)$/s.exec(text) ?? []
  if (level) return [{ type: 'heading', attrs: { level: Number(level) }, content: inline(title ?? '') }]
  const [, item] = /^(?:\*|-|#)+ (.*)$/s.exec(text) ?? []
  if (item === undefined) return [{ type: 'paragraph', content: lines(text) }]
  const content = [{ type: 'paragraph', content: lines(item) }]
  return [{ type: 'bulletList', content: [{ type: 'listItem', content }] }]
}

function lines(text: string): AdfNode[] {
  return text
    .split('\n')
    .flatMap((line, place) => (place > 0 ? [{ type: 'hardBreak' }] : []).concat(inline(line)))
}

const words = (text: string): AdfNode[] => (text === '' ? [] : [{ type: 'text', text }])
const marked = (text: string, type: string, attrs?: Record<string, unknown>): AdfNode[] =>
  inline(text).map((node) => {
    const marks = (node.marks ?? []).concat({ type, ...(attrs && { attrs }) })
    return Object.assign(node, { marks })
  })

const phrases: Record<string, string> = { '*': 'strong', _: 'em', '-': 'strike', '+': 'underline' }

/** In the order in which they are tried at each place. */
const rules: [RegExp, (found: RegExpExecArray) => AdfNode[]][] = [
  [/^(?<!\\)\\([-#*_+?^~|%{}[\]()!@])/, ([, character = '']) => words(character)],
  [/^\\\\/, () => [{ type: 'hardBreak' }]],
  [/^&#(\d+);/, ([, code]) => words(String.fromCodePoint(Number(code)))],
  [/^&amp;/, () => words('&')],
  [/^https?:\/\/[^\s{}|[\]*()<>\\]+/, ([address]) => words(address)],
  [/^\[((?:\\.|[^\]|\\])+)\|([^\]]+)\]/, ([, label = '', href = '']) => marked(label, 'link', { href })],
  [/^\[[^\]]*\]|^\{\w[^}]*\}|^![^\s!][^!]*!/, () => []],
  [
    /^([*_+^~-])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/u,
    ([, sign = '', inside = '']) => marked(inside, phrases[sign] ?? 'subsup'),
  ],
  [/^\((?:[!?/x*+yni-]|on|off)\)|^[:;]-?[()DP](?!\w)/, () => [{ type: 'emoji', attrs: { shortName: '☺' } }]],
]

const startsAfterWord = /[\p{L}\p{N}\\]$/u

function inline(text: string): AdfNode[] {
  const nodes: AdfNode[] = []
  let plain = ''
  for (let place = 0; place < text.length;) {
    const rest = text.slice(place)
    const hit = hitAt(rest, text.slice(0, place))
    if (!hit) {
      plain += text[place]
      place += 1
      continue
    }
    nodes.push(...words(plain), ...hit.nodes)
    plain = ''
    place += hit.length
  }
  return [...nodes, ...words(plain)]
}

function hitAt(rest: string, before: string): { nodes: AdfNode[]; length: number } | undefined {
  for (const [pattern, make] of rules) {
    const found = pattern.exec(rest)
    if (!found) continue
    if (/^[*_+^~-]/.test(rest) && startsAfterWord.test(before)) continue
    return { nodes: make(found), length: found[0].length }
  }
  return undefined
}
