import type { AdfMark, AdfNode } from '../adf.ts'
import { pictures } from './wiki-emoticons.ts'

/** What goes along while markup is read. */
export interface WikiReading {
  /** What was not understood and stays as text, in words for people. */
  lost: Set<string>
  marks: AdfMark[]
  depth: number
}

type Make = (found: RegExpExecArray, reading: WikiReading) => AdfNode[]

/** Marks inside marks inside marks: beyond, signs are only signs. */
const deepest = 8

const text = (value: string, { marks }: Pick<WikiReading, 'marks'>): AdfNode[] =>
  value === '' ? [] : [{ type: 'text', text: value, ...(marks.length > 0 && { marks }) }]

const within = (value: string, mark: AdfMark, reading: WikiReading): AdfNode[] =>
  wikiInline(value, { ...reading, marks: [...reading.marks, mark], depth: reading.depth + 1 })

const phrases: Record<string, string> = {
  '*': 'strong',
  _: 'em',
  '-': 'strike',
  '+': 'underline',
  '^': 'subsup',
  '~': 'subsup',
  '??': 'em',
}

const phrase: Make = ([, sign = '', inside = ''], reading) =>
  within(inside, { type: phrases[sign] ?? 'em' }, reading)

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00A0' }

const character = (point: number) => (point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '')

function linkTo(label: string, address: string, reading: WikiReading): AdfNode[] {
  return within(label, { type: 'link', attrs: { href: address } }, reading)
}

const isAddress = (target: string) => /^[a-z][a-z0-9+.-]*:/iu.test(target)

/** `[text|address|tip]`, `[address]`, `[^file]`, `[#place]`, `[~person]`; anything else is only square brackets. */
const bracketed: Make = ([whole, inside = ''], reading) => {
  const [first = '', ...others] = inside.split('|')
  const [target = '', tip] = others
  if (others.length > 0 && isAddress(target)) {
    if (tip) reading.lost.add('a link’s tip')
    return linkTo(first, target, reading)
  }
  if (first.startsWith('~')) return text(`@${first.slice(1).replace(/^accountid:/u, '')}`, reading)
  if (first.startsWith('^')) {
    reading.lost.add(`a link to the file “${first.slice(1)}”`)
    return text(first.slice(1), reading)
  }
  if (others.length === 0 && isAddress(first)) {
    return text(first, { marks: [...reading.marks, { type: 'link', attrs: { href: first } }] })
  }
  if (others.length > 0 || first.startsWith('#')) reading.lost.add(`a link “${whole}”`)
  return text(whole, reading)
}

/** Becomes a link by itself, but not among the words of another link: that leads where its own address says. */
const bareAddress: Make = ([address], at) => {
  if (at.marks.some(({ type }) => type === 'link')) return text(address, at)
  return text(address, { marks: [...at.marks, { type: 'link', attrs: { href: address } }] })
}

const picture: Make = ([, name = '']) => {
  const isElsewhere = isAddress(name)
  const alt = isElsewhere ? name : name.replace(/^.*[\\/]/u, '')
  return [{ type: 'mediaInline', attrs: { type: 'image', ...(isElsewhere ? { url: name } : { alt }) } }]
}

const macro: Make = ([whole, name = ''], reading) => {
  reading.lost.add(`the macro “{${name}}”`)
  return text(whole, reading)
}

/** Where signs count only at the edges of words. */
const edges = /[\p{L}\p{N}]$/u

interface Rule {
  pattern: RegExp
  make: Make
  /** Not right behind a letter or a digit. */
  apart?: boolean
}

