import { z } from 'zod'
import { createToken, withdrawToken } from '../../admin/tokens.ts'
import type { Deps } from '../../deps.ts'
import { listTokens, type ApiToken } from '../../store/tokens.ts'
import { CreatedToken, NewToken, Token } from '../contract/session.ts'
import { Id, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'
import { instant } from './views.ts'

const tags = ['API tokens']
const config = { demands: 'tokens:manage' as const }

const answer = (row: Omit<ApiToken, 'hash'>) => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  createdAt: row.createdAt.toISOString(),
  expiresAt: instant(row.expiresAt),
  lastUsedAt: instant(row.lastUsedAt),
})

/** The addresses under `/v1/tokens`. */
export function tokenRoutes(app: Api, deps: Deps): void {
  app.get('/v1/tokens', {
    config,
    schema: { tags, summary: 'List tokens in use', response: { 200: z.object({ items: z.array(Token) }) } },
    handler: async (request) => {
      const rows = await listTokens(deps.store.db, actorOf(request).workspaceId)
      return { items: rows.map(answer) }
    },
  })

  app.post('/v1/tokens', {
    config,
    schema: {
      tags,
      summary: 'Make a token; it is answered only here',
      body: NewToken,
      response: { 201: CreatedToken, 422: Problem },
    },
    handler: async (request, reply) => {
      const work = inOneTransaction(deps, request, async (inside) => {
        const created = await createToken(inside, actorOf(request), request.body)
        return { status: 201, body: { ...answer(created), token: created.token }, secret: true }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  app.delete('/v1/tokens/:id', {
    config,
    schema: {
      tags,
      summary: 'Withdraw a token',
      params: z.object({ id: Id }),
      response: { 204: z.null(), 404: Problem },
    },
    handler: async (request, reply) => {
      await withdrawToken(deps, actorOf(request), { id: request.params.id })
      return reply.status(204).send(null)
    },
  })
}
