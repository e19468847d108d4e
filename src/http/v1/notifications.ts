import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import {
  giveUpNotification,
  previewResend,
  replayNotification,
  resendFailed,
  retryNotification,
} from '../../desk/notifications.ts'
import { notFound } from '../../domain/refusal.ts'
import { listNotifications, notificationView } from '../../store/notification-views.ts'
import {
  Notification,
  NotificationDetail,
  NotificationQuery,
  ResendPlan,
  ResendWhich,
  Resent,
} from '../contract/notification.ts'
import { Id, pageOf, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { notificationAnswer, notificationDetail } from './notification-views.ts'

const tags = ['Notifications']
const ById = z.object({ id: Id })

/** The addresses under `/v1/notifications`: mail and webhooks about service tickets. */
export function notificationRoutes(app: Api, deps: Deps): void {
  const one = async (workspaceId: string, id: string) => {
    const view = await notificationView(deps.store.db, workspaceId, id)
    if (!view) throw notFound('notification')
    return notificationDetail(view)
  }

  app.get('/v1/notifications', {
    config: { demands: 'operators:read' },
    schema: {
      tags,
      summary: 'Mail and webhooks about service tickets, the newest first',
      querystring: NotificationQuery,
      response: { 200: pageOf(Notification) },
    },
    handler: async (request) => {
      const { state: states, ticket: ticketAlias, ...filter } = request.query
      const { workspaceId } = actorOf(request)
      const page = await listNotifications(deps.store.db, workspaceId, { ...filter, states, ticketAlias })
      return { ...page, items: page.items.map(notificationAnswer) }
    },
  })

  app.get('/v1/notifications/:id', {
    config: { demands: 'operators:read' },
    schema: {
      tags,
      summary: 'One of them, with what it tells and what the recipient’s server answered',
      params: ById,
      response: { 200: NotificationDetail, 404: Problem },
    },
    handler: (request) => one(actorOf(request).workspaceId, request.params.id),
  })

  const acts = [
    ['retry', 'Send one again now that failed, waits or was given up', retryNotification],
    ['cancel', 'Give one up that was not taken', giveUpNotification],
    [
      'replay',
      'Send a webhook’s event that was taken once more, with the same webhook-id',
      replayNotification,
    ],
  ] as const
  for (const [name, summary, act] of acts) {
    app.post(`/v1/notifications/:id/${name}`, {
      config: { demands: 'operators:manage' },
      schema: {
        tags,
        summary,
        params: ById,
        response: { 200: NotificationDetail, 404: Problem, 409: Problem },
      },
      handler: async (request) => {
        const actor = actorOf(request)
        await act(deps, actor, request.params.id)
        return one(actor.workspaceId, request.params.id)
      },
    })
  }

  app.post('/v1/notifications/preview', {
    config: { demands: 'operators:manage' },
    schema: {
      tags,
      summary: 'How many failed ones would be sent again, and which not and why; sends nothing',
      body: ResendWhich,
      response: { 200: ResendPlan, 422: Problem },
    },
    handler: (request) => previewResend(deps, actorOf(request), chosen(request.body)),
  })

  app.post('/v1/notifications/retry', {
    config: { demands: 'operators:manage' },
    schema: {
      tags,
      summary: 'Send failed ones again, the oldest first, at most 1,000 a call',
      body: ResendWhich,
      response: { 200: Resent, 422: Problem },
    },
    handler: async (request) => ({
      queued: await resendFailed(deps, actorOf(request), chosen(request.body)),
    }),
  })
}

function chosen(which: z.infer<typeof ResendWhich>) {
  if ('ids' in which) return which
  const { all: _, ticket: ticketAlias, ...filter } = which
  return { ...filter, ticketAlias }
}
