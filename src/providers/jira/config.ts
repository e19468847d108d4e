import { z } from 'zod'

const example = 'https://your-domain.atlassian.net'

/** Atlassian's own pages, which people copy by mistake. */
const notASite = new Set([
  'id.atlassian.com',
  'admin.atlassian.com',
  'www.atlassian.com',
  'api.atlassian.com',
  'home.atlassian.com',
])

/** The site's origin out of whatever was pasted, or what would be right. */
function siteOf(text: string): { site: string } | { message: string } {
  const address = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text) ? text : `https://${text}`
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
  if (url.hostname === 'localhost' || url.hostname.includes('.') || url.hostname.startsWith('[')) {
    return { site: url.origin }
  }
  return {
    message: `“${url.hostname}” is only the first part. The whole address is https://${url.hostname}.atlassian.net.`,
  }
}

const projectKey = z
  .string()
  .trim()
  .toUpperCase()
  .regex(
    /^[A-Z][A-Z0-9_]+$/u,
    'A project key is the part before the number in a key such as INFRA-12: INFRA.',
  )

/** A15, A16, A30. */
export const jiraConfig = z.object({
  site: z
    .string()
    .trim()
    .min(1, `Give the address of your site, like ${example}.`)
    .transform((text, context) => {
      const judged = siteOf(text)
      if ('site' in judged) return judged.site
      context.addIssue({ code: 'custom', message: judged.message })
      return z.NEVER
    })
    .meta({
      title: 'Jira URL',
      description: 'The address of your Jira Cloud site, as the browser shows it.',
      examples: [example],
      format: 'uri',
    }),
  email: z
    .string()
    .trim()
    .pipe(z.email('This is no e-mail address.'))
    .meta({
      title: 'Email',
      description: 'The Atlassian account that the hub works as: best one of its own.',
      examples: ['crosstie@your-company.com'],
      format: 'email',
    }),
  token: z
    .string()
    .trim()
    .min(1, 'Create an API token at id.atlassian.com > Security > API tokens and paste it here.')
    .regex(/^\S*$/u, 'A token has no spaces or line breaks inside: copy it again, and only it.')
    .meta({
      title: 'API Token',
      description: 'From id.atlassian.com > Security > API tokens. It lives a year at most.',
      secret: true,
    }),
  defaultProjectKey: projectKey.meta({
    title: 'Default Project Key',
    description: 'Where tickets without a route of their own go.',
    examples: ['INFRA'],
  }),
})
export type JiraConfig = z.infer<typeof jiraConfig>

/** AX8: a complete destination, with Task as the declared default. */
export const jiraDestination = z.object({
  project: projectKey.meta({
    title: 'Project',
    description: 'The project’s key.',
    examples: ['INFRA'],
    choices: true,
  }),
  issueType: z
    .string()
    .trim()
    .min(1)
    .default('Task')
    .meta({
      title: 'Issue type',
      description: 'As the project calls it.',
      examples: ['Task'],
      choices: true,
      dependsOn: ['project'],
    }),
  component: z
    .string()
    .trim()
    .min(1)
    .optional()
    .meta({
      title: 'Component',
      description: 'A component of the project.',
      choices: true,
      dependsOn: ['project'],
    }),
})
export type JiraDestination = z.infer<typeof jiraDestination>
