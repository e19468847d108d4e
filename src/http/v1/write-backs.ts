import { z } from 'zod'
import { retryWriteBack } from '../../desk/retry-write-back.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../domain/refusal.ts'
import { numberOf } from '../../domain/ticket.ts'
import { alarmSourceOf } from '../../store/alarm-sources.ts'
import { alarmView } from '../../store/alarms.ts'
import { findTicket } from '../../store/tickets.ts'
import { listWriteBacks, writeBackOf } from '../../store/write-back-views.ts'
import { SourceName, WriteBack, WriteBackQuery } from '../contract/alarm-source.ts'
import { Id, pageOf, PageQuery, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { writeBackAnswer } from './alarm-source-views.ts'
import type { Api } from './api.ts'

const tags = ['Alarm sources']
const ById = z.object({ id: Id })
const Ref = z.object({ ref: z.string().max(60).meta({ description: 'Id or alias, e.g. CT-12' }) })
const One = z.object({ writeBack: WriteBack.nullable() })

/** What became of telling consoles about tickets, by alarm, by ticket and by source. */
export function writeBackRoutes(app: Api, deps: Deps): void {
  async function ofAlarm(workspaceId: string, id: string): Promise<z.infer<typeof One>> {
    if (!(await alarmView(deps.store.db, workspaceId, id))) throw notFound('alarm')
    const view = await writeBackOf(deps.store.db, workspaceId, id)
    return { writeBack: view ? writeBackAnswer(view) : null }
  }

  app.get('/v1/alarms/:id/write-back', {
    config: { demands: 'alarms:read' },
    schema: {
      tags,
      summary: 'Whether the alarm’s console was told its ticket; null where it is not to be told',
      params: ById,
      response: { 200: One, 404: Problem },
    },
    handler: (request) => ofAlarm(actorOf(request).workspaceId, request.params.id),
  })

  app.post('/v1/alarms/:id/write-back/retry', {
    config: { demands: 'tickets:act' },
    schema: {
      tags,
      summary: 'Tell the alarm’s console its ticket again now',
      params: ById,
      response: { 200: One, 404: Problem, 409: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      await retryWriteBack(deps, actor, request.params.id)
      return ofAlarm(actor.workspaceId, request.params.id)
    },
  })

  app.get('/v1/tickets/:ref/write-backs', {
    config: { demands: 'tickets:read' },
    schema: {
      tags,
      summary: 'Whether the consoles of a ticket’s alarms were told',
      params: Ref,
      querystring: PageQuery,
      response: { 200: pageOf(WriteBack), 404: Problem },
    },
    handler: async (request) => {
      const { workspaceId } = actorOf(request)
      const { ref } = request.params
      const number = numberOf(ref)
      if (number === undefined && !z.uuid().safeParse(ref).success) throw notFound('ticket')
      const which = number === undefined ? { id: ref } : { number }
      const ticketId = (await findTicket(deps.store.db, workspaceId, which))?.id
      if (!ticketId) throw notFound('ticket')
      const page = await listWriteBacks(deps.store.db, workspaceId, { ticketId, ...request.query })
      return { ...page, items: page.items.map(writeBackAnswer) }
    },
  })

  app.get('/v1/alarm-sources/:name/write-backs', {
    config: { demands: 'alarms:read' },
    schema: {
      tags,
      summary: 'List the write-backs of a source',
      params: z.object({ name: SourceName }),
      querystring: WriteBackQuery,
      response: { 200: pageOf(WriteBack), 404: Problem },
    },
    handler: async (request) => {
      const { workspaceId } = actorOf(request)
      const { state, ...page } = request.query
      const source = await alarmSourceOf(deps.store.db, workspaceId, request.params.name)
      if (!source) throw notFound('settings of an alarm source')
      const states = state ? [state] : undefined
      const found = await listWriteBacks(deps.store.db, workspaceId, { sourceId: source.id, states, ...page })
      return { ...found, items: found.items.map(writeBackAnswer) }
    },
  })
}
