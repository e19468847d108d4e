import { foldedName, wireNames, type WireName } from './wire-parameters.ts'

type Split = Partial<Record<WireName, string>>

const anyName = wireNames.join('|')
const anyQueryName = wireNames.map((name) => name.replace(' ', '(?:%20|[ +_])?')).join('|')

/**
 * The parameters of `<script>||<name=value;…>||<tooltip>|<options>` (B17), or of its middle part alone, which
 * starts with a name. Nothing is escaped in it, so it is split only at names it has not had yet, and what stands
 * between is kept as it is (BX18).
 */
export function splitWireText(text: string): Split {
  const first = new RegExp(`(^\\s*|[|;])(?:${anyName})=`, 'u').exec(text)
  if (!first) return {}
  const from = first.index + (first[1] ?? '').length
  const isWhole = text.slice(0, from).includes('|')
  const middle = text.slice(from)
  return splitAt(isWhole ? middle.replace(tail, '') : middle, new RegExp(`(?:^|;)(${anyName})=`, 'gu'))
}

/** Neither a tooltip nor options contain a bar, so bars before their own belong to the last value. */
const tail = /\|\|[^|]*(?:\|[^|]*)?$/u

/**
 * The parameters of a query string. DataMiner does not say that it escapes what it puts in the place of its
 * keywords, so `&`, `#` and a lone `%` may stand in a value as they are: a page passes its address's search and
 * hash as one text. A plus sign stays one.
 */
export function splitWireQuery(text: string): Split {
  return Object.fromEntries(
    Object.entries(splitAt(text, new RegExp(`(?:^\\s*\\?|&)(${anyQueryName})=`, 'giu'))).map(
      ([name, value]) => [name, unescaped(value)],
    ),
  )
}

function splitAt(text: string, mark: RegExp): Split {
  const marks = new Map<WireName, { start: number; end: number }>()
  for (const match of text.matchAll(mark)) {
    const name = nameOf(match[1] ?? '')
    if (name && !marks.has(name)) marks.set(name, { start: match.index, end: match.index + match[0].length })
  }
  const ends = [...marks.values()].map(({ start }) => start).slice(1)
  return Object.fromEntries(
    [...marks].map(([name, { end }], index) => [name, text.slice(end, ends[index] ?? text.length)]),
  )
}

function nameOf(written: string): WireName | undefined {
  const folded = foldedName(written.replaceAll(/%20|\+/gu, ''))
  return wireNames.find((name) => foldedName(name) === folded)
}

/** Escapes that make no character are kept as they are. */
const unescaped = (text: string) =>
  text.replace(/(?:%[\da-f]{2})+/giu, (escapes) => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return escapes
    }
  })
