import { z } from 'zod'
import { baseOf } from './address.ts'
import { apiFields } from './config-api.ts'
import { valueFields } from './config-values.ts'
import { fieldNames } from './names.ts'
import { placeFor, readTemplate } from './template.ts'

/** B4, B11: what is asked for by these names. */
const connectionFields = {
  host: z
    .string()
    .trim()
    .min(1, 'Give the base URL of Oceane, like https://oceane.example.com.')
    .transform((text, context) => {
      const judged = baseOf(text)
      if ('base' in judged) return judged.base
      context.addIssue({ code: 'custom', message: judged.message })
      return z.NEVER
    })
    .meta({
      title: 'IP address/host',
      description: 'The base URL of Oceane. https is assumed; all paths below are added to it.',
      examples: ['https://oceane.example.com'],
      format: 'uri',
    }),
  clientId: z.string().trim().min(1, 'Give the Client ID that Orange gave you.').meta({
    title: 'Client ID',
    description: 'Identifies the hub when it signs in. Used for authentication only.',
  }),
  clientSecret: z
    .string()
    .trim()
    .min(1, 'Give the Client Secret that belongs to the Client ID.')
    .regex(/^\S*$/u, 'A Client Secret has no spaces or line breaks inside: copy it again, and only it.')
    .meta({
      title: 'Client Secret',
      description: 'The key that belongs to the Client ID. Used for authentication only.',
      secret: true,
    }),
  userId: z.string().trim().min(1, 'Give the User ID under which tickets are created.').meta({
    title: 'User ID',
    description: 'The user who creates the tickets in Oceane. It takes no part in authentication.',
  }),
}

/** B4, B11, BX16, BX23: everything that Orange does not publish is a setting, with the form of TMF621 v4 as its default. */
export const oceaneConfig = z
  .object({ ...connectionFields, ...apiFields, ...valueFields })
  .superRefine(({ listPath, request, clientId, clientAuthentication }, context) => {
    if (clientId.includes(':') && clientAuthentication === 'HTTP Basic') {
      const message = 'A colon ends the name in HTTP Basic: choose “in the form” as client authentication.'
      context.addIssue({ code: 'custom', path: ['clientId'], message })
    }
    const read = readTemplate(request, fieldNames)
    if (listPath === undefined || 'message' in read || placeFor(read.template, 'marker')) return
    const message =
      'With a list path, one place must hold {{marker}} and nothing else: by it a ticket is found again.'
    context.addIssue({ code: 'custom', path: ['request'], message })
  })
export type OceaneConfig = z.infer<typeof oceaneConfig>

const route = (title: string, description: string) =>
  z.string().trim().min(1).optional().meta({ title, description, choices: true })

/** One Oceane is one place: a route says what kind of ticket it makes, and what a ticket has that brings nothing of its own. */
export const oceaneDestination = z.object({
  ticketType: z
    .string()
    .trim()
    .min(1)
    .default('incident')
    .meta({
      title: 'Ticket Type',
      description: 'What Oceane calls this kind of ticket.',
      examples: ['incident'],
    }),
  channel: z.string().trim().min(1).optional().meta({
    title: 'Channel',
    description: 'The id of the channel that tickets come by, if Oceane has any.',
  }),
  urgency: route('Urgency', 'For tickets that do not bring an urgency of their own.'),
  technicalImpact: route(
    'Technical Impact',
    'For tickets that do not bring a technical impact of their own.',
  ),
})
export type OceaneDestination = z.infer<typeof oceaneDestination>
