import { randomBytes } from 'node:crypto'

/**
 * A secret that is recognised wherever a part of it gets to: letters and digits that stand nowhere else and look the same in URLs,
 * JSON and HTML, and behind them characters that do not.
 * @param tail left out where a secret may not have such characters
 */
export function canary(name: string, tail = `"'<&%+/\\`): { secret: string; core: string } {
  const core = `${name}Canary${randomBytes(9).toString('hex')}`
  return { secret: core + tail, core }
}

/** Base64 of a text in the middle of others: what it always looks like, at each of the three places where it may begin. */
function base64Within(text: string): string[] {
  const bytes = Buffer.from(text)
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/u, '')
    // The first and the last characters share bits with what is beside them.
    return encoded.slice(before === 0 ? 0 : before + 1, encoded.length - 1)
  })
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** The forms in which a secret may get out. */
export function formsOf(secret: string): string[] {
  const hex = Buffer.from(secret).toString('hex')
  const base64 = base64Within(secret)
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    encodeURIComponent(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
    secret.replaceAll(/[&<>"']/gu, (one) => entities[one] ?? one),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ]
  return [...new Set(forms)]
}

/** Something that came out of a hub. */
export interface Output {
  what: string
  text: string
  /** Secrets that it is there to show, by name. */
  shows?: string[]
}

/** Put together once for each set of secrets: some are looked for in everything that a suite says. */
const prepared = new WeakMap<Map<string, string>, { count: number; needles: Needle[] }>()

interface Needle {
  name: string
  forms: string[]
}

function needlesOf(secrets: Map<string, string>): Needle[] {
  const known = prepared.get(secrets)
  if (known?.count === secrets.size) return known.needles
  const needles = [...secrets].map(([name, secret]) => ({ name, forms: formsOf(secret) }))
  prepared.set(secrets, { count: secrets.size, needles })
  return needles
}

/** Where secrets stand that should not: “name in what: …”. */
export function leaksIn(outputs: Iterable<Output>, secrets: Map<string, string>): string[] {
  const needles = needlesOf(secrets)
  const found: string[] = []
  for (const { what, text, shows = [] } of outputs) {
    for (const { name, forms } of needles) {
      const form = shows.includes(name) ? undefined : forms.find((one) => text.includes(one))
      if (form === undefined) continue
      const at = text.indexOf(form)
      found.push(`${name} in ${what}: …${text.slice(Math.max(0, at - 80), at + form.length + 40)}…`)
    }
  }
  return found
}
