import { invalid, type AzureDevOpsError } from '../rest/answer.ts'

export interface Token {
  kind: 'field' | 'text' | 'number' | 'macro' | 'word' | 'symbol' | 'end'
  /** Fields and texts without what encloses them, words in upper case. */
  value: string
  /** As it was written. */
  source: string
}

const forms: [Token['kind'], RegExp][] = [
  ['field', /\[([^\]]*)\]/y],
  ['text', /'((?:[^']|'')*)'/y],
  ['text', /"((?:[^"]|"")*)"/y],
  ['number', /-?\d+(?:\.\d+)?/y],
  ['macro', /@([a-z]+)/iy],
  ['field', /([a-z]+(?:\.[a-z0-9]+)+)/iy],
  ['word', /[a-z]+/iy],
  ['symbol', /<>|<=|>=|[=<>(),*+-]/y],
]

/** Cuts a query into tokens; quotes inside a text are doubled. */
export function tokens(query: string): Token[] {
  const found: Token[] = []
  let place = 0
  while (true) {
    place += /^\s*/.exec(query.slice(place))?.[0].length ?? 0
    if (place >= query.length) return [...found, { kind: 'end', value: '', source: '' }]
    const token = readToken(query, place)
    if (!token) throw queryError('TF51006: The query statement is not valid.', query.slice(place, place + 30))
    found.push(token)
    place += token.source.length
  }
}

function readToken(query: string, place: number): Token | undefined {
  for (const [kind, form] of forms) {
    form.lastIndex = place
    const match = form.exec(query)
    if (match) return { kind, value: valueOf(kind, match), source: match[0] }
  }
  return undefined
}

function valueOf(kind: Token['kind'], [source, inner = source]: RegExpExecArray | [string, string?]): string {
  if (kind === 'text') return inner.replaceAll(source.startsWith("'") ? "''" : '""', source.charAt(0))
  return kind === 'word' || kind === 'macro' ? inner.toUpperCase() : inner
}

export function queryError(message: string, cause: string): AzureDevOpsError {
  return invalid(`${message} The error is caused by «${cause}».`, 'WorkItemTrackingQueryException')
}
