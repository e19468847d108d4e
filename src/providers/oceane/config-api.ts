import { z } from 'zod'
import { isPath, isWebAddress } from './address.ts'
import { blankIsAbsent } from './blank.ts'
import { placeOf } from './places.ts'

/** How the client shows who it is (RFC 6749, 2.3.1), and what a PATCH does to the list of notes. */
export const authentications = ['HTTP Basic', 'in the form'] as const
export const noteHabits = ['replaces the list', 'adds to the list'] as const

const path = z.string().refine(isPath, 'A path begins with a slash and has no spaces, like /troubleTicket.')

const pathOrAddress = z
  .string()
  .refine(
    (text) => isPath(text) || isWebAddress(text),
    'Give a path such as /oauth/token, or a whole address.',
  )

const place = z
  .string()
  .refine(
    (text) => placeOf(text) !== undefined,
    'Give the members from the outside in, divided by dots, like data.id.',
  )

const holdsId = (text: string) => text.includes('{id}')

/** B13, BX13: how a token is got. */
const tokenFields = {
  tokenPath: blankIsAbsent(
    pathOrAddress.default('/oauth/token').meta({
      title: 'Token path',
      description: 'Where the hub gets its access token (OAuth 2.0, client credentials).',
      called: true,
      examples: ['/oauth/token'],
    }),
  ),
  clientAuthentication: blankIsAbsent(
    z.enum(authentications).default('HTTP Basic').meta({
      title: 'Client authentication',
      description:
        'How Client ID and Client Secret are sent to the token path: in an Authorization header, or as fields of the form.',
    }),
  ),
  scope: blankIsAbsent(
    z.string().optional().meta({
      title: 'Scope',
      description: 'Asked for with the token, if Oceane wants one.',
    }),
  ),
}

/** B5: without the two paths that read, the hub only creates. */
const ticketFields = {
  createPath: blankIsAbsent(
    path.default('/troubleTicket').meta({
      title: 'Create path',
      description: 'Where tickets are created, by POST.',
      examples: ['/troubleTicket'],
    }),
  ),
  idPlace: blankIsAbsent(
    place.default('id').meta({
      title: 'Place of the ticket ID',
      description: 'Where the answer says it: members divided by dots.',
      examples: ['id'],
    }),
  ),
  urlPlace: blankIsAbsent(
    place.default('href').meta({
      title: 'Place of the ticket URL',
      description: 'Where the answer says it. Not looked at when a page address is given.',
      examples: ['href'],
    }),
  ),
  page: blankIsAbsent(
    z
      .string()
      .refine(
        (text) => isWebAddress(text) && holdsId(text),
        'Give an address with {id} in it, like https://oceane.example.com/tickets/{id}.',
      )
      .optional()
      .meta({
        title: 'Page address',
        description: 'The page that people open; {id} stands for the ticket ID.',
        examples: ['https://oceane.example.com/tickets/{id}'],
      }),
  ),
  listPath: blankIsAbsent(
    path.optional().meta({
      title: 'List path',
      description:
        'Where tickets are listed. With it the hub finds a ticket again when an answer was lost. Leave it empty if Oceane offers none.',
      examples: ['/troubleTicket'],
    }),
  ),
  readPath: blankIsAbsent(
    path
      .refine(holdsId, 'It needs {id}, like /troubleTicket/{id}.')
      .optional()
      .meta({
        title: 'Read path',
        description:
          'Where one ticket is read and changed. With it the hub follows the status and adds comments. Empty: it only creates.',
        examples: ['/troubleTicket/{id}'],
      }),
  ),
  notes: blankIsAbsent(
    z.enum(noteHabits).default('replaces the list').meta({
      title: 'A PATCH with notes',
      description:
        'What Oceane does with it, for comments: the rule of TM Forum is that it replaces the list.',
    }),
  ),
}

export const apiFields = { ...tokenFields, ...ticketFields }
