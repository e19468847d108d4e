/** Why a JSON text is refused although a parser would take it: a field, and what would be right. */
export interface OddJson {
  field: string
  message: string
}

/** Reads a JSON text. Answers in words, with the place where there is one, what is wrong with a text that is none. */
export function readJson(text: string): { value: unknown } | { wrong: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    const [place = ''] = /\(line \d+ column \d+\)/u.exec(said) ?? []
    return { wrong: `The body is not valid JSON${place && ` ${place}`}.` }
  }
}

/** Strings, and the signs that give a document its structure. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/gu

/** What `JSON.parse` takes in silence: a name given twice, `__proto__`, any depth. The text is known to be JSON. */
export function oddJson(text: string, deepest: number): OddJson | undefined {
  const open: Set<string>[] = []
  let last = ''
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') open.push(new Set())
    else if (token === '}' || token === ']') open.pop()
    else if (token === ':') {
      const name = String(JSON.parse(last))
      if (name === '__proto__') return { field: name, message: 'a name that means something' }
      if (open.at(-1)?.has(name)) return { field: name, message: 'only once' }
      open.at(-1)?.add(name)
    }
    if (open.length > deepest) return { field: 'body', message: `nested at most ${deepest} levels deep` }
    last = token
  }
  return undefined
}
