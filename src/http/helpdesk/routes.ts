import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { withAnswers, type Answers } from '../../desk/support-link/answers.ts'
import type { Deps } from '../../deps.ts'
import { entriesOf } from '../../store/help-desk-lists.ts'
import { listSupportTickets } from '../../store/support-views.ts'
import { PageQuery } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey, type KeyedWork } from '../idempotency.ts'
import { problem, sendProblem } from '../problem.ts'
import type { Api } from '../v1/api.ts'
import { Ref, supportTicketOf } from '../v1/support-ticket-ref.ts'
import { BadDocument } from './document.ts'
import { formats, speak, type Format } from './formats.ts'
import { saveTicket } from './save-ticket.ts'
import { ticketDocument } from './ticket-document.ts'

const SaveQuery = z.object({ force: z.stringbool().default(false) })
const ListQuery = PageQuery.extend({ q: z.string().trim().max(200).optional() })

const reading = { demands: 'help-desk:read' } as const
const writing = { demands: 'help-desk:write' } as const

/** The help desk’s own API, `/api/json` and `/api/xml` (C58–C64): what tools for help desks know how to call. */
export function helpDeskDocumentRoutes(app: Api, deps: Deps): void {
  for (const format of formats) {
    void app.register(async (scope: Api) => {
      speak(scope, format)
      scope.addHook('preSerialization', async (_request, reply, payload) => {
        const warnings = warningsIn(payload)
        if (warnings.length > 0) void reply.header('warning', warnings.map(headerOf).join(', '))
        return payload
      })
      ticketRoutes(scope, deps, format)
      refuseOthers(scope, format)
    })
  }
}

function ticketRoutes(scope: Api, deps: Deps, { name, parse }: Format): void {
  const collection = `/api/${name}/tickets`

  async function save(request: FastifyRequest, reply: FastifyReply, of: { ref?: string; force: boolean }) {
    const root = parse(bodyOf(request))
    const saving = async (inside: Deps, answers: Answers) => {
      const actor = actorOf(request)
      const ticket = of.ref === undefined ? undefined : await supportTicketOf(inside, actor, of.ref)
      const saved = await saveTicket(inside, actor, {
        root,
        force: of.force,
        answers,
        ...(ticket ? { ticket } : {}),
      })
      const { alias, document } = saved
      if (!ticket) void reply.header('location', `${collection}/${alias}`)
      return { status: ticket ? 200 : 201, body: { Ticket: document } }
    }
    const work: KeyedWork = (key) =>
      withAnswers(deps, (answers) =>
        inOneTransaction(deps, request, (inside) => saving(inside, answers))(key),
      )
    void reply.type('application/json; charset=utf-8')
    return oncePerKey(deps, { request, reply }, work)
  }

  scope.get(collection, {
    config: reading,
    schema: { hide: true, querystring: ListQuery },
    handler: async (request) => {
      const { workspaceId } = actorOf(request)
      const { limit, after, q } = request.query
      const filter = { limit, after, words: q || undefined, sort: 'newest' as const }
      const page = await listSupportTickets(deps.store.db, workspaceId, filter)
      const fields = await entriesOf(deps.store.db, workspaceId, 'fields')
      const Ticket = page.items.map((view) => ticketDocument(view, fields))
      return {
        Tickets: { Ticket, Next: page.next, TotalRecords: page.total.count, IsCapped: page.total.capped },
      }
    },
  })

  scope.post(collection, {
    config: writing,
    schema: { hide: true, querystring: SaveQuery },
    handler: (request, reply) => save(request, reply, { force: request.query.force }),
  })

  scope.get(`${collection}/:ref`, {
    config: reading,
    schema: { hide: true, params: Ref },
    handler: async (request) => {
      const actor = actorOf(request)
      const fields = await entriesOf(deps.store.db, actor.workspaceId, 'fields')
      return { Ticket: ticketDocument(await supportTicketOf(deps, actor, request.params.ref), fields) }
    },
  })

  // An item’s POST is its PUT (C62, CX16).
  scope.route({
    method: ['PUT', 'POST'],
    url: `${collection}/:ref`,
    config: writing,
    schema: { hide: true, params: Ref, querystring: SaveQuery },
    handler: (request, reply) =>
      save(request, reply, { ref: request.params.ref, force: request.query.force }),
  })
}

function bodyOf({ body }: FastifyRequest): string {
  if (typeof body !== 'string' || body.trim() === '') {
    throw new BadDocument('The body is empty; send a Ticket.')
  }
  return body
}

/** Other methods are told which there are, and other addresses that there is nothing, in the format of the address. */
function refuseOthers(scope: Api, { name }: Format): void {
  const allowed = {
    [`/api/${name}/tickets`]: 'GET, HEAD, POST',
    [`/api/${name}/tickets/:ref`]: 'GET, HEAD, PUT, POST',
  }
  for (const [url, allow] of Object.entries(allowed)) {
    scope.route({
      method: scope.supportedMethods.filter((method) => !allow.includes(method)),
      url,
      config: reading,
      schema: { hide: true },
      onRequest: (request, reply) => {
        const detail = `${request.method} is not for this address: use ${allow}.`
        void sendProblem(reply.header('allow', allow), problem(405, detail))
      },
      handler: () => undefined,
    })
  }
  scope.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: `/api/${name}/*`,
    config: { demands: 'public' },
    schema: { hide: true },
    onRequest: (request, reply) => {
      const detail = `There is nothing at ${request.method} ${request.url.split('?')[0]}; tickets are at /api/${name}/tickets.`
      void sendProblem(reply, problem(404, detail))
    },
    handler: () => undefined,
  })
}

function warningsIn(payload: unknown): string[] {
  const ticket = (payload as { Ticket?: { Warnings?: { Warning?: unknown } } } | null)?.Ticket
  const warnings = ticket?.Warnings?.Warning
  return Array.isArray(warnings) ? warnings.map(String) : []
}

/** Header values are ASCII (RFC 9111 knows `299`: a lasting warning). */
const headerOf = (text: string) =>
  `299 crosstie "${text.replace(/[^ -~]/gu, '?').replace(/["\\]/gu, '\\$&')}"`
