const example = 'https://your-instance.service-now.com'

/** ServiceNow's own places under the instances' domain, which people copy by mistake. */
const notAnInstance = new Set(
  ['hi', 'support', 'signon', 'www', 'developer', 'docs', 'community', 'partner', 'store', 'now'].map(
    (name) => `${name}.service-now.com`,
  ),
)

function judgedHost(url: URL): { instance: string } | { message: string } {
  const { hostname, origin } = url
  if (notAnInstance.has(hostname)) {
    return {
      message: `${hostname} is a page of ServiceNow itself. Give your own instance's address, like ${example}.`,
    }
  }
  const [, name] = /^(?:.+\.)?([^.]+)\.servicenow\.com$/u.exec(hostname) ?? []
  if (name !== undefined || hostname === 'servicenow.com') {
    const own = /^(?:dev|ven)\d+$/u.test(name ?? '') ? `https://${name}.service-now.com` : example
    return {
      message: `${hostname} is a page of ServiceNow itself; instances have a hyphen in service-now.com. Give your own instance's address, like ${own}.`,
    }
  }
  if (hostname === 'localhost' || hostname.includes('.') || hostname.startsWith('[')) {
    return { instance: origin }
  }
  return { instance: `https://${hostname}.service-now.com` }
}

/**
 * The instance's origin out of whatever was pasted, or what would be right. The instance's name alone is enough: only a
 * custom address needs to be written out.
 */
export function instanceOf(text: string): { instance: string } | { message: string } {
  const address = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text) ? text : `https://${text}`
  if (!URL.canParse(address)) return { message: `This is no web address. It should look like ${example}.` }
  const url = new URL(address)
  if (!['http:', 'https:'].includes(url.protocol)) {
    return { message: `It should begin with https://, like ${example}.` }
  }
  if (url.username || url.password) {
    return { message: `Leave the user name and password out of the address: ${url.origin}.` }
  }
  return judgedHost(url)
}
