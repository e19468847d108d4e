import type { Deps } from '../../deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import { createServiceTicket } from '../../intake/create-service-ticket.ts'
import { NewServiceTicket, ServiceTicket } from '../contract/service-ticket.ts'
import { Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'
import { answerOf, serviceTicketOf } from './service-ticket-ref.ts'

/** Names of fields as partners write them, which the verb answers. */
const fields: Record<string, string> = {
  service_uuid: 'serviceUuid',
  diagnostic_run_id: 'diagnosticRunId',
}

/** For an operator that called: its ticket, opened by the desk. */
export function newServiceTicketRoute(app: Api, deps: Deps): void {
  app.post('/v1/service-tickets', {
    config: { demands: 'tickets:create' },
    schema: {
      tags: ['Desk'],
      summary: 'Open a ticket for the operator of a service, for instance by phone',
      body: NewServiceTicket,
      response: { 201: ServiceTicket, 409: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const { operatorTicketRef, initialComment, ownerContact: contact, ...rest } = request.body
      await oncePerKey(deps, { request, reply }, async (key) => {
        const asked = createServiceTicket(deps, actor, {
          ...rest,
          operatorTicketRef: operatorTicketRef ?? null,
          initialComment: initialComment ?? null,
          ownerContact: {
            first_name: contact.firstName,
            last_name: contact.lastName,
            email: contact.email,
            phone_number: contact.phoneNumber,
          },
          key: key?.key,
        })
        const { facts, isNew } = await asked.catch(inOwnWords)
        if (!isNew) void reply.header('idempotent-replayed', 'true')
        const sheet = await serviceTicketOf(deps, actor, facts.ticketId)
        return { status: isNew ? 201 : 200, body: await answerOf(deps, actor, sheet) }
      })
    },
  })
}

function inOwnWords(error: unknown): never {
  if (!(error instanceof Refusal)) throw error
  const errors = error.errors.map(({ field, message }) => ({ field: fields[field] ?? field, message }))
  throw new Refusal(error.kind, error.message, { errors, ticket: error.ticket })
}
