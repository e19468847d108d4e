const mask = '•••'

/** Shorter secrets would turn every text into noise, and are no secrets. */
const shortest = 3

/** Too short a piece of base64 stands in texts by chance. */
const shortestBase64 = 8

const quoted = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** A character in every way in which a server may write it: as it is, or escaped for JSON, an address, a form or a page. */
function writings(character: string): string {
  if (/^[a-z\d]$/iu.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  const encoded = encodeURIComponent(character.toWellFormed())
  const percent = encoded === character && code < 128 ? `%${hex.padStart(2, '0')}` : encoded
  const all = [
    character,
    JSON.stringify(character).slice(1, -1),
    ...[hex, hex.toUpperCase()].flatMap((digits) => [
      String.raw`\u${digits.padStart(4, '0')}`,
      `&#x${digits};`,
    ]),
    `\\${character}`,
    percent,
    named[character],
    `&#${code};`,
    `&#0${code};`,
    character === ' ' ? '+' : undefined,
  ]
  const each = all.flatMap((one) => (one === undefined ? [] : [one, one.toUpperCase(), one.toLowerCase()]))
  const longestFirst = [...new Set(each)].toSorted((one, other) => other.length - one.length)
  return `(?:${longestFirst.map(quoted).join('|')})`
}

/** What the base64 of a text around a secret always has in it, at each of the places where the secret may begin. */
function base64Within(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const pieces = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/u, '')
    // The first and the last characters share bits with what stands beside them.
    return encoded.slice(before === 0 ? 0 : before + 1, -1)
  })
  return pieces.filter((piece) => piece.length >= shortestBase64)
}

function literalsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const base64 = [bytes.toString('base64'), ...base64Within(secret)]
  const hex = bytes.toString('hex')
  const urls = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, ''))
  return [...new Set([...base64, ...urls, ...base64.map(encodeURIComponent), hex, hex.toUpperCase()])]
}

/** A function that hides one secret, whichever way it is written. */
function hiding(secret: string): (text: string) => string {
  const pattern = new RegExp(Array.from(secret, writings).join(''), 'gu')
  const literals = literalsOf(secret).toSorted((one, other) => other.length - one.length)
  return (text) =>
    literals.reduce((clean, one) => clean.replaceAll(one, mask), text.replaceAll(pattern, mask))
}

/** What an Authorization header gives away: the whole credential, and for Basic also the password in it. */
function secretsOfAuthorization(value: string): string[] {
  const [scheme = '', credential = ''] = value.split(/\s+/u)
  if (scheme.toLowerCase() !== 'basic') return [credential || scheme]
  const pair = Buffer.from(credential, 'base64').toString()
  return [credential, pair, pair.slice(pair.indexOf(':') + 1)]
}

/**
 * A function that hides every secret of one request: those named, and whatever its Authorization header carries,
 * raw or in the forms in which a server may echo them (URL, form, JSON, HTML, base64, hex).
 */
export function redactor(secrets: string[], headers: Record<string, string> = {}): (text: string) => string {
  const authorization = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  const all = [...secrets, ...(authorization ? secretsOfAuthorization(authorization) : [])]
  // Most answers are never shown, so this is put together only where one is.
  let hides: ((text: string) => string)[] | undefined
  return (text) => {
    hides ??= [...new Set(all)]
      .filter((secret) => secret.length >= shortest)
      .toSorted((one, other) => other.length - one.length)
      .map(hiding)
    return hides.reduce((clean, hide) => hide(clean), text)
  }
}
