import type { Actor } from '../domain/actor.ts'
import type { PartnerTicketFacts } from '../domain/partner-ticket.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Deps } from '../deps.ts'
import { answerId, forgetOldAnswers, keptMs } from '../store/idempotency.ts'
import {
  insertServiceTickets,
  type NewServiceTicket,
  type StoredServiceTicket,
} from '../store/insert-service-tickets.ts'
import { addJob } from '../store/jobs.ts'
import { serviceFacts } from '../store/service-facts.ts'
import { serviceTicketView } from '../store/service-views.ts'
import { together } from '../store/together.ts'
import { violatedConstraint } from '../store/violation.ts'
import { checkServiceRequest, inTheWay, runRefOf, type ServiceTicketRequest } from './service-request.ts'
import { factsOf, newRow } from './service-ticket-row.ts'

/** The ticket, and whether an earlier request had made it (DX24). */
export interface ServiceTicketAnswer {
  facts: PartnerTicketFacts & { ticketId: string }
  isNew: boolean
}

/**
 * Creates a partner’s ticket with its opening event, its e-mail and its webhooks, in one statement (D10–D15, DX21). A repeated reference or
 * Idempotency-Key answers the first ticket (DX24).
 * @param request.key the Idempotency-Key, if one was sent
 * @throws {Refusal} naming each field that is wrong, or the ticket that stands in the way
 */
export async function createServiceTicket(
  deps: Deps,
  actor: Actor,
  request: ServiceTicketRequest & { key: string | undefined },
): Promise<ServiceTicketAnswer> {
  const { workspaceId, operatorId } = actor
  const now = deps.ctx.now()
  const keys = keysOf(actor, request)
  const look = () =>
    serviceFacts(deps.store, {
      workspaceId,
      operatorId,
      serviceUuid: request.serviceUuid,
      run: runRefOf(request.diagnosticRunId),
      keys,
      since: new Date(now.getTime() - keptMs),
    })
  const facts = await look()
  if (facts.earlier) return earlierTicket(deps, actor, facts.earlier.ticketId)
  if (operatorId !== undefined && !facts.operator) {
    throw new Refusal('forbidden', 'This token’s operator is not registered here any more.')
  }
  const checked = checkServiceRequest(request, facts, operatorId)
  const row = newRow(deps, actor, { request, checked, facts, keys })
  try {
    const stored = await store(deps, row)
    await tell(deps, row)
    return { facts: factsOf(request, checked, { row, stored }), isNew: true }
  } catch (error) {
    const constraint = violatedConstraint(error)
    if (!constraint) throw error
    const found = await look()
    if (found.earlier) return earlierTicket(deps, actor, found.earlier.ticketId)
    if (found.onService) throw inTheWay('service', found.onService, operatorId)
    if (found.onRun) throw inTheWay('diagnostic run', found.onRun, operatorId)
    if (constraint !== 'idempotency_keys_pkey') {
      throw new Refusal('conflict', 'There was an open ticket on it a moment ago. Try again.')
    }
    // The key stands there still, but its 24 hours are over.
    await forgetOldAnswers(deps.store.db, now)
    return createServiceTicket(deps, actor, request)
  }
}

/** A reference counts for the operator, whichever of its programs sends it; a key for the program. */
function keysOf(
  { workspaceId, id, operatorId }: Actor,
  of: ServiceTicketRequest & { key: string | undefined },
) {
  const keys: string[] = []
  if (of.operatorTicketRef !== null && operatorId) {
    const actor = `operator:${operatorId}`
    keys.push(answerId({ workspaceId, actor, key: `reference ${of.operatorTicketRef}` }))
  }
  if (of.key !== undefined) keys.push(answerId({ workspaceId, actor: id, key: `service ticket ${of.key}` }))
  return keys
}

async function earlierTicket(deps: Deps, actor: Actor, ticketId: string): Promise<ServiceTicketAnswer> {
  const { workspaceId, operatorId } = actor
  const facts = await serviceTicketView(deps.store.db, { workspaceId, operatorId }, { ticketId })
  if (!facts)
    throw new Refusal('conflict', 'The ticket that was made with this reference is not there any more.')
  return { facts, isNew: false }
}

type Store = (row: NewServiceTicket) => Promise<StoredServiceTicket>
const stores = new WeakMap<Deps['live'], Store>()

/** Tickets that arrive together share a statement and its commit. */
function store({ live, store: opened, jobs }: Deps, row: NewServiceTicket): Promise<StoredServiceTicket> {
  const known =
    stores.get(live) ?? together((rows: NewServiceTicket[]) => insertServiceTickets(opened, jobs, rows))
  stores.set(live, known)
  return known(row)
}

/** The rows are what counts; a doorbell that is lost with the process is rung again by the next minute. */
async function tell(deps: Deps, { workspaceId, id, delivery }: NewServiceTicket): Promise<void> {
  deps.jobs.wake('notify')
  deps.live.publish(workspaceId, { topic: 'tickets', id })
  if (!delivery) return
  const { connectionId } = delivery
  await addJob(deps.store.db, deps.jobs, { name: 'lane', data: { connectionId } })
  deps.jobs.wake('lane')
}
