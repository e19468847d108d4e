/**
 * The help desk's addresses as they are registered: backslashes become slashes (C61, CX15), its words stand in lower case, and
 * slashes too many are gone. Other addresses stay as they are.
 */
export function tidyAddress(url: string): string {
  const end = url.search(/[?#]/u)
  const path = end < 0 ? url : url.slice(0, end)
  const parts = path.split(/\/|\\|%5c/iu).filter(Boolean)
  const [api = '', format = '', noun] = parts.map((part) => part.toLowerCase())
  if (api !== 'api' || (format !== 'json' && format !== 'xml')) return url
  const rest = parts.slice(3)
  return `/${[api, format, ...(noun === undefined ? [] : [noun]), ...rest].join('/')}${url.slice(path.length)}`
}
