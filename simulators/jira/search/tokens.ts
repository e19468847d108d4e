import { invalid } from '../rest/answer.ts'

export interface Token {
  kind: 'word' | 'text' | 'sign'
  value: string
}

const signs = ['!=', '>=', '<=', '!~', '=', '>', '<', '~', '(', ')', ',']
/** JQL wants these quoted: https://support.atlassian.com/jira-software-cloud/docs/what-is-advanced-search-in-jira-cloud/ */
const reservedCharacters = '+.;?|*/%^$#@[]{}'

/** Cuts JQL into words, quoted texts and signs; quoting mistakes are refused as Jira refuses them. */
export function readTokens(jql: string): Token[] {
  const tokens: Token[] = []
  let place = 0
  while (place < jql.length) {
    const rest = jql.slice(place)
    const blank = /^\s+/.exec(rest)
    if (blank) {
      place += blank[0].length
      continue
    }
    const { token, length } = readToken(rest)
    tokens.push(token)
    place += length
  }
  return tokens
}

function readToken(rest: string): { token: Token; length: number } {
  const sign = signs.find((candidate) => rest.startsWith(candidate))
  if (sign) return { token: { kind: 'sign', value: sign }, length: sign.length }
  if (rest.startsWith('"') || rest.startsWith("'")) return readQuoted(rest)
  const word = /^[^\s"'(),=<>!~]+/.exec(rest)?.[0]
  if (word === undefined)
    throw invalid(`Error in the JQL Query: Unable to parse the text '${rest.slice(0, 20)}'.`)
  const reserved = Array.from(word).find((character) => reservedCharacters.includes(character))
  if (reserved) {
    throw invalid(
      `Error in the JQL Query: The character '${reserved}' is a reserved JQL character. You must enclose it in a string or use the escape '\\u${reserved.charCodeAt(0).toString(16).padStart(4, '0')}' instead.`,
    )
  }
  return { token: { kind: 'word', value: word }, length: word.length }
}

const escapes: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  "'": "'",
  ' ': ' ',
}

function readQuoted(rest: string): { token: Token; length: number } {
  const quote = rest[0]
  let value = ''
  for (let place = 1; place < rest.length; place += 1) {
    const character = rest[place] ?? ''
    if (character === quote) return { token: { kind: 'text', value }, length: place + 1 }
    if (character !== '\\') {
      value += character
      continue
    }
    const unicode = /^u([0-9a-fA-F]{4})/.exec(rest.slice(place + 1))
    const escaped = unicode
      ? String.fromCharCode(parseInt(unicode[1] ?? '', 16))
      : escapes[rest[place + 1] ?? '']
    if (escaped === undefined) {
      throw invalid(`Error in the JQL Query: '\\${rest[place + 1] ?? ''}' is an illegal JQL escape sequence.`)
    }
    value += escaped
    place += unicode ? 5 : 1
  }
  throw invalid(`Error in the JQL Query: The quoted string '${rest.slice(1)}' has not been completed.`)
}