/** In the order in which they are tried at each place. */
const rules: Rule[] = [
  { pattern: /\\\\/uy, make: () => [{ type: 'hardBreak' }] },
  {
    pattern: /\\([-#*_+?^~|%{}[\]()!@\\])/uy,
    make: ([, sign = ''], at) => text(sign, at),
  },
  { pattern: /&#(\d{1,7});/uy, make: ([, point], at) => text(character(Number(point)), at) },
  {
    pattern: /&#x([0-9a-f]{1,6});/iuy,
    make: ([, point = ''], at) => text(character(Number.parseInt(point, 16)), at),
  },
  { pattern: /&(amp|lt|gt|quot|nbsp);/uy, make: ([, name = ''], at) => text(entities[name] ?? '', at) },
  { pattern: /\{\{((?:\\.|[^\\\n]){1,2000}?)\}\}/uy, make: ([, inside = ''], at) => code(inside, at) },
  { pattern: /\{([-*_+^~])\}([^\n]{1,4000}?)\{\1\}/uy, make: phrase },
  {
    pattern: /\{color(?::[^}\n]*)?\}([^]{0,8000}?)\{color\}/uy,
    make: ([, inside = ''], at) => within(inside, { type: 'textColor' }, at),
  },
  { pattern: /\[((?:\\.|[^\]\\\n]){1,2000})\]/uy, make: bracketed },
  {
    pattern: /!((?=\S)[^!|\n]{1,500}\.\w{2,5}|https?:[^!|\s]{1,1000})(?:\|[^!\n]{0,200})?!/uy,
    make: picture,
  },
  {
    pattern: /https?:\/\/[^\s{}|[\]*()<>\\"]{0,2000}[^\s{}|[\]*()<>\\".,;:!?]/uy,
    make: bareAddress,
  },
  { pattern: /\{([a-z][\w-]*)(?::[^}\n]{0,500})?\}/iuy, make: macro },
  {
    // What is inside may end with an escaped sign: *Look out\!*
    pattern: /([*_+^~-])(?=\S)((?:\\.|[^\\\n]){0,2000}?(?:\\\S|[^\s\\]))\1(?![\p{L}\p{N}])/uy,
    make: phrase,
    apart: true,
  },
  { pattern: /(\?\?)(?=\S)([^\n]{1,2000}?)\?\?/uy, make: phrase, apart: true },
  { pattern: /---(?=\s)/uy, make: (_, at) => text('—', at) },
  { pattern: /--(?=\s)/uy, make: (_, at) => text('–', at) },
  {
    // Only those that there are: what stands in other parentheses is read like any text.
    pattern: /\((?:[!?/x+yni-]|\*[rgby]?|on|off|flag|flagoff)\)|[:;]-?[()DP](?!\w)/uy,
    make: ([sign], at) => text(pictures[sign] ?? sign, at),
  },
]

/** Nothing inside is a mark, but escapes and references count. */
function code(inside: string, reading: WikiReading): AdfNode[] {
  const plain = wikiInline(inside, { ...reading, marks: [], depth: deepest })
  const value = plain.map((node) => (node.type === 'hardBreak' ? '\\\\' : (node.text ?? ''))).join('')
  return text(value, { marks: [...reading.marks, { type: 'code' }] })
}

function hitAt(line: string, place: number, reading: WikiReading) {
  for (const { pattern, make, apart } of rules) {
    if (make === phrase && reading.depth >= deepest) continue
    pattern.lastIndex = place
    const found = pattern.exec(line)
    if (!found || (apart && edges.test(line.slice(Math.max(0, place - 2), place)))) continue
    return { nodes: make(found, reading), length: found[0].length }
  }
  return undefined
}

/** A place where some rule may begin; all others are only themselves. */
const beginnings = /[\\&{[!*_+^~?:;(-]|https?:/uy

/** One line, or several, of markup. */
export function wikiInline(line: string, reading: WikiReading): AdfNode[] {
  const nodes: AdfNode[] = []
  let plain = ''
  for (let place = 0; place < line.length;) {
    beginnings.lastIndex = place
    const hit = beginnings.test(line) ? hitAt(line, place, reading) : undefined
    if (!hit) {
      plain += line[place]
      place += 1
      continue
    }
    nodes.push(...text(plain, reading), ...hit.nodes)
    plain = ''
    place += hit.length
  }
  return [...nodes, ...text(plain, reading)]
}
