import type { Actor } from '../domain/actor.ts'
import type { Priority } from '../domain/priority.ts'
import { Refusal } from '../domain/refusal.ts'
import { aliasOf } from '../domain/ticket.ts'
import type { Deps } from '../deps.ts'
import { factsFor } from './creation-facts.ts'
import { storeTicket } from './store-ticket.ts'
import { ticketOfAlarm } from '../store/alarms.ts'
import { activeConnection } from '../store/connections.ts'
import type { CreationFacts } from '../store/creation.ts'
import { answerId } from '../store/idempotency.ts'
import { ticketView, type TicketView } from '../store/ticket-views.ts'
import { openTicketOf } from '../store/tickets.ts'
import { violatedConstraint } from '../store/violation.ts'

export interface TicketRequest {
  title: string
  description: string
  priority: Priority
  /** Absent: the recommendation's own project, if it has one. */
  projectId: string | null | undefined
  /** The recommendation it is about; absent for a ticket from the header (AX17). */
  findingId: string | null
  /** `alarm` for a ticket about an alarm; `task` otherwise. */
  type?: 'task' | 'alarm' | undefined
  /** What the ticket's type knows besides, by name. */
  attributes?: Record<string, string> | undefined
  /** Keeps the answer under the caller's Idempotency-Key, in the same transaction. */
  remember?: { key: string; fingerprint: string; answer: (view: TicketView) => object }
}

/**
 * Creates a ticket and everything that will bring it to the tracker, in one transaction (invariant 1).
 * @throws {Refusal} with the field and what would be right, or with the open ticket there is (AX18)
 */
export async function createTicket(deps: Deps, actor: Actor, request: TicketRequest): Promise<TicketView> {
  const { ctx } = deps
  const facts = await factsFor(deps, actor.workspaceId, request)
  const connection = check(deps, request, facts)
  const at = ctx.now()
  const view = newView(request, facts, { actor, at, id: ctx.newId(), deliveryId: ctx.newId() })
  const { remember } = request
  try {
    const number = await storeTicket(deps, {
      ...view,
      workspaceId: actor.workspaceId,
      attributes: request.attributes ?? null,
      at,
      event: { id: ctx.newId(), text: `Created by ${actor.name}.` },
      delivery: { id: view.deliveryId, connectionId: connection },
      ...(remember ? { remember: kept(actor, remember, view) } : {}),
    })
    if (number === undefined) throw await notStored(deps, actor, request)
    deps.jobs.wake('lane')
    deps.live.publish(actor.workspaceId, { topic: 'tickets', id: view.id })
    return { ...view, number }
  } catch (error) {
    throw await explain(deps, actor.workspaceId, { error, findingId: request.findingId })
  }
}

function kept(actor: Actor, remember: NonNullable<TicketRequest['remember']>, view: TicketView) {
  const { key, fingerprint, answer } = remember
  const id = answerId({ workspaceId: actor.workspaceId, actor: actor.id, key })
  return { id, fingerprint, status: 201, answer: answer(view) }
}

export const noActiveConnection = () =>
  new Refusal(
    'conflict',
    'No ticket provider is active. An administrator connects one under Ticket Providers.',
  )

/** Answers the connection's id, or throws what is wrong with the request. */
function check(deps: Deps, request: TicketRequest, facts: CreationFacts): string {
  const errors: { field: string; message: string }[] = []
  if (request.projectId && !facts.projectId) {
    errors.push({ field: 'projectId', message: 'the id of a project of this workspace' })
  }
  if (!facts.projectId && !request.projectId && facts.settings.projectRequired) {
    errors.push({ field: 'projectId', message: 'this workspace requires a project' })
  }
  if (request.findingId && !facts.findingId) {
    errors.push({ field: 'recommendationId', message: 'the id of a recommendation of this workspace' })
  }
  const limit = facts.provider ? deps.trackers.provider(facts.provider).about.titleLimit : undefined
  // In UTF-16 units, as trackers count: 200 emoji are too long for 255.
  if (limit !== undefined && request.title.length > limit) {
    errors.push({
      field: 'title',
      message: `at most ${limit} characters, the longest title the tracker takes`,
    })
  }
  if (errors.length > 0) throw new Refusal('invalid', 'The ticket was not created.', { errors })
  if (!facts.connectionId) throw noActiveConnection()
  return facts.connectionId
}

function newView(
  request: TicketRequest,
  facts: CreationFacts,
  by: { actor: Actor; at: Date; id: string; deliveryId: string },
): TicketView & { deliveryId: string } {
  return {
    id: by.id,
    number: 0,
    type: request.type ?? 'task',
    title: request.title,
    description: request.description,
    priority: request.priority,
    status: 'New',
    statusCategory: 'New',
    createdBy: by.actor.name,
    createdAt: by.at,
    updatedAt: by.at,
    projectId: facts.projectId,
    projectKey: facts.projectKey,
    projectName: facts.projectName,
    findingId: facts.findingId,
    findingTitle: facts.findingTitle,
    attributes: request.attributes ?? null,
    alarm: facts.alarm,
    linkId: null,
    connectionId: null,
    connectionState: null,
    provider: null,
    issueId: null,
    issueKey: null,
    issueUrl: null,
    linkState: null,
    rawStatus: null,
    statusMapped: null,
    statusReason: null,
    assignee: null,
    lastSyncedAt: null,
    lastPolledAt: null,
    deliveryId: by.deliveryId,
    deliveryKind: 'create',
    deliveryState: 'queued',
    attempts: 0,
    waitingFor: null,
    nextAttemptAt: null,
    destinationLabel: null,
    explanation: null,
    waitsForRouteId: null,
    routeProblems: null,
    routeNeeds: null,
    routeFields: null,
    fault: null,
  }
}

/** Why nothing was stored although everything had been there a moment ago. */
async function notStored(deps: Deps, actor: Actor, { findingId }: TicketRequest): Promise<Refusal> {
  const { db } = deps.store
  const isActive = (await activeConnection(db, actor.workspaceId)) !== undefined
  const shared = isActive && findingId ? await ticketOfAlarm(db, actor.workspaceId, findingId) : undefined
  return shared ? ticketThere(shared) : noActiveConnection()
}

function ticketThere({ id, number, issueKey }: { id: string; number: number; issueKey: string | null }) {
  const key = issueKey ? ` (${issueKey})` : ''
  const alias = aliasOf(number)
  return new Refusal('conflict', `There is a ticket about it already: ${alias}${key}.`, {
    ticket: { id, alias },
  })
}

/** What a failed insert means for the caller. */
async function explain(
  deps: Deps,
  workspaceId: string,
  failed: { error: unknown; findingId: string | null },
): Promise<unknown> {
  const constraint = violatedConstraint(failed.error)
  if (constraint !== 'tickets_one_open_a_finding' || !failed.findingId) return failed.error
  const open = await openTicketOf(deps.store.db, workspaceId, failed.findingId)
  // It was closed in this very moment: asking again will work.
  if (!open) return new Refusal('conflict', 'The recommendation had an open ticket a moment ago. Try again.')
  const there = await ticketView(deps.store.db, workspaceId, { id: open.id })
  const issueKey = open.removed?.issueKey ?? there?.issueKey ?? null
  return ticketThere({ id: open.id, number: open.number, issueKey })
}
