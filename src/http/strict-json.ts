/** Why a JSON text is refused although a parser would take it: a field, and what would be right. */
export interface OddJson {
  field: string
  message: string
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
