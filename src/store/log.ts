import { sql, type Selectable } from 'kysely'
import type { FaultKind } from '../domain/fault.ts'
import { generalKinds } from '../domain/retry.ts'
import { numberOf } from '../domain/ticket.ts'
import { keepable } from './keepable.ts'
import { json, type Db } from './open.ts'
import { cappedCount, contains, countCap, pageFrom, positionOf, type CappedCount } from './page.ts'
import type { LogEntriesTable } from './tables.ts'

/** Adds a line to the log that administrators read (A75). */
export type LogEntry = Selectable<LogEntriesTable>

export type NewLogEntry = Pick<LogEntry, 'id' | 'workspaceId' | 'at' | 'level' | 'message'> &
  Partial<LogEntry>

export const addLogEntry = (db: Db, entry: NewLogEntry): Promise<void> => addLogEntries(db, [entry])

/** Any number of lines at once. */
export async function addLogEntries(db: Db, entries: NewLogEntry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => ({
    connectionId: null,
    ticketId: null,
    ...entry,
    message: keepable(entry.message),
    fault: json(entry.fault ?? null),
  }))
  await db.insertInto('logEntries').values(rows).execute()
}

/** What a line of the log is about: one ticket, or everything on a connection or in the workspace (C57). */
export type LogConcern = 'ticket' | 'general'

export interface LogFilter {
  /** Warnings and errors only: the report of errors (C54). */
  troubleOnly?: boolean
  level?: LogEntry['level'] | undefined
  connectionId?: string | undefined
  ticket?: { id: string } | { number: number } | undefined
  fault?: FaultKind | undefined
  concerns?: LogConcern | undefined
  from?: Date | undefined
  /** Up to, but not at. */
  until?: Date | undefined
  /** An alias, or words in the message or in what the tracker said. */
  words?: string | undefined
}

export interface PageWanted {
  limit: number
  after?: string | undefined
}

const isGeneral = sql<boolean>`(log_entries.ticket_id is null
  or coalesce(log_entries.fault ->> 'kind' in (${sql.join(generalKinds)}), false))`

const idOf = (workspaceId: string, number: number) =>
  sql`(select id from tickets where workspace_id = ${workspaceId}::uuid and number = ${number})`

function matching(db: Db, workspaceId: string, filter: LogFilter) {
  const { level, connectionId, ticket, fault, concerns, from, until, words } = filter
  let query = db.selectFrom('logEntries').where('logEntries.workspaceId', '=', workspaceId)
  // Literal, so that the index of errors is used.
  if (filter.troubleOnly) query = query.where(sql<boolean>`log_entries.level <> 'info'`)
  if (level) query = query.where('logEntries.level', '=', level)
  if (connectionId) query = query.where('logEntries.connectionId', '=', connectionId)
  if (ticket && 'id' in ticket) query = query.where('logEntries.ticketId', '=', ticket.id)
  if (ticket && 'number' in ticket) {
    query = query.where(sql<boolean>`log_entries.ticket_id = ${idOf(workspaceId, ticket.number)}`)
  }
  if (fault) query = query.where(sql<boolean>`log_entries.fault ->> 'kind' = ${fault}`)
  if (concerns) query = query.where(isGeneral, '=', concerns === 'general')
  if (from) query = query.where('logEntries.at', '>=', from)
  if (until) query = query.where('logEntries.at', '<', until)
  if (words) {
    const like = contains(words)
    query = query.where(
      sql<boolean>`(log_entries.message ilike ${like} or log_entries.fault ->> 'detail' ilike ${like}
        or log_entries.ticket_id = ${idOf(workspaceId, numberOf(words) ?? -1)})`,
    )
  }
  return query
}

/** A page of lines, the newest first. */
export async function logPage(db: Db, workspaceId: string, wanted: LogFilter & PageWanted) {
  const at = positionOf(wanted.after)
  const rows = await matching(db, workspaceId, wanted)
    .$if(at !== undefined, (page) => page.where('logEntries.id', '<', String(at?.[0])))
    .leftJoin('connections', 'connections.id', 'logEntries.connectionId')
    .leftJoin('tickets', (join) =>
      join
        .onRef('tickets.workspaceId', '=', 'logEntries.workspaceId')
        .onRef('tickets.id', '=', 'logEntries.ticketId'),
    )
    .selectAll('logEntries')
    .select(['connections.name as connectionName', 'tickets.number as ticketNumber'])
    .select('tickets.type as ticketType')
    .select(isGeneral.as('isGeneral'))
    .orderBy('logEntries.id', 'desc')
    .limit(wanted.limit + 1)
    .execute()
  return pageFrom(rows, wanted.limit, (row) => [row.id])
}

/** How many lines there are, counted up to a limit. */
export async function countLog(
  db: Db,
  workspaceId: string,
  filter: LogFilter & { upTo: number },
): Promise<number> {
  const { count } = await db
    .selectFrom(matching(db, workspaceId, filter).select('logEntries.id').limit(filter.upTo).as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The newest lines first, with how many there are in all. */
export async function listLog(db: Db, workspaceId: string, wanted: LogFilter & PageWanted) {
  const page = await logPage(db, workspaceId, wanted)
  const total: CappedCount = cappedCount(await countLog(db, workspaceId, { ...wanted, upTo: countCap + 1 }))
  return { ...page, total }
}

export type LogLine = Awaited<ReturnType<typeof logPage>>['items'][number]
