import { asRecord } from '../../ground/json.ts'
import type { ApiRoute } from '../../ground/routes.ts'
import type { Site } from '../site.ts'
import type { Ticket } from '../state/model.ts'
import { invalid, noTicket, type Answer } from './answer.ts'

/** A request that has found its handler. */
export interface TicketRequest {
  site: Site
  params: Record<string, string>
  query: URLSearchParams
  body: string
}

export type Route = ApiRoute<(request: TicketRequest) => Answer>

/** The ticket that the path names. */
export function ticketOf({ site, params }: TicketRequest): Ticket {
  const id = params['id'] ?? ''
  const ticket = site.state.tickets.get(id)
  if (!ticket) throw noTicket(id)
  return ticket
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

export function membersOf({ body }: TicketRequest): Record<string, unknown> {
  const record = asRecord(parsed(body))
  if (!record) throw invalid('The body is not a JSON object.')
  return record
}
