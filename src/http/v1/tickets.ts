import { z } from 'zod'
import { createAgain, cancelDelivery, retryDelivery } from '../../desk/act-on-delivery.ts'
import { changeAttributes } from '../../desk/change-attributes.ts'
import { comment } from '../../desk/comment.ts'
import { explainTicket } from '../../desk/explain-ticket.ts'
import { fillMissing } from '../../desk/fill-missing.ts'
import { linkExisting } from '../../desk/link-existing.ts'
import { previewTicket } from '../../desk/preview-ticket.ts'
import { syncTicket } from '../../desk/sync-ticket.ts'
import type { Actor } from '../../domain/actor.ts'
import { notFound } from '../../domain/refusal.ts'
import { statusCategories } from '../../domain/status.ts'
import { deliveryStates, numberOf } from '../../domain/ticket.ts'
import { createTicket } from '../../intake/create-ticket.ts'
import { listEvents, listTickets, ticketView } from '../../store/ticket-views.ts'
import type { Deps } from '../../deps.ts'
import { pageOf, PageQuery, Problem } from '../contract/shared.ts'
import {
  ChangeAttributes,
  Explanation,
  FillMissing,
  LinkExisting,
  NewComment,
  NewTicket,
  Preview,
  PreviewTicket,
  Ticket,
  TicketEvent,
  TicketQuery,
} from '../contract/ticket.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'
import { faultView, ticketAnswer } from './views.ts'

const Ref = z.object({ ref: z.string().max(60).meta({ description: 'Id or alias, e.g. CT-12' }) })
const tags = ['Tickets']

