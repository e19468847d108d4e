/** Markup that needs no more escaping. Only `html` and `join` make it. */
export interface Html {
  markup: string
}

type Part = Html | string | number | false | null | undefined

/** Template tag: everything put in is escaped unless it is markup already; `false` and `null` leave nothing. */
export function html(texts: TemplateStringsArray, ...parts: (Part | Html[])[]): Html {
  return { markup: texts.reduce((markup, text, place) => markup + show(parts[place - 1]) + text) }
}

function show(part: Part | Html[]): string {
  if (part === undefined || part === null || part === false) return ''
  if (Array.isArray(part)) return part.map((entry) => entry.markup).join('')
  return typeof part === 'object' ? part.markup : escape(String(part))
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
