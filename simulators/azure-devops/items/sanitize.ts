const kept = new Set(
  'a b blockquote br code del div em h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre s span strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  ),
)
const keptAttributes = new Set([
  'alt',
  'class',
  'colspan',
  'height',
  'href',
  'rowspan',
  'src',
  'style',
  'title',
  'width',
])
const safeAddress = /^(https?:|mailto:|#|\/)/i

const tag = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi

/** Roughly what the service does with HTML before it stores it: scripts, comments and unknown attributes go. */
export function sanitizeHtml(html: string): string {
  const text = html
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/<(script|style|iframe|object|template)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
  let stored = ''
  let place = 0
  for (const { 0: source, 1: slash, 2: name = '', 3: attributes = '', index } of text.matchAll(tag)) {
    stored += words(text.slice(place, index)) + safeTag(name.toLowerCase(), slash === '/', attributes)
    place = index + source.length
  }
  return stored + words(text.slice(place))
}

/** What looks like a tag between tags is none. */
function words(text: string): string {
  return text.replaceAll('<', '&lt;')
}

function safeTag(name: string, isClosing: boolean, attributes: string): string {
  if (!kept.has(name)) return ''
  return isClosing ? `</${name}>` : `<${name}${safeAttributes(attributes)}>`
}

function safeAttributes(text: string): string {
  const found = [...text.matchAll(/([a-z][\w-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)/gi)]
  const attributes = found.map(([, name = '', value = '']) => ({
    name: name.toLowerCase(),
    value: value.replace(/^(["'])([\s\S]*)\1$/, '$2').replaceAll('"', '&quot;'),
  }))
  return attributes
    .filter(({ name, value }) => keptAttributes.has(name) && isSafe(name, value))
    .map(({ name, value }) => ` ${name}="${value}"`)
    .join('')
}

function isSafe(name: string, value: string): boolean {
  if (name === 'style') return !/expression|javascript|url\(/i.test(value)
  return (name !== 'href' && name !== 'src') || safeAddress.test(value.trim())
}
