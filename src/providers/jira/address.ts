export const example = 'https://your-domain.atlassian.net'
export const serverExample = 'https://jira.example.com:8443/jira'

/** Atlassian's own pages, which people copy by mistake. */
const notASite = new Set([
  'id.atlassian.com',
  'admin.atlassian.com',
  'www.atlassian.com',
  'api.atlassian.com',
  'home.atlassian.com',
])

export const isCloudHost = (host: string) => /\.(atlassian\.net|jira\.com)$/iu.test(host)

/** Where Jira's own pages begin, below a context path. */
const page =
  /\/(browse|secure|projects|issues|plugins|servicedesk|rest|login\.jsp|si|jira\/(software|core|your-work))(\/|$)/iu

/** The path under which a Server or Data Center runs, such as `/jira`; Cloud has none. */
function contextPathOf({ pathname }: URL): string {
  const [context = ''] = pathname.split(page)
  return context.replace(/\/+$/u, '')
}

/** The site's address out of whatever was pasted, or what would be right. */
export function siteOf(text: string): { site: string } | { message: string } {
  const isWhole = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text)
  const address = isWhole ? text : `https://${text}`
  if (!URL.canParse(address)) return { message: `This is no web address. It should look like ${example}.` }
  const url = new URL(address)
  if (!['http:', 'https:'].includes(url.protocol))
    return { message: `It should begin with https://, like ${example}.` }
  if (url.username || url.password) {
    return { message: `Leave the user name and password out of the address: ${url.origin}.` }
  }
  if (notASite.has(url.hostname)) {
    return {
      message: `${url.hostname} is Atlassian's account page. Give your own site's address, like ${example}.`,
    }
  }
  if (isCloudHost(url.hostname)) return { site: url.origin }
  if (isWhole || url.hostname === 'localhost' || /[.[]/u.test(url.hostname)) {
    return { site: url.origin + contextPathOf(url) }
  }
  return {
    message: `“${url.hostname}” is only the first part. The whole address is https://${url.hostname}.atlassian.net; of a Server or Data Center, one like ${serverExample}.`,
  }
}
