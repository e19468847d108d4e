import { changeSupportTicket } from '../../desk/support/change-support-ticket.ts'
import { createSupportTicket } from '../../desk/support/create-support-ticket.ts'
import type { Deps } from '../../deps.ts'
import { statusCategories } from '../../domain/status.ts'
import { cappedCount, countCap } from '../../store/page.ts'
import { listSupportTickets } from '../../store/support-views.ts'
import { countHistory, historyPage } from '../../store/ticket-history.ts'
import {
  ChangeSupportTicket,
  NewSupportTicket,
  SupportTicket,
  SupportTicketQuery,
  SupportTicketRow,
} from '../contract/help-desk.ts'
import { pageOf, PageQuery, Problem } from '../contract/shared.ts'
import { TicketEvent } from '../contract/ticket.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'
import { supportTicketAnswer, supportTicketRow } from './help-desk-views.ts'
import { Ref, supportTicketOf } from './support-ticket-ref.ts'
import { faultView } from './views.ts'

const tags = ['Help desk']
const read = { demands: 'help-desk:read' as const }
const write = { demands: 'help-desk:write' as const }

/** The addresses under `/v1/support-tickets`, besides those of actions and files. */
export function supportTicketRoutes(app: Api, deps: Deps): void {
  app.post('/v1/support-tickets', {
    config: write,
    schema: {
      tags,
      summary: 'Create a ticket of the help desk',
      body: NewSupportTicket,
      response: { 201: SupportTicket, 422: Problem },
    },
    handler: async (request, reply) => {
      const work = inOneTransaction(deps, request, async (inside) => {
        const view = await createSupportTicket(inside, actorOf(request), request.body)
        return { status: 201, body: supportTicketAnswer(view) }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  app.get('/v1/support-tickets', {
    config: read,
    schema: {
      tags,
      summary: 'List the help desk’s tickets',
      querystring: SupportTicketQuery,
      response: { 200: pageOf(SupportTicketRow) },
    },
    handler: async (request) => {
      const { q, category, linked, ...filter } = request.query
      const said = category?.split(',').map((word) => word.trim())
      const page = await listSupportTickets(deps.store.db, actorOf(request).workspaceId, {
        ...filter,
        words: q || undefined,
        categories: category ? statusCategories.filter((one) => said?.includes(one)) : undefined,
        linked: linked && linked === 'yes',
      })
      return { ...page, items: page.items.map(supportTicketRow) }
    },
  })

  app.get('/v1/support-tickets/:ref', {
    config: read,
    schema: {
      tags,
      summary: 'Read a ticket of the help desk',
      params: Ref,
      response: { 200: SupportTicket, 404: Problem },
    },
    handler: async (request) =>
      supportTicketAnswer(await supportTicketOf(deps, actorOf(request), request.params.ref)),
  })

  app.patch('/v1/support-tickets/:ref', {
    config: write,
    schema: {
      tags,
      summary: 'Change a ticket of the help desk; each change goes into its history',
      params: Ref,
      body: ChangeSupportTicket,
      response: { 200: SupportTicket, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id } = await supportTicketOf(deps, actor, request.params.ref)
      const { updatedAt, ...change } = request.body
      const basedOn = updatedAt === undefined ? undefined : new Date(updatedAt)
      return supportTicketAnswer(await changeSupportTicket(deps, actor, { ticketId: id, change, basedOn }))
    },
  })

  app.get('/v1/support-tickets/:ref/history', {
    config: read,
    schema: {
      tags,
      summary: 'A ticket’s history, newest first (C56)',
      params: Ref,
      querystring: PageQuery,
      response: { 200: pageOf(TicketEvent), 404: Problem },
    },
    handler: async (request) => {
      const { db } = deps.store
      const { id } = await supportTicketOf(deps, actorOf(request), request.params.ref)
      const page = await historyPage(db, id, request.query)
      const items = page.items.map((event) => ({
        ...event,
        at: event.at.toISOString(),
        fault: faultView(event.fault),
      }))
      return { ...page, items, total: cappedCount(await countHistory(db, id, countCap + 1)) }
    },
  })
}
