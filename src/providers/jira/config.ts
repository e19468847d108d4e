import { z } from 'zod'
import { example, isCloudHost, serverExample, siteOf } from './address.ts'

/** Which Jira it is. Connections that were made before there was a choice are Cloud. */
export const editions = ['Cloud', 'Server or Data Center'] as const

const isEmail = (text: string) => z.email().safeParse(text).success

const projectKey = z
  .string()
  .trim()
  .toUpperCase()
  .regex(
    /^[A-Z][A-Z0-9_]+$/u,
    'A project key is the part before the number in a key such as INFRA-12: INFRA.',
  )

const fields = z.object({
  edition: z.enum(editions).optional().meta({
    title: 'Edition',
    description: 'Cloud is what Atlassian runs. Server and Data Center run at your own place.',
    default: 'Cloud',
  }),
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
      description: `The address of your Jira Cloud site, as the browser shows it. Server, Data Center: with protocol, port and path, like ${serverExample}.`,
      examples: [example],
      format: 'uri',
    }),
  email: z
    .string()
    .trim()
    .optional()
    .meta({
      title: 'Email',
      description: 'The Atlassian account that the hub works as: best one of its own.',
      only: { field: 'edition', value: 'Cloud', required: true },
      examples: ['crosstie@your-company.com'],
      format: 'email',
    }),
  userName: z
    .string()
    .trim()
    .optional()
    .meta({
      title: 'Jira User Name',
      description:
        'The name that the hub signs in with, beside its password. Leave it empty for a personal access token.',
      only: { field: 'edition', value: 'Server or Data Center' },
      examples: ['crosstie'],
    }),
  token: z
    .string()
    .trim()
    .min(
      1,
      'Create an API token at id.atlassian.com > Security > API tokens and paste it here. Server, Data Center: give a personal access token, or the password of the user.',
    )
    .meta({
      title: 'API Token',
      description:
        'Cloud: from id.atlassian.com > Security > API tokens; it lives a year at most. Server, Data Center: a personal access token, or the password.',
      secret: true,
      confirm: true,
    }),
  defaultProjectKey: projectKey.meta({
    title: 'Default Project Key',
    description: 'Where tickets without a route of their own go.',
    examples: ['INFRA'],
  }),
})
type Fields = z.infer<typeof fields>

export const isServer = ({ edition }: Pick<Fields, 'edition'>) => edition === 'Server or Data Center'

interface Rule {
  field: 'site' | 'email' | 'userName' | 'token'
  keeps: (given: Partial<Fields>) => boolean
  message: string
}

const filled = (text: string | undefined): text is string => typeof text === 'string' && text !== ''
const hostOf = (site: string | undefined) => (site && URL.canParse(site) ? new URL(site).hostname : '')

/** C25–C29, A16: what is right for one edition is wrong for the other. */
const rules: Rule[] = [
  {
    field: 'site',
    keeps: (given) => !isServer(given) || !isCloudHost(hostOf(given.site)),
    message: 'This is the address of a Jira Cloud site: choose Cloud as its edition.',
  },
  {
    field: 'email',
    keeps: (given) => isServer(given) || (filled(given.email) && isEmail(given.email)),
    message: 'This is no e-mail address. Jira Cloud knows its users by their whole e-mail address.',
  },
  {
    field: 'email',
    keeps: (given) => !isServer(given) || !filled(given.email),
    message:
      'Leave the e-mail address out: Jira Server and Data Center take none to sign in. Give the user name, or a personal access token without one.',
  },
  {
    field: 'userName',
    keeps: (given) => isServer(given) || !filled(given.userName),
    message: 'Leave the user name out: Jira Cloud knows its users by their e-mail address.',
  },
  {
    field: 'userName',
    keeps: (given) => !isServer(given) || !filled(given.userName) || !isEmail(given.userName),
    message:
      'This is an e-mail address, which Jira Server and Data Center do not take to sign in. Give the user name: it stands in the user’s profile.',
  },
  {
    field: 'userName',
    keeps: (given) => !filled(given.userName) || !given.userName.includes(':'),
    message: 'A colon ends a user name when signing in: use a personal access token instead.',
  },
  {
    field: 'token',
    // CX9: beside a user name the secret is a password, which may have spaces inside; alone it is a token.
    keeps: (given) => (isServer(given) && filled(given.userName)) || /^\S*$/u.test(given.token ?? ''),
    message: 'A token has no spaces or line breaks inside: copy it again, and only it.',
  },
]

/** A15, A16, A30. Rules between fields are told beside the fields’ own complaints, not after them. */
export const jiraConfig = rules.reduce<z.ZodType<Fields>>(
  (schema, { field, keeps, message }) => schema.refine(keeps, { path: [field], message, when: () => true }),
  fields,
)
export type JiraConfig = Fields

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
