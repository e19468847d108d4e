import { createTicket, patchTicket } from '../tickets/write.ts'
import { wireTicket } from '../tickets/wire.ts'
import type { Answer } from './answer.ts'
import { membersOf, ticketOf, type Route, type TicketRequest } from './request.ts'

function get(request: TicketRequest): Answer {
  return { status: 200, body: wireTicket(request.site, ticketOf(request)) }
}

function post(request: TicketRequest): Answer {
  const { site } = request
  const body = wireTicket(site, createTicket(site, membersOf(request)))
  return { status: 201, headers: { location: String(body['href']) }, body }
}

function patch(request: TicketRequest): Answer {
  const { site } = request
  const ticket = patchTicket(site, ticketOf(request), membersOf(request))
  return { status: 200, body: wireTicket(site, ticket) }
}

function remove(request: TicketRequest): Answer {
  const { id } = ticketOf(request)
  request.site.state.tickets.delete(id)
  return { status: 204 }
}

export const ticketRoutes: Route[] = [
  { method: 'POST', path: '/troubleTicket', handle: post },
  { method: 'GET', path: '/troubleTicket/:id', handle: get },
  { method: 'PATCH', path: '/troubleTicket/:id', handle: patch },
  { method: 'DELETE', path: '/troubleTicket/:id', handle: remove },
]
