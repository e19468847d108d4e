const example = 'https://dev.azure.com/your-organization'

type Judged = { organization: string } | { message: string }

/** First labels under visualstudio.com that are Microsoft's own and no organisation. */
const reserved = new Set(['app', 'docs', 'login', 'marketplace', 'my', 'vs-ssh', 'www'])

const microsofts = /(?:^|\.)(?:azure|live|microsoft|microsoftonline|visualstudio)\.com$/u

const ownPage = (host: string): Judged => ({
  message: `${host} is one of Microsoft's own pages. Give your organisation's address, like ${example}.`,
})

/** `https://dev.azure.com/contoso/Project/_boards…`: the organisation is the first part of the path. */
function inCloud(segments: string[]): Judged {
  const [name = '_'] = segments
  return name.startsWith('_')
    ? { message: `The organisation's name is missing: it is the next part of the address, like ${example}.` }
    : { organization: `https://dev.azure.com/${name}` }
}

/** A11: `https://contoso.visualstudio.com/DefaultCollection/…`: the organisation is the host. */
function inOldCloud(host: string): Judged {
  const name = host.slice(0, host.indexOf('.'))
  const isOrganization = host.split('.').length === 3 && !reserved.has(name)
  return isOrganization ? { organization: `https://${host}` } : ownPage(host)
}

/** `https://host/Collection/…` or `https://host/tfs/Collection/…`, on a server of one's own. */
function onServer(url: URL, segments: string[]): Judged {
  const defaultAt = segments.findIndex((segment) => segment.toLowerCase() === 'defaultcollection')
  const usual = segments[0]?.toLowerCase() === 'tfs' ? 2 : 1
  const depth = defaultAt >= 0 ? defaultAt + 1 : usual
  const path = segments.slice(0, depth)
  if (path.length === depth && !path.at(-1)?.startsWith('_')) {
    return { organization: `${url.origin}/${path.join('/')}` }
  }
  return {
    message: `The collection is missing. The address of a server of your own looks like ${url.origin}/DefaultCollection or ${url.origin}/tfs/DefaultCollection.`,
  }
}

/** Addresses for cloning have the organisation as a user name: `https://contoso@dev.azure.com/contoso/…`. */
function isNamedAsUser(url: URL, segments: string[]): boolean {
  const names = [segments[0], url.hostname.split('.')[0]].map((name) => name?.toLowerCase())
  return url.password === '' && names.includes(url.username.toLowerCase())
}

/** The organisation's (or collection's) address out of whatever was pasted, or what would be right. */
export function organizationOf(text: string): Judged {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text)
  if (!hasScheme && /^[\w-]+$/u.test(text)) {
    return { message: `“${text}” is only the name. The whole address is https://dev.azure.com/${text}.` }
  }
  const address = hasScheme ? text : `https://${text}`
  if (!URL.canParse(address)) return { message: `This is no web address. It should look like ${example}.` }
  const url = new URL(address)
  if (!['http:', 'https:'].includes(url.protocol)) {
    return { message: `It should begin with https://, like ${example}.` }
  }
  const segments = url.pathname.split('/').filter((segment) => segment !== '')
  if ((url.username || url.password) && !isNamedAsUser(url, segments)) {
    const without = `${url.origin}${url.pathname}`
    return { message: `Leave the user name and password out of the address: ${without}.` }
  }
  if (url.hostname === 'dev.azure.com') return inCloud(segments)
  if (url.hostname.endsWith('.visualstudio.com')) return inOldCloud(url.hostname)
  return microsofts.test(url.hostname) ? ownPage(url.hostname) : onServer(url, segments)
}
