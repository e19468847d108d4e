const example = 'https://oceane.example.com'

/** The base URL out of what was typed, without a slash at its end, or what would be right. https where no scheme is given. */
export function baseOf(text: string): { base: string } | { message: string } {
  const address = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text) ? text : `https://${text}`
  if (!URL.canParse(address)) return { message: `This is no address. It should look like ${example}.` }
  const url = new URL(address)
  if (!['http:', 'https:'].includes(url.protocol)) {
    return { message: `It should begin with https://, like ${example}.` }
  }
  if (url.username || url.password) {
    return { message: `Leave the user name and password out of the address: ${url.origin}.` }
  }
  if (url.search || url.hash) {
    return { message: `Leave out what follows “?” or “#”: ${url.origin}${url.pathname}.` }
  }
  return { base: url.origin + url.pathname.replace(/\/+$/u, '') }
}

/** True for a path below the base URL, as the settings take it. */
export const isPath = (text: string) =>
  /^\/[^\s#\\]*$/u.test(text) && !text.startsWith('//') && !/\/(?:\.|%2e){1,2}(?:[/?]|$)/iu.test(text)

export const isWebAddress = (text: string) =>
  URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)

/** A path below the base URL; a whole address stays one. */
export const addressOf = (base: string, path: string) => (isPath(path) ? base + path : path)

/** The page of one ticket. */
export const forTicket = (template: string, id: string) =>
  template.replaceAll('{id}', encodeURIComponent(id.toWellFormed()))

/** A path with further parameters; it may bring some of its own. */
export const withQuery = (path: string, query: Record<string, string>) =>
  `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(query)}`
