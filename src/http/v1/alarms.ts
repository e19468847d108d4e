import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../domain/refusal.ts'
import { alarmDialog, ticketAlarm } from '../../intake/ticket-alarm.ts'
import { alarmFilters, alarmView, listAlarms } from '../../store/alarms.ts'
import { Alarm, AlarmDialog, AlarmFilters, AlarmQuery, TicketAlarm } from '../contract/alarm.ts'
import { Id, pageOf, Problem } from '../contract/shared.ts'
import { Ticket } from '../contract/ticket.ts'
import { actorOf } from '../guard.ts'
import { oncePerKey } from '../idempotency.ts'
import { alarmAnswer } from './alarm-views.ts'
import type { Api } from './api.ts'
import { ticketAnswer } from './views.ts'

const tags = ['Alarms']
const ById = z.object({ id: Id })

/** The addresses under `/v1/alarms` for people and their programs; how alarms come in stands in alarm-intake.ts. */
export function alarmRoutes(app: Api, deps: Deps): void {
  app.get('/v1/alarms', {
    config: { demands: 'alarms:read' },
    schema: {
      tags,
      summary: 'List alarms, the newest first',
      querystring: AlarmQuery,
      response: { 200: pageOf(Alarm) },
    },
    handler: async (request) => {
      const { q, ...filter } = request.query
      const { workspaceId } = actorOf(request)
      const page = await listAlarms(deps.store.db, workspaceId, { ...filter, words: q || undefined })
      return { ...page, items: page.items.map(alarmAnswer) }
    },
  })

  app.get('/v1/alarms/filters', {
    config: { demands: 'alarms:read' },
    schema: { tags, summary: 'The sources and severities that occur', response: { 200: AlarmFilters } },
    handler: (request) => alarmFilters(deps.store.db, actorOf(request).workspaceId),
  })

  app.get('/v1/alarms/dialog', {
    config: { demands: 'alarms:read' },
    schema: {
      tags,
      summary: 'What the Create Ticket dialog of an alarm asks for in the active tracker',
      response: { 200: AlarmDialog },
    },
    handler: async (request) => ({ attributes: await alarmDialog(deps, actorOf(request)) }),
  })

  app.get('/v1/alarms/:id', {
    config: { demands: 'alarms:read' },
    schema: { tags, summary: 'Read an alarm', params: ById, response: { 200: Alarm, 404: Problem } },
    handler: async (request) => {
      const view = await alarmView(deps.store.db, actorOf(request).workspaceId, request.params.id)
      if (!view) throw notFound('alarm')
      return alarmAnswer(view)
    },
  })

  app.post('/v1/alarms/:id/ticket', {
    config: { demands: 'tickets:create' },
    schema: {
      tags,
      summary: 'Create the ticket about an alarm; an alarm has one at most',
      params: ById,
      body: TicketAlarm,
      response: { 201: Ticket, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const alarmId = request.params.id
      await oncePerKey(deps, { request, reply }, async (key) => {
        const view = await ticketAlarm(deps, actorOf(request), {
          ...request.body,
          alarmId,
          ...(key ? { remember: { ...key, answer: ticketAnswer } } : {}),
        })
        return { status: 201, body: ticketAnswer(view) }
      })
    },
  })
}
