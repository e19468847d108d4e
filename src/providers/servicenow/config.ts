import { z } from 'zod'
import { instanceOf } from './instance.ts'

const example = 'https://your-instance.service-now.com'

/** How ServiceNow writes the id of every record. */
export const sysIdForm = /^[0-9a-f]{32}$/iu

/** A17, A33. */
export const serviceNowConfig = z.object({
  instance: z
    .string()
    .trim()
    .min(1, `Give the address of your instance, like ${example}.`)
    .transform((text, context) => {
      const judged = instanceOf(text)
      if ('instance' in judged) return judged.instance
      context.addIssue({ code: 'custom', message: judged.message })
      return z.NEVER
    })
    .meta({
      title: 'Instance URL',
      description: 'The address of your ServiceNow instance, as the browser shows it.',
      examples: [example],
      format: 'uri',
    }),
  username: z
    .string()
    .trim()
    .min(1, 'Give the User ID of the integration user.')
    // The colon ends the name in a sign-in of name and password.
    .regex(/^[^:]+$/u, 'A User ID has no colon.')
    .meta({
      title: 'Username',
      description:
        'The User ID of the integration user: best one of its own, with “Web service access only”.',
      examples: ['crosstie.integration'],
    }),
  password: z
    .string()
    .min(1, 'Give the password of the integration user.')
    .regex(/^[^\r\n]*$/u, 'A password has no line breaks: copy it again, and only it.')
    .meta({
      title: 'Password',
      description: 'The integration user’s password in this instance, not one of a single sign-on.',
      secret: true,
    }),
})
export type ServiceNowConfig = z.infer<typeof serviceNowConfig>

/** A44, AX6, AX8: the default route has the same two fields as any other. */
export const serviceNowDestination = z.object({
  assignmentGroup: z.string().trim().regex(sysIdForm, 'Choose a group from the list.').meta({
    title: 'Assignment Group',
    description: 'The group that gets the incidents, for example “Cloud Infrastructure”.',
    choices: true,
  }),
  category: z.string().trim().min(1).optional().meta({
    title: 'Category',
    description: 'A category of incidents; without one the instance takes its own default.',
    choices: true,
  }),
})
export type ServiceNowDestination = z.infer<typeof serviceNowDestination>
