import type { Actor } from '../domain/actor.ts'
import type { Context } from '../domain/context.ts'
import { microNow } from '../domain/micro-clock.ts'
import { partnerEvent, partnerTicket } from '../domain/partner-ticket.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import {
  clearCodeAfter,
  nextStatuses,
  statusAfter,
  type ClearCode,
  type EventStatus,
  type Party,
} from '../domain/service-ticket.ts'
import { serviceWorkflow } from '../domain/workflow.ts'
import type { Deps } from '../deps.ts'
import { answerId, forgetOldAnswers, keptMs, rememberedAnswer } from '../store/idempotency.ts'
import {
  insertServiceEvents,
  type NewServiceEvent,
  type StoredServiceEvent,
} from '../store/insert-service-events.ts'
import { addJob } from '../store/jobs.ts'
import { serviceEventFacts, type ServiceEventFacts } from '../store/service-event-facts.ts'
import {
  serviceEventView,
  type ServiceEventView,
  type ServiceTicketRef,
  type ServiceTicketView,
} from '../store/service-views.ts'
import { together } from '../store/together.ts'
import { violatedConstraint } from '../store/violation.ts'
import { spokesmanOf, type Spokesman } from './spokesman.ts'

/** What somebody does to a service ticket: a new status, something said, or both (D32, D37). */
export interface ServiceEventRequest {
  ref: ServiceTicketRef
  status: EventStatus | null
  comment: string | null
  clearCode: ClearCode | null
  /** The Idempotency-Key, if one was sent. */
  key?: string | undefined
}

/**
 * Adds an event to a ticket and does what it says (D29–D38, DX3). Of two changes at the same time one succeeds; the other is decided anew.
 * @throws {Refusal} with what is allowed now, or that there is no such ticket
 */
export async function addServiceEvent(
  deps: Deps,
  actor: Actor,
  request: ServiceEventRequest,
): Promise<ServiceEventView> {
  const { db } = deps.store
  const key = keyOf(actor, request)
  if (key) {
    const earlier = await earlierEvent(deps, actor, { key, ref: request.ref })
    if (earlier) return earlier
  }
  for (;;) {
    const ticket = await ticketOf(deps, actor, request.ref)
    const by = spokesmanOf(ticket, actor)
    const row = newEvent(deps, { ticket, by, request, keys: key ? [answerId(key)] : [] })
    try {
      const stored = await store(deps, row)
      // Somebody else was faster: what is allowed now may be something else.
      if (!stored) continue
      if (stored.isForwarded && row.deliveryId) {
        await addJob(db, deps.jobs, { name: 'deliver', data: { deliveryId: row.deliveryId } })
        deps.jobs.wake('deliver')
      }
      if (row.notifications.length > 0) deps.jobs.wake('notify')
      deps.live.publish(actor.workspaceId, { topic: 'tickets', id: ticket.ticketId })
      return { ...row, ...stored }
    } catch (error) {
      if (!key || violatedConstraint(error) !== 'idempotency_keys_pkey') throw error
      const earlier = await earlierEvent(deps, actor, { key, ref: request.ref })
      if (earlier) return earlier
      // The key stands there still, but its 24 hours are over.
      await forgetOldAnswers(db, deps.ctx.now())
    }
  }
}

type Store = (row: NewServiceEvent) => Promise<StoredServiceEvent | undefined>
const stores = new WeakMap<Deps['live'], Store>()

/** Events of different tickets that arrive together share a statement and its commit. */
async function store({ live, store: opened, jobs }: Deps, row: NewServiceEvent) {
  const { db, pool } = opened
  if (db.isTransaction) return (await insertServiceEvents({ tx: db }, jobs, [row]))[0]
  const known =
    stores.get(live) ??
    together((rows: NewServiceEvent[]) => insertServiceEvents({ pool }, jobs, rows), {
      apart: ({ ticketId }) => ticketId,
    })
  stores.set(live, known)
  return known(row)
}

