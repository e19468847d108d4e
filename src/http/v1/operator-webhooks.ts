import { z } from 'zod'
import {
  addWebhook,
  changeWebhook,
  removeWebhook,
  rotateSecret,
  tryWebhook,
  webhooksOf,
} from '../../admin/operator-webhooks.ts'
import type { Deps } from '../../deps.ts'
import {
  ChangedOperatorWebhook,
  ChangeOperatorWebhook,
  CreatedOperatorWebhook,
  NewOperatorWebhook,
  OperatorWebhook,
  TriedOperatorWebhook,
} from '../contract/operator-webhook.ts'
import { Id, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'
import { triedAnswer, webhookAnswer } from './notification-views.ts'

const tags = ['Operators']
const manage = { demands: 'operators:manage' as const }
const path = '/v1/operators/:id/webhooks'
const ById = z.object({ id: Id })
const ByBoth = z.object({ id: Id, webhookId: Id })
const keysOf = ({ id: operatorId, webhookId: id }: z.infer<typeof ByBoth>) => ({ operatorId, id })

/** Where a partner’s programs are told about its tickets: signed as Standard Webhooks say, CloudEvents in the body. */
export function operatorWebhookRoutes(app: Api, deps: Deps): void {
  app.get(path, {
    config: { demands: 'operators:read' },
    schema: {
      tags,
      summary: 'List an operator’s webhooks, the oldest first; there are 20 at most',
      params: ById,
      response: { 200: z.object({ items: z.array(OperatorWebhook) }), 404: Problem },
    },
    handler: async (request) => {
      const rows = await webhooksOf(deps, actorOf(request), request.params.id)
      return { items: rows.map(webhookAnswer) }
    },
  })

  app.post(path, {
    config: manage,
    schema: {
      tags,
      summary: 'Add a webhook; its secret is answered only here',
      params: ById,
      body: NewOperatorWebhook,
      response: { 201: CreatedOperatorWebhook, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const of = { ...request.body, operatorId: request.params.id }
      const work = inOneTransaction(deps, request, async (inside) => {
        const { webhook, secret } = await addWebhook(inside, actorOf(request), of)
        return { status: 201, body: { ...webhookAnswer(webhook), secret }, secret: true }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  app.patch(`${path}/:webhookId`, {
    config: manage,
    schema: {
      tags,
      summary:
        'Change a webhook, or switch it on or off; at another host it gets a new secret, answered only here',
      params: ByBoth,
      body: ChangeOperatorWebhook,
      response: { 200: ChangedOperatorWebhook, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request) => {
      const of = { ...keysOf(request.params), change: request.body }
      const { webhook, secret } = await changeWebhook(deps, actorOf(request), of)
      return { ...webhookAnswer(webhook), secret }
    },
  })

  app.delete(`${path}/:webhookId`, {
    config: manage,
    schema: {
      tags,
      summary: 'Remove a webhook; what it was not told yet is given up',
      params: ByBoth,
      response: { 204: z.null(), 404: Problem },
    },
    handler: async (request, reply) => {
      await removeWebhook(deps, actorOf(request), keysOf(request.params))
      return reply.status(204).send(null)
    },
  })

  app.post(`${path}/:webhookId/rotate`, {
    config: manage,
    schema: {
      tags,
      summary: 'Make a new secret, answered only here; the old one signs too for 24 hours',
      params: ByBoth,
      response: { 201: CreatedOperatorWebhook, 404: Problem },
    },
    handler: async (request, reply) => {
      const work = inOneTransaction(deps, request, async (inside) => {
        const { webhook, secret } = await rotateSecret(inside, actorOf(request), keysOf(request.params))
        return { status: 201, body: { ...webhookAnswer(webhook), secret }, secret: true }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  app.post(`${path}/:webhookId/test`, {
    config: manage,
    schema: {
      tags,
      summary: 'Send a signed test event now, and say what was answered',
      params: ByBoth,
      response: { 200: TriedOperatorWebhook, 404: Problem },
    },
    handler: async (request) => triedAnswer(await tryWebhook(deps, actorOf(request), keysOf(request.params))),
  })
}
