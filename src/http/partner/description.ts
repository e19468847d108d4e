import { z } from 'zod'
import { clearCodeNames, clearCodes, serviceStatuses } from '../../domain/service-ticket.ts'
import { ListedTicketShape, PartnerEventShape, PartnerTicketShape } from './answers.ts'
import * as examples from './examples.ts'
import { NewServiceEvent, NewServiceTicket } from './shapes.ts'

const about = [
  'Tickets about a service (a line), based on a diagnostic run.',
  'Send `Authorization: Bearer <token>`. A token belongs to one operator and sees that operator’s tickets only.',
  'Every address works with and without its trailing slash. Texts are JSON in UTF-8; times are ISO 8601 in UTC with six fractional digits.',
  'A ticket cannot be edited or deleted: it changes by its events. What a caller may do next stands in `next_available_status`.',
  'What is not a result is `application/problem+json` (RFC 9457): 400 where a request is not as described here, 401 without a good token, 404 for ' +
    'what is not there or not this operator’s, 405 with `Allow`, 409 where the state of things forbids it, 413 and 415 for bodies that are too large ' +
    'or no JSON, 422 where a request names something that cannot be used, 429 beyond the operator’s quota (`retry-after`, `x-ratelimit-…`).',
].join('\n\n')

const json = (schema: object, more: object = {}) => ({
  content: { 'application/json': { schema, ...more } },
})
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
})
const shape = (type: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  return schema
}
const query = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  description,
  schema,
})
const words = { type: 'string' }

const paging = [
  query('limit', 'Elements a page; more than 100 is cut to 100.', {
    type: 'integer',
    minimum: 1,
    default: 100,
  }),
  query('after', 'The `sort_value` of the last element of the page before.', words),
]
const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'A repeated key answers what was made by the first request, for 24 hours.',
  schema: { type: 'string', maxLength: 200 },
}
const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The ticket’s id, alias or uuid.',
  schema: { type: 'string' },
}

const refused = {
  400: problemAnswer('Not as described: `errors` names each field and what would be right.'),
  401: problemAnswer('No token, or one that is expired or withdrawn.'),
  429: problemAnswer('More requests than the operator’s quota within a minute.'),
}
const unknown = { 404: problemAnswer('There is no such ticket, or it is another operator’s.') }

const tickets = {
  get: {
    operationId: 'listTickets',
    summary: 'List tickets, the last modified first',
    parameters: [
      query('status', `One or several of ${serviceStatuses.join(', ')}, with commas between.`, words),
      query('category', 'One category.', words),
      query('service_uuid', 'One service.', words),
      query('operator_ticket_ref', 'The operator’s own reference.', words),
      ...paging,
    ],
    responses: {
      200: {
        description: 'A page',
        ...json({ type: 'array', items: ref('ListedTicket') }, { example: examples.list }),
      },
      ...refused,
    },
  },
  post: {
    operationId: 'createTicket',
    summary: 'Create a ticket',
    description:
      'The author and the operator’s list get an e-mail with the ticket. A repeated `operator_ticket_ref` within 24 hours answers the first ticket with 200.',
    parameters: [keyHeader],
    requestBody: { required: true, ...json(ref('NewTicket'), { example: examples.creation }) },
    responses: {
      201: {
        description: 'Created. `Location` has its uuid.',
        ...json(ref('Ticket'), { example: examples.ticket }),
      },
      200: { description: 'It had been created before.', ...json(ref('Ticket')) },
      409: problemAnswer('There is an open ticket on this service or diagnostic run.'),
      422: problemAnswer('The service or the diagnostic run cannot be used.'),
      ...refused,
    },
  },
}

const oneTicket = {
  parameters: [idParameter],
  get: {
    operationId: 'getTicket',
    summary: 'Read a ticket, whatever its status',
    responses: {
      200: { description: 'The ticket', ...json(ref('Ticket'), { example: examples.ticket }) },
      ...unknown,
      ...refused,
    },
  },
}

const eventExamples = (which: 'sent' | 'answered') =>
  Object.fromEntries(
    Object.entries(examples.events).map(([name, one]) => [name, { summary: one.summary, value: one[which] }]),
  )

const ticketEvents = {
  parameters: [idParameter],
  get: {
    operationId: 'listEvents',
    summary: 'List a ticket’s events, the newest first',
    parameters: paging,
    responses: {
      200: {
        description: 'A page',
        ...json({ type: 'array', items: ref('Event') }, { example: examples.eventList }),
      },
      ...unknown,
      ...refused,
    },
  },
  post: {
    operationId: 'addEvent',
    summary: 'Comment on a ticket, change its status, or both',
    description:
      'An operator ends the deferred state with `open`, and closes a cleared ticket with `closed`.',
    parameters: [keyHeader],
    requestBody: { required: true, ...json(ref('NewEvent'), { examples: eventExamples('sent') }) },
    responses: {
      200: { description: 'The event', ...json(ref('Event'), { examples: eventExamples('answered') }) },
      409: problemAnswer('Not allowed in the ticket’s status; the allowed ones are named.'),
      ...unknown,
      ...refused,
    },
  },
}

const codes = clearCodeNames
  .map((code) => `| \`${code}\` | ${clearCodes[code].means} | ${clearCodes[code].responsability} |`)
  .join('\n')

/** The partners’ API in OpenAPI 3.1, with the contract’s examples. */
export const partnerDescription = (publicUrl: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Crosstie for partners',
    version: '1',
    description: `${about}\n\n## Clear codes\n\n| code | meaning | responsability |\n|---|---|---|\n${codes}\n`,
  },
  servers: [{ url: publicUrl }],
  security: [{ token: [] }],
  paths: {
    '/api/tickets/': tickets,
    '/api/tickets/{id}/': oneTicket,
    '/api/tickets/{id}/events/': ticketEvents,
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      NewTicket: shape(NewServiceTicket, 'input'),
      Ticket: shape(PartnerTicketShape, 'output'),
      ListedTicket: shape(ListedTicketShape, 'output'),
      NewEvent: shape(NewServiceEvent, 'input'),
      Event: shape(PartnerEventShape, 'output'),
      Problem: {
        type: 'object',
        required: ['type', 'title', 'status'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          errors: {
            type: 'array',
            items: {
              type: 'object',
              required: ['field', 'message'],
              properties: { field: { type: 'string' }, message: { type: 'string' } },
            },
          },
          ticket: {
            type: 'object',
            description: 'The ticket that stands in the way, where the caller may see it',
            properties: { id: { type: 'string' }, alias: { type: 'string' } },
          },
        },
      },
    },
  },
})