async function ticketOf(deps: Deps, actor: Actor, ref: ServiceTicketRef): Promise<ServiceEventFacts> {
  const { workspaceId, operatorId } = actor
  const ticket = await serviceEventFacts(deps.store, { workspaceId, operatorId }, ref)
  if (!ticket) throw notFound('ticket')
  return ticket
}

function keyOf({ workspaceId, id }: Actor, { key }: ServiceEventRequest) {
  return key === undefined ? undefined : { workspaceId, actor: id, key: `service event ${key}` }
}

async function earlierEvent(
  deps: Deps,
  actor: Actor,
  { key, ref }: { key: NonNullable<ReturnType<typeof keyOf>>; ref: ServiceTicketRef },
): Promise<ServiceEventView | undefined> {
  const { db } = deps.store
  const known = await rememberedAnswer(db, key, deps.ctx.now())
  if (!known) return undefined
  const { ticketId } = await ticketOf(deps, actor, ref)
  const { eventId: id } = known.answer as { eventId: string }
  const event = await serviceEventView(db, { ticketId, id })
  if (event) return event
  const errors = [
    {
      field: 'Idempotency-Key',
      message: `a new key: this one was used for another ticket within ${keptMs / 3_600_000} hours`,
    },
  ]
  throw new Refusal('invalid', 'This Idempotency-Key was used with another request.', { errors })
}

/** @throws {Refusal} where the event is not allowed now (DX3) */
function refuseNotAllowed(ticket: ServiceTicketView, party: Party, status: EventStatus | null): void {
  const allowed = nextStatuses(party, ticket.status)
  if (status === null || allowed.includes(status)) return
  const now = allowed.length > 0 ? `allowed now: ${allowed.join(', ')}` : 'no change of status is allowed now'
  throw new Refusal(
    'conflict',
    `${ticket.alias} is ${ticket.status}, so it cannot become ${status}; ${now}.`,
    {
      errors: [{ field: 'status', message: now }],
    },
  )
}

function newEvent(
  { ctx }: Deps,
  of: { ticket: ServiceEventFacts; by: Spokesman; request: ServiceEventRequest; keys: string[] },
): NewServiceEvent & ServiceEventView {
  const { ticket, by, request, keys } = of
  const { status, comment, clearCode } = request
  refuseNotAllowed(ticket, by.party, status)
  const at = microNow(ctx)
  const after = status === null ? ticket.status : statusAfter(status)
  const category = serviceWorkflow.statuses[after] ?? 'New'
  const code = clearCodeAfter(ticket.clearCode, { status, clearCode })
  const event = {
    id: ctx.newId(),
    number: 0,
    createdAt: at,
    status,
    comment,
    clearCode,
    party: by.party,
    author: by.author,
    authorName: by.authorName,
    actor: by.actor,
  }
  const changed = () => ({
    ...ticket,
    status: after,
    clearCode: code,
    lastUpdateAuthor: by.lastUpdateAuthor,
    lastComment: comment === null ? ticket.lastComment : { comment, author: by.author, name: by.authorName },
  })
  const notifications = recipients(ctx, ticket)
  return {
    ...event,
    workspaceId: ticket.workspaceId,
    ticketId: ticket.ticketId,
    expected: ticket.status,
    after: { status: after, category, clearCode: code },
    lastUpdateAuthor: by.lastUpdateAuthor,
    at,
    notifications,
    told:
      notifications.length > 0
        ? { ticket: partnerTicket(changed(), 'operator'), event: partnerEvent(event) }
        : null,
    keys,
    deliveryId: comment === null ? null : ctx.newId(),
  }
}

/** The operator’s webhooks; mail is sent about new tickets only (D15). */
const recipients = (ctx: Context, { webhooks }: ServiceEventFacts) =>
  (webhooks ?? []).map(({ id, url }) => ({
    id: ctx.newId(),
    topic: 'event.added' as const,
    channel: 'webhook' as const,
    recipient: url,
    subscriptionId: id,
  }))
