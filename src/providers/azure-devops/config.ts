import { z } from 'zod'
import { organizationOf } from './address.ts'

/** A10, A11, A26. */
export const adoConfig = z.object({
  organization: z
    .string()
    .trim()
    .min(1, 'Give the address of your organisation, like https://dev.azure.com/your-organization.')
    .transform((text, context) => {
      const judged = organizationOf(text)
      if ('organization' in judged) return judged.organization
      context.addIssue({ code: 'custom', message: judged.message })
      return z.NEVER
    })
    .meta({
      title: 'Organization URL',
      description:
        'The address of your organisation: https://dev.azure.com/… or the older https://….visualstudio.com. For Azure DevOps Server, that of the collection.',
      examples: ['https://dev.azure.com/your-organization'],
      format: 'uri',
    }),
  token: z
    .string()
    .trim()
    .min(1, 'Create a token at User Settings > Personal Access Tokens > New Token and paste it here.')
    .regex(/^\S*$/u, 'The token has spaces or line breaks inside. Copy it again as one piece.')
    .meta({
      title: 'Personal Access Token',
      description: 'From User Settings > Personal Access Tokens. It is visible only once, when it is made.',
      secret: true,
    }),
})
export type AdoConfig = z.infer<typeof adoConfig>

/** `/CloudOps/AWS/` and `\CloudOps\AWS` mean `CloudOps\AWS`; no name in a path can have a slash. */
const areaPath = z
  .string()
  .transform((text) =>
    text
      .split(/[\\/]/u)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .join('\\'),
  )
  .pipe(z.string().min(1, String.raw`An area path looks like CloudOps\AWS.`))

/** A42, AX8: a complete destination, with Task as the declared default. */
export const adoDestination = z.object({
  project: z
    .string()
    .trim()
    .min(1, 'Choose the project that work items go to.')
    .meta({ title: 'Project', description: 'The project’s name.', examples: ['CloudOps'], choices: true }),
  areaPath: areaPath.optional().meta({
    title: 'Area Path',
    description: 'An area of the project, beginning with the project’s name. Empty: the project itself.',
    examples: [String.raw`CloudOps\AWS`],
    choices: true,
    tree: '\\',
    dependsOn: ['project'],
  }),
  workItemType: z
    .string()
    .trim()
    .min(1)
    .default('Task')
    .meta({
      title: 'Work Item Type',
      description: 'As the project calls it.',
      examples: ['Task'],
      choices: true,
      dependsOn: ['project'],
    }),
})
export type AdoDestination = z.infer<typeof adoDestination>
