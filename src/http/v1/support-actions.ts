import { z } from 'zod'
import { addAction } from '../../desk/support/add-action.ts'
import { editAction } from '../../desk/support/edit-action.ts'
import { removeAction } from '../../desk/support/remove-action.ts'
import type { Deps } from '../../deps.ts'
import { listActions } from '../../store/actions.ts'
import { ChangeAction, NewAction, SupportAction } from '../contract/help-desk-actions.ts'
import { Id, pageOf, PageQuery, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'
import { actionAnswer } from './help-desk-views.ts'
import { Ref, supportTicketOf } from './support-ticket-ref.ts'

const tags = ['Help desk']
const write = { demands: 'help-desk:write' as const }
const OfAction = Ref.extend({ id: Id })

/** `/v1/support-tickets/:ref/actions`. */
export function supportActionRoutes(app: Api, deps: Deps): void {
  app.get('/v1/support-tickets/:ref/actions', {
    config: { demands: 'help-desk:read' },
    schema: {
      tags,
      summary: 'What was written on a ticket, oldest first',
      params: Ref,
      querystring: PageQuery,
      response: { 200: pageOf(SupportAction), 404: Problem },
    },
    handler: async (request) => {
      const { id } = await supportTicketOf(deps, actorOf(request), request.params.ref)
      const page = await listActions(deps.store.db, id, request.query)
      return { ...page, items: page.items.map(actionAnswer) }
    },
  })

  app.post('/v1/support-tickets/:ref/actions', {
    config: write,
    schema: {
      tags,
      summary: 'Write an action; it becomes a comment of the ticket’s issue where the instance says so (C15)',
      params: Ref,
      body: NewAction,
      response: { 201: SupportAction, 404: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const work = inOneTransaction(deps, request, async (inside) => {
        const { id } = await supportTicketOf(inside, actor, request.params.ref)
        const action = await addAction(inside, actor, { ticketId: id, input: request.body })
        return { status: 201, body: actionAnswer(action) }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  app.patch('/v1/support-tickets/:ref/actions/:id', {
    config: write,
    schema: {
      tags,
      summary: 'Edit an action; its comment stays as it was sent (C16)',
      params: OfAction,
      body: ChangeAction,
      response: { 200: SupportAction, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { ref, id } = request.params
      const ticket = await supportTicketOf(deps, actor, ref)
      const { editedAt, ...input } = request.body
      const seen = typeof editedAt === 'string' ? new Date(editedAt) : editedAt
      return actionAnswer(await editAction(deps, actor, { ticketId: ticket.id, id, input, seen }))
    },
  })

  app.delete('/v1/support-tickets/:ref/actions/:id', {
    config: write,
    schema: {
      tags,
      summary: 'Remove an action; its comment stays (CX18)',
      params: OfAction,
      response: { 204: z.null(), 404: Problem },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const { ref, id } = request.params
      const ticket = await supportTicketOf(deps, actor, ref)
      await removeAction(deps, actor, { ticketId: ticket.id, id })
      return reply.status(204).send(null)
    },
  })
}
