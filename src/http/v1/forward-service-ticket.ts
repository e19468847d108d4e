import type { Deps } from '../../deps.ts'
import { forwardServiceTicket } from '../../intake/forward-service-ticket.ts'
import { ServiceTicket } from '../contract/service-ticket.ts'
import { Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'
import { answerOf, Ref, serviceTicketOf } from './service-ticket-ref.ts'

/** `POST /v1/service-tickets/{ref}/forward` (DX33). */
export function forwardServiceTicketRoute(app: Api, deps: Deps): void {
  app.post('/v1/service-tickets/:ref/forward', {
    config: { demands: 'tickets:act' },
    schema: {
      tags: ['Desk'],
      summary: 'Make an issue of it in the active tracker',
      params: Ref,
      response: { 200: ServiceTicket, 404: Problem, 409: Problem },
    },
    handler: async (request, reply) => {
      const work = inOneTransaction(deps, request, async (inside) => {
        const actor = actorOf(request)
        const { ticketId } = await serviceTicketOf(inside, actor, request.params.ref)
        await forwardServiceTicket(inside, actor, ticketId)
        const body = await answerOf(inside, actor, await serviceTicketOf(inside, actor, request.params.ref))
        return { status: 200, body }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })
}
