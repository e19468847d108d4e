import { z } from 'zod'
import {
  clearCodeNames,
  eventStatuses,
  serviceCategories,
  servicePriorities,
  serviceStatuses,
  serviceType,
} from '../../domain/service-ticket.ts'

/** Line breaks and tabs are text; other control characters are a mistake of the caller. */
const controls = /(?![\t\n\r])\p{Cc}/u
const text = (longest: number) =>
  z
    .string({ error: ({ input }) => (input === undefined ? 'required: text' : 'text') })
    .max(longest, `at most ${longest.toLocaleString('en')} characters`)
    .refine((value) => !controls.test(value), 'text without control characters')
const line = (longest: number) =>
  text(longest).refine((value) => !/[\n\r\t]/u.test(value), 'one line, without tabs')
const given = (value: z.ZodString) => value.refine((said) => said.trim() !== '', 'not empty')
const oneOf = <T extends string>(values: readonly [T, ...T[]]) =>
  z.enum(values, {
    error: ({ input }) => `${input === undefined ? 'required: ' : ''}one of ${values.join(', ')}`,
  })

const OwnerContact = z.strictObject(
  {
    first_name: given(line(100)),
    last_name: given(line(100)),
    email: z.email('an e-mail address').max(254),
    phone_number: line(50),
  },
  {
    error: ({ code, input }) =>
      code === 'invalid_type'
        ? `${input === undefined ? 'required: ' : ''}an object with first_name, last_name, email and phone_number`
        : undefined,
  },
)

const longestText = 20_000

/** What `POST /api/tickets/` takes (D9, DX12). */
export const NewServiceTicket = z.strictObject(
  {
    diagnostic_run_id: z.union(
      [z.int().positive(), line(64), z.null()],
      'the number or the alias of a diagnostic run; null or "" for none',
    ),
    type: z.literal(serviceType, 'the type service'),
    service_uuid: given(line(64)),
    operator_ticket_ref: line(255).nullish(),
    description: given(text(longestText)),
    initial_comment: text(longestText).nullish(),
    category: oneOf(serviceCategories),
    priority: oneOf(servicePriorities).default('low'),
    owner_contact: OwnerContact,
  },
  { error: ({ code }) => (code === 'invalid_type' ? 'a JSON object' : undefined) },
)

/** What `POST /api/tickets/{id}/events/` takes (D32, DX23). */
export const NewServiceEvent = z
  .strictObject(
    {
      status: oneOf(eventStatuses).nullish(),
      comment: text(longestText).nullish(),
      clear_code: oneOf(clearCodeNames).nullish(),
    },
    { error: ({ code }) => (code === 'invalid_type' ? 'a JSON object' : undefined) },
  )
  .refine(({ status, comment }) => status != null || (comment != null && comment.trim() !== ''), {
    path: ['status'],
    message: 'a status, a comment, or both',
  })

const wholeNumber = z.string().regex(/^\d{1,9}$/u, 'a whole number from 1')

/** Query of both lists; names that are not known are ignored. */
export const PageQuery = z.object({
  /** DX15: more than 100 is cut to 100. */
  limit: wholeNumber
    .transform(Number)
    .refine((limit) => limit >= 1, 'a whole number from 1')
    .transform((limit) => Math.min(limit, 100))
    .default(100),
  after: z.string().max(400).optional(),
})

export const ListQuery = PageQuery.extend({
  /** DX29 */
  status: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim()))
    .pipe(z.array(oneOf(serviceStatuses)))
    .optional(),
  category: oneOf(serviceCategories).optional(),
  service_uuid: z.string().max(64).optional(),
  operator_ticket_ref: z.string().max(255).optional(),
})
