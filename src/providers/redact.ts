const mask = '•••'

/** Shorter secrets would turn every text into noise, and are no secrets. */
const shortest = 3

function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
  ]
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
 * raw or in the forms in which a server may echo them (URL, JSON, base64).
 */
export function redactor(secrets: string[], headers: Record<string, string> = {}): (text: string) => string {
  const authorization = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  const known = [...secrets, ...(authorization ? secretsOfAuthorization(authorization) : [])]
    .filter((secret) => secret.length >= shortest)
    .flatMap(formsOf)
    .sort((a, b) => b.length - a.length)
  return (text) => known.reduce((clean, secret) => clean.replaceAll(secret, mask), text)
}
