import { z } from 'zod'
import {
  addOperator,
  addOperatorToken,
  changeOperator,
  removeOperator,
  withdrawOperatorToken,
} from '../../admin/operators.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../domain/refusal.ts'
import { findOperator, listOperators, operatorView, type OperatorView } from '../../store/operators.ts'
import { operatorTokens, type ApiToken } from '../../store/tokens.ts'
import {
  ChangeOperator,
  CreatedOperatorToken,
  NewOperator,
  NewOperatorToken,
  Operator,
  OperatorQuery,
  OperatorToken,
  RemovedOperator,
  RemoveOperatorQuery,
} from '../contract/operator.ts'
import { Id, PageQuery, pageOf, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'
import { instant } from './views.ts'

const tags = ['Operators']
const ById = z.object({ id: Id })
const read = { demands: 'operators:read' as const }
const manage = { demands: 'operators:manage' as const }

const operatorAnswer = (view: OperatorView): Operator => ({
  id: view.id,
  name: view.name,
  displayName: view.displayName,
  contactUuid: view.contactUuid,
  owner: view.owner,
  grt: view.grt,
  emails: view.emails,
  requestsPerMinute: view.requestsPerMinute,
  createdAt: view.createdAt.toISOString(),
  tokens: view.tokens,
  openTickets: view.openTickets,
  services: view.services,
})

const tokenAnswer = (row: Omit<ApiToken, 'hash'>): OperatorToken => ({
  id: row.id,
  name: row.name,
  email: row.email,
  prefix: row.prefix,
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
  expiresAt: instant(row.expiresAt),
  lastUsedAt: instant(row.lastUsedAt),
})

/** The addresses under `/v1/operators`: partners and what their programs sign in with (DX14). */
export function operatorRoutes(app: Api, deps: Deps): void {
  app.get('/v1/operators', {
    config: read,
    schema: {
      tags,
      summary: 'List operators, by name',
      querystring: OperatorQuery,
      response: { 200: pageOf(Operator) },
    },
    handler: async (request) => {
      const { q, ...of } = request.query
      const { workspaceId } = actorOf(request)
      const page = await listOperators(deps.store.db, workspaceId, { ...of, words: q || undefined })
      return { ...page, items: page.items.map(operatorAnswer) }
    },
  })

  app.post('/v1/operators', {
    config: manage,
    schema: {
      tags,
      summary: 'Register an operator: a partner whose programs open service tickets',
      body: NewOperator,
      response: { 201: Operator, 409: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const work = inOneTransaction(deps, request, async (inside) => ({
        status: 201,
        body: operatorAnswer(await addOperator(inside, actorOf(request), request.body)),
      }))
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  app.get('/v1/operators/:id', {
    config: read,
    schema: { tags, summary: 'Read an operator', params: ById, response: { 200: Operator, 404: Problem } },
    handler: async (request) => {
      const view = await operatorView(deps.store.db, actorOf(request).workspaceId, request.params.id)
      if (!view) throw notFound('operator')
      return operatorAnswer(view)
    },
  })

  app.patch('/v1/operators/:id', {
    config: manage,
    schema: {
      tags,
      summary: 'Change an operator; what is absent stays',
      params: ById,
      body: ChangeOperator,
      response: { 200: Operator, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request) => {
      const of = { id: request.params.id, change: request.body }
      return operatorAnswer(await changeOperator(deps, actorOf(request), of))
    },
  })

  app.delete('/v1/operators/:id', {
    config: manage,
    schema: {
      tags,
      summary: 'Take an operator out of use, with its tokens and webhooks; its tickets stay',
      params: ById,
      querystring: RemoveOperatorQuery,
      response: { 200: RemovedOperator, 404: Problem, 409: Problem },
    },
    handler: (request) => {
      const of = { id: request.params.id, force: request.query.force === 'true' }
      return removeOperator(deps, actorOf(request), of)
    },
  })

  tokenRoutes(app, deps)
}

function tokenRoutes(app: Api, deps: Deps): void {
  app.get('/v1/operators/:id/tokens', {
    config: manage,
    schema: {
      tags,
      summary: 'List an operator’s tokens in use, the newest first',
      params: ById,
      querystring: PageQuery,
      response: { 200: pageOf(OperatorToken), 404: Problem },
    },
    handler: async (request) => {
      const { id: operatorId } = request.params
      const operator = await findOperator(deps.store.db, actorOf(request).workspaceId, operatorId)
      if (!operator) throw notFound('operator')
      const page = await operatorTokens(deps.store.db, { ...request.query, operatorId })
      return { ...page, items: page.items.map(tokenAnswer) }
    },
  })

  app.post('/v1/operators/:id/tokens', {
    config: manage,
    schema: {
      tags,
      summary: 'Make a token for a program of the operator; it is answered only here',
      params: ById,
      body: NewOperatorToken,
      response: { 201: CreatedOperatorToken, 404: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const of = { ...request.body, operatorId: request.params.id }
      const work = inOneTransaction(deps, request, async (inside) => {
        const created = await addOperatorToken(inside, actorOf(request), of)
        return { status: 201, body: { ...tokenAnswer(created), token: created.token }, secret: true }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  app.delete('/v1/operators/:id/tokens/:tokenId', {
    config: manage,
    schema: {
      tags,
      summary: 'Withdraw an operator’s token',
      params: z.object({ id: Id, tokenId: Id }),
      response: { 204: z.null(), 404: Problem },
    },
    handler: async (request, reply) => {
      const { id: operatorId, tokenId: id } = request.params
      await withdrawOperatorToken(deps, actorOf(request), { operatorId, id })
      return reply.status(204).send(null)
    },
  })
}
