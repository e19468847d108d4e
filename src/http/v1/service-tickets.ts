import { z } from 'zod'
import { addServiceEvent } from '../../service-tickets/add-service-event.ts'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import { clearCodeFault, commentFault } from '../../domain/service-event-check.ts'
import { clearCodeNames, openStatuses, serviceStatuses } from '../../domain/service-ticket.ts'
import { listQueue } from '../../store/service-queue.ts'
import { serviceTimeline } from '../../store/service-timeline.ts'
import {
  AddedServiceEvent,
  ClearCode,
  NewServiceEvent,
  ServiceTicket,
  ServiceTicketQuery,
  ServiceTicketRow,
  ServiceTimelineEntry,
} from '../contract/service-ticket.ts'
import { pageOf, PageQuery, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'
import { forwardServiceTicketRoute } from './forward-service-ticket.ts'
import { newServiceTicketRoute } from './new-service-ticket.ts'
import { answerOf, Ref, serviceTicketOf } from './service-ticket-ref.ts'
import { clearCodeAnswer, partyEntry, serviceTicketRow, timelineEntry } from './service-ticket-views.ts'

const tags = ['Desk']
/** The desk’s alone: partners have `/api/tickets/`, and a role without these rights. */
const read = { demands: 'tickets:read' as const }
const act = { demands: 'tickets:act' as const }

/** The addresses under `/v1/service-tickets`: partners’ tickets as the desk sees them. */
export function serviceTicketRoutes(app: Api, deps: Deps): void {
  app.get('/v1/service-tickets', {
    config: read,
    schema: {
      tags,
      summary: 'List partners’ tickets',
      querystring: ServiceTicketQuery,
      response: { 200: pageOf(ServiceTicketRow) },
    },
    handler: async (request) => {
      const { q, status, ...filter } = request.query
      const said = status?.split(',').map((word) => word.trim())
      const page = await listQueue(deps.store.db, actorOf(request).workspaceId, {
        ...filter,
        words: q || undefined,
        statuses: said ? serviceStatuses.filter((one) => said.includes(one)) : [...openStatuses],
      })
      return { ...page, items: page.items.map(serviceTicketRow) }
    },
  })

  app.get('/v1/service-tickets/clear-codes', {
    config: read,
    schema: {
      tags,
      summary: 'With what a ticket is cleared: each code with its meaning and responsibility (D42, D43)',
      response: { 200: z.array(ClearCode) },
    },
    handler: () => clearCodeNames.flatMap((code) => clearCodeAnswer(code) ?? []),
  })

  newServiceTicketRoute(app, deps)
  forwardServiceTicketRoute(app, deps)

  app.get('/v1/service-tickets/:ref', {
    config: read,
    schema: {
      tags,
      summary: 'Read a partner’s ticket',
      params: Ref,
      response: { 200: ServiceTicket, 404: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      return answerOf(deps, actor, await serviceTicketOf(deps, actor, request.params.ref))
    },
  })

  app.get('/v1/service-tickets/:ref/timeline', {
    config: read,
    schema: {
      tags,
      summary: 'What operator and desk did, and what went on between hub and tracker, newest first',
      params: Ref,
      querystring: PageQuery,
      response: { 200: pageOf(ServiceTimelineEntry), 404: Problem },
    },
    handler: async (request) => {
      const { ticketId } = await serviceTicketOf(deps, actorOf(request), request.params.ref)
      const page = await serviceTimeline(deps.store.db, ticketId, request.query)
      return { ...page, items: page.items.map(timelineEntry) }
    },
  })

  eventRoute(app, deps)
}

function eventRoute(app: Api, deps: Deps): void {
  app.post('/v1/service-tickets/:ref/events', {
    config: act,
    schema: {
      tags,
      summary: 'Defer with a question, clear with a code, cancel, reopen, close, comment',
      params: Ref,
      body: NewServiceEvent,
      response: { 201: AddedServiceEvent, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const { status = null, comment = null, clearCode = null } = request.body
      const said = { status, comment, clearCode }
      refuseIncomplete(said)
      const work = inOneTransaction(deps, request, async (inside) => {
        const { ticketId } = await serviceTicketOf(inside, actor, request.params.ref)
        const event = await addServiceEvent(inside, actor, { ref: { ticketId }, ...said })
        const ticket = await answerOf(inside, actor, await serviceTicketOf(inside, actor, ticketId))
        return { status: 201, body: { event: partyEntry({ ...event, at: event.createdAt }), ticket } }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })
}

/** @throws {Refusal} naming what has to be said with the status */
function refuseIncomplete(said: Parameters<typeof commentFault>[0] & { clearCode: string | null }): void {
  const faults = { clearCode: clearCodeFault('desk', said), comment: commentFault(said) }
  const errors = Object.entries(faults).flatMap(([field, message]) => (message ? [{ field, message }] : []))
  if (errors.length > 0) throw new Refusal('invalid', 'The event was not added.', { errors })
}
