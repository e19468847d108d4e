import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { numberOf } from '../../domain/ticket.ts'
import { countLog, listLog, logPage, type LogFilter } from '../../store/log.ts'
import { LogEntry, LogFilters, LogQuery, SyncErrorFilters, SyncErrorQuery } from '../contract/log.ts'
import { pageOf } from '../contract/shared.ts'
import { mostRows, sendCsv } from '../csv.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { logColumns, logEntryAnswer } from './log-views.ts'

const tags = ['Log']
const config = { demands: 'logs:read' } as const
const response = { 200: pageOf(LogEntry) }
const produces = ['text/csv']

/** The log (A75), which is the report of what was synced (C55), and its part that is the report of errors (C54). */
export function logRoutes(app: Api, deps: Deps): void {
  const { db } = deps.store

  async function list(request: FastifyRequest, query: LogQuery, more: LogFilter = {}) {
    const { limit, after } = query
    const page = await listLog(db, actorOf(request).workspaceId, {
      ...filterOf(query),
      ...more,
      limit,
      after,
    })
    return { ...page, items: page.items.map(logEntryAnswer) }
  }

  async function file(reply: FastifyReply, name: string, filter: LogFilter): Promise<FastifyReply> {
    const { workspaceId } = actorOf(reply.request)
    const count = await countLog(db, workspaceId, { ...filter, upTo: mostRows + 1 })
    return sendCsv(reply, {
      name,
      columns: logColumns,
      read: (page) => logPage(db, workspaceId, { ...filter, ...page }),
      isCut: count > mostRows,
    })
  }

  app.get('/v1/logs', {
    config,
    schema: {
      tags,
      summary: 'What happened between the hub and its trackers, newest first',
      querystring: LogQuery,
      response,
    },
    handler: (request) => list(request, request.query),
  })

  app.get('/v1/logs.csv', {
    config,
    schema: { tags, summary: 'The same as CSV, up to 100,000 rows', querystring: LogFilters, produces },
    handler: (request, reply) => file(reply, 'sync-log', filterOf(request.query)),
  })

  app.get('/v1/sync-errors', {
    config,
    schema: {
      tags,
      summary: 'What went wrong between the hub and its trackers, with its cause and remedy, newest first',
      querystring: SyncErrorQuery,
      response,
    },
    handler: (request) => list(request, request.query, { troubleOnly: true }),
  })

  app.get('/v1/sync-errors.csv', {
    config,
    schema: { tags, summary: 'The same as CSV, up to 100,000 rows', querystring: SyncErrorFilters, produces },
    handler: (request, reply) =>
      file(reply, 'sync-errors', { ...filterOf(request.query), troubleOnly: true }),
  })
}

function filterOf({ ticket, from, until, q, ...same }: LogFilters): LogFilter {
  const { level, connectionId, fault, concerns } = same
  const number = ticket === undefined ? undefined : numberOf(ticket)
  return {
    level,
    connectionId,
    fault,
    concerns,
    ticket: ticket === undefined ? undefined : number === undefined ? { id: ticket } : { number },
    from: from === undefined ? undefined : new Date(from),
    until: until === undefined ? undefined : new Date(until),
    words: q || undefined,
  }
}
