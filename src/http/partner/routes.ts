import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { addServiceEvent } from '../../service-tickets/add-service-event.ts'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { partnerTicket } from '../../domain/partner-ticket.ts'
import { notFound } from '../../domain/refusal.ts'
import { clearCodeFault } from '../../domain/service-event-check.ts'
import type { Party } from '../../domain/service-ticket.ts'
import { createServiceTicket } from '../../intake/create-service-ticket.ts'
import { listServiceEvents, listServiceTickets, serviceTicketView } from '../../store/service-views.ts'
import { actorOf } from '../guard.ts'
import { problem, sendProblem } from '../problem.ts'
import type { Api } from '../v1/api.ts'
import { BadBody, takeStrictJson } from './body.ts'
import { onPartnerError } from './problems.ts'
import { limitOperators } from './quota.ts'
import { ListQuery, NewServiceEvent, NewServiceTicket, PageQuery } from './shapes.ts'
import { eventAnswer, eventPage, positionIn, refOf, ticketPage } from './views.ts'

const Ref = z.object({ ref: z.string() })
const reading = { demands: 'service-tickets:read' } as const
const writing = { demands: 'service-tickets:write' } as const

/** DX32: each address with and without its slash. */
const both = (url: string) => [url, `${url}/`]

/** The partners’ API, to the letter of its contract (D8–D48); described at `/api/openapi.json`. */
export function partnerRoutes(app: Api, deps: Deps): void {
  void app.register(async (scope: Api) => {
    takeStrictJson(scope)
    scope.setErrorHandler(onPartnerError)
    await limitOperators(scope, deps)
    collection(scope, deps)
    item(scope, deps)
    events(scope, deps)
    refuseOthers(scope)
  })
}

const partyOf = ({ operatorId }: Actor): Party => (operatorId === undefined ? 'desk' : 'operator')

async function ticketOf(deps: Deps, actor: Actor, text: string) {
  const ref = refOf(text)
  const { workspaceId, operatorId } = actor
  const ticket = ref && (await serviceTicketView(deps.store.db, { workspaceId, operatorId }, ref))
  if (!ticket) throw notFound('ticket')
  return ticket
}

const longestKey = 200

/** The Idempotency-Key of a request, if it has one (DX24). */
function keyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && /^[\u0021-\u007e]+$/u.test(key) && key.length <= longestKey) return key
  const errors = [{ field: 'Idempotency-Key', message: `1 to ${longestKey} visible characters` }]
  throw new BadBody('The Idempotency-Key is not usable.', errors)
}

const orNull = (text: string | null | undefined) => (text?.trim() ? text : null)

function collection(scope: Api, deps: Deps): void {
  for (const url of both('/api/tickets')) {
    scope.get(url, {
      config: reading,
      schema: { hide: true, querystring: ListQuery },
      handler: async (request) => {
        const actor = actorOf(request)
        const { workspaceId, operatorId } = actor
        const { limit, after, status, category, service_uuid, operator_ticket_ref } = request.query
        const rows = await listServiceTickets(
          deps.store.db,
          { workspaceId, operatorId },
          {
            limit,
            after: positionIn(after),
            statuses: status && [...new Set(status)],
            category,
            serviceUuid: service_uuid,
            operatorTicketRef: operator_ticket_ref,
          },
        )
        return ticketPage(rows, limit, partyOf(actor))
      },
    })

    scope.post(url, {
      config: writing,
      schema: { hide: true, body: NewServiceTicket },
      handler: async (request, reply) => {
        const actor = actorOf(request)
        const { body } = request
        const { facts, isNew } = await createServiceTicket(deps, actor, {
          category: body.category,
          priority: body.priority,
          serviceUuid: body.service_uuid,
          description: body.description,
          diagnosticRunId: body.diagnostic_run_id,
          operatorTicketRef: orNull(body.operator_ticket_ref),
          initialComment: orNull(body.initial_comment),
          ownerContact: body.owner_contact,
          key: keyOf(request),
        })
        void reply.header('location', `/api/tickets/${facts.ticketId}/`)
        if (!isNew) void reply.header('idempotent-replayed', 'true')
        return reply.status(isNew ? 201 : 200).send(partnerTicket(facts, partyOf(actor)))
      },
    })
  }
}

function item(scope: Api, deps: Deps): void {
  for (const url of both('/api/tickets/:ref')) {
    scope.get(url, {
      config: reading,
      schema: { hide: true, params: Ref },
      handler: async (request) => {
        const actor = actorOf(request)
        return partnerTicket(await ticketOf(deps, actor, request.params.ref), partyOf(actor))
      },
    })
  }
}

function events(scope: Api, deps: Deps): void {
  for (const url of both('/api/tickets/:ref/events')) {
    scope.get(url, {
      config: reading,
      schema: { hide: true, params: Ref, querystring: PageQuery },
      handler: async (request) => {
        const { limit, after } = request.query
        const { ticketId } = await ticketOf(deps, actorOf(request), request.params.ref)
        const rows = await listServiceEvents(deps.store.db, ticketId, { limit, after: positionIn(after) })
        return eventPage(rows, limit)
      },
    })

    scope.post(url, {
      config: writing,
      schema: { hide: true, params: Ref, body: NewServiceEvent },
      handler: async (request) => {
        const actor = actorOf(request)
        const { status, comment, clear_code: clearCode } = request.body
        const said = { status: status ?? null, clearCode: clearCode ?? null }
        const fault = clearCodeFault(partyOf(actor), said)
        if (fault) throw new BadBody('The event was not added.', [{ field: 'clear_code', message: fault }])
        const ref = refOf(request.params.ref)
        if (!ref) throw notFound('ticket')
        const event = await addServiceEvent(deps, actor, {
          ref,
          ...said,
          comment: orNull(comment),
          key: keyOf(request),
        })
        return eventAnswer(event)
      },
    })
  }
}

/** DX5: other methods are told which there are, and other addresses that there is nothing. */
function refuseOthers(scope: Api): void {
  const allowed = {
    '/api/tickets': 'GET, HEAD, POST',
    '/api/tickets/:ref': 'GET, HEAD',
    '/api/tickets/:ref/events': 'GET, HEAD, POST',
  }
  for (const [address, allow] of Object.entries(allowed)) {
    for (const url of both(address)) {
      scope.route({
        method: scope.supportedMethods.filter((method) => !allow.split(', ').includes(method)),
        url,
        config: reading,
        schema: { hide: true },
        onRequest: (request, reply) => {
          const detail = `${request.method} is not for this address: use ${allow}. A ticket is changed only by its events.`
          void sendProblem(reply.header('allow', allow), problem(405, detail))
        },
        handler: () => undefined,
      })
    }
  }
  const nothing = (request: FastifyRequest, reply: FastifyReply) => {
    const detail = `There is nothing at ${request.method} ${request.url.split('?')[0]}; tickets are at /api/tickets/.`
    void sendProblem(reply, problem(404, detail))
  }
  scope.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/api/tickets/*',
    config: { demands: 'public' },
    schema: { hide: true },
    onRequest: nothing,
    handler: () => undefined,
  })
}