/** The addresses under `/v1/tickets`. */
export function ticketRoutes(app: Api, deps: Deps): void {
  app.post('/v1/tickets', {
    config: { demands: 'tickets:create' },
    schema: {
      tags,
      summary: 'Create a ticket; its issue is created in the active tracker',
      body: NewTicket,
      response: { 201: Ticket, 409: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      await oncePerKey(deps, { request, reply }, async (key) => {
        const { recommendationId, projectId, ...rest } = request.body
        const view = await createTicket(deps, actorOf(request), {
          ...rest,
          projectId,
          findingId: recommendationId ?? null,
          ...(key ? { remember: { ...key, answer: ticketAnswer } } : {}),
        })
        return { status: 201, body: ticketAnswer(view) }
      })
    },
  })

  app.get('/v1/tickets', {
    config: { demands: 'tickets:read' },
    schema: { tags, summary: 'List tickets', querystring: TicketQuery, response: { 200: pageOf(Ticket) } },
    handler: async (request) => {
      const { q, status, delivery, ...filter } = request.query
      const page = await listTickets(deps.store.db, actorOf(request).workspaceId, {
        ...filter,
        words: q || undefined,
        categories: wordsIn(status, statusCategories),
        deliveries: wordsIn(delivery?.replace('attention', 'parked,failed'), deliveryStates),
      })
      return { ...page, items: page.items.map(ticketAnswer) }
    },
  })

  app.get('/v1/tickets/:ref', {
    config: { demands: 'tickets:read' },
    schema: { tags, summary: 'Read a ticket', params: Ref, response: { 200: Ticket, 404: Problem } },
    handler: (request) => read(deps, actorOf(request), request.params.ref),
  })

  app.get('/v1/tickets/:ref/events', {
    config: { demands: 'tickets:read' },
    schema: {
      tags,
      summary: 'List a ticket’s timeline, newest first',
      params: Ref,
      querystring: PageQuery,
      response: { 200: pageOf(TicketEvent), 404: Problem },
    },
    handler: async (request) => {
      const { id } = await read(deps, actorOf(request), request.params.ref)
      const page = await listEvents(deps.store.db, id, request.query)
      const items = page.items.map(({ at, fault, ...event }) => ({
        ...event,
        at: at.toISOString(),
        fault: faultView(fault),
      }))
      return { ...page, items }
    },
  })

  app.post('/v1/tickets/:ref/comments', {
    config: { demands: 'tickets:act' },
    schema: {
      tags,
      summary: 'Comment; the comment goes to the ticket’s issue',
      params: Ref,
      body: NewComment,
      response: { 201: Ticket, 404: Problem, 409: Problem },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const work = inOneTransaction(deps, request, async (inside) => {
        const { id } = await read(inside, actor, request.params.ref)
        await comment(inside, actor, { ticketId: id, text: request.body.text })
        return { status: 201, body: await read(inside, actor, id) }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  explainRoutes(app, deps)
  attributeRoutes(app, deps)
  action(app, deps, { path: 'sync', summary: 'Read the issue again now', verb: syncTicket })
  action(app, deps, {
    path: 'retry',
    summary: 'Try a failed or waiting creation again now',
    verb: retryDelivery,
  })
  action(app, deps, {
    path: 'cancel',
    summary: 'Give up a creation that has not happened',
    verb: cancelDelivery,
  })
  action(app, deps, {
    path: 'create-again',
    summary: 'Create a parked ticket’s issue: a person has looked and it does not exist',
    verb: createAgain,
  })

  app.post('/v1/tickets/:ref/link-existing', {
    config: { demands: 'tickets:act' },
    schema: {
      tags,
      summary: 'Tie the ticket to an issue that exists',
      params: Ref,
      body: LinkExisting,
      response: { 200: Ticket, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id } = await read(deps, actor, request.params.ref)
      await linkExisting(deps, actor, { ticketId: id, issue: request.body.issue })
      return read(deps, actor, id)
    },
  })
}

function attributeRoutes(app: Api, deps: Deps): void {
  app.patch('/v1/tickets/:ref/attributes', {
    config: { demands: 'tickets:act' },
    schema: {
      tags,
      summary:
        'Correct what a ticket about an alarm knows: its root cause; the tracker keeps what it was sent',
      params: Ref,
      body: ChangeAttributes,
      response: { 200: Ticket, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id } = await read(deps, actor, request.params.ref)
      await changeAttributes(deps, actor, { ticketId: id, attributes: request.body })
      return read(deps, actor, id)
    },
  })
}

/** What would be sent, what was sent, and the values that a route lacks. */
function explainRoutes(app: Api, deps: Deps): void {
  app.post('/v1/tickets/preview', {
    config: { demands: 'tickets:create' },
    schema: {
      tags,
      summary: 'What would be sent for a recommendation or a project, and why; sends nothing',
      body: PreviewTicket,
      response: { 200: Preview, 404: Problem, 409: Problem },
    },
    handler: (request) => previewTicket(deps, actorOf(request), request.body),
  })

  app.get('/v1/tickets/:ref/explain', {
    config: { demands: 'tickets:read' },
    schema: {
      tags,
      summary: 'For each value sent and each value taken over: the rule and its input',
      params: Ref,
      response: { 200: Explanation, 404: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id } = await read(deps, actor, request.params.ref)
      return explainTicket(deps, actor, id)
    },
  })

  app.post('/v1/tickets/:ref/fill', {
    config: { demands: 'tickets:act' },
    schema: {
      tags,
      summary: 'Give the values that the ticket’s route lacks; everything that waits for the same goes on',
      params: Ref,
      body: FillMissing,
      response: { 200: Ticket, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id } = await read(deps, actor, request.params.ref)
      await fillMissing(deps, actor, { ticketId: id, values: request.body.values })
      return read(deps, actor, id)
    },
  })
}

interface Action {
  path: string
  summary: string
  verb: (deps: Deps, actor: Actor, ticketId: string) => Promise<void>
}

function action(app: Api, deps: Deps, { path, summary, verb }: Action): void {
  app.post(`/v1/tickets/:ref/${path}`, {
    config: { demands: 'tickets:act' },
    schema: { tags, summary, params: Ref, response: { 200: Ticket, 404: Problem, 409: Problem } },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id } = await read(deps, actor, request.params.ref)
      await verb(deps, actor, id)
      return read(deps, actor, id)
    },
  })
}

/** @throws {Refusal} when this workspace has no such ticket */
async function read(deps: Deps, actor: Actor, ref: string): Promise<z.infer<typeof Ticket>> {
  const number = numberOf(ref)
  if (number === undefined && !z.uuid().safeParse(ref).success) throw notFound('ticket')
  const view = await ticketView(
    deps.store.db,
    actor.workspaceId,
    number === undefined ? { id: ref } : { number },
  )
  if (!view) throw notFound('ticket')
  return ticketAnswer(view)
}

/** Those of the known words that stand in a comma-separated list. */
function wordsIn<T extends string>(text: string | undefined, known: readonly T[]): T[] | undefined {
  if (!text) return undefined
  const words = new Set(text.split(',').map((word) => word.trim()))
  return known.filter((word) => words.has(word))
}
