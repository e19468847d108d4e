const kept = new Set(
  'a b blockquote br code del div em h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre s span strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  ),
)
const keptAttributes = new Set(['alt', 'class', 'colspan', 'height', 'href', 'rowspan', 'src', 'style', 'title', 'width'])
const safeAddress = /^(https?:|mailto:|#|\/)/i

/** Roughly what the service does with HTML before it stores it: scripts, comments and unknown attributes go. */
export function sanitizeHtml(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/<(script|style|iframe|object|template)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi, (_tag, slash, name, attributes) =>
      kept.has(String(name).toLowerCase())
        ? `<${slash}${String(name).toLowerCase()}${slash ? '' : safeAttributes(String(attributes))}>`
        : '',
    )
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
