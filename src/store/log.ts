import type { Selectable } from 'kysely'
import { keepable } from './keepable.ts'
import { json, type Db } from './open.ts'
import { cappedCount, countCap, pageFrom, positionOf } from './page.ts'
import type { LogEntriesTable } from './tables.ts'

/** Adds a line to the log that administrators read (A75). */
export type LogEntry = Selectable<LogEntriesTable>

export async function addLogEntry(
  db: Db,
  entry: Pick<LogEntry, 'id' | 'workspaceId' | 'at' | 'level' | 'message'> & Partial<LogEntry>,
): Promise<void> {
  await db
    .insertInto('logEntries')
    .values({
      connectionId: null,
      ticketId: null,
      ...entry,
      message: keepable(entry.message),
      fault: json(entry.fault ?? null),
    })
    .execute()
}

export interface LogFilter {
  limit: number
  after?: string | undefined
  level?: LogEntry['level'] | undefined
  connectionId?: string | undefined
  ticketId?: string | undefined
}

/** The newest lines first. */
export async function listLog(db: Db, workspaceId: string, filter: LogFilter) {
  const at = positionOf(filter.after)
  let query = db.selectFrom('logEntries').where('logEntries.workspaceId', '=', workspaceId)
  if (filter.level) query = query.where('logEntries.level', '=', filter.level)
  if (filter.connectionId) query = query.where('logEntries.connectionId', '=', filter.connectionId)
  if (filter.ticketId) query = query.where('logEntries.ticketId', '=', filter.ticketId)
  const rows = await query
    .$if(at !== undefined, (page) => page.where('logEntries.id', '<', String(at?.[0])))
    .leftJoin('connections', 'connections.id', 'logEntries.connectionId')
    .leftJoin('tickets', (join) =>
      join
        .onRef('tickets.workspaceId', '=', 'logEntries.workspaceId')
        .onRef('tickets.id', '=', 'logEntries.ticketId'),
    )
    .selectAll('logEntries')
    .select(['connections.name as connectionName', 'tickets.number as ticketNumber'])
    .orderBy('logEntries.id', 'desc')
    .limit(filter.limit + 1)
    .execute()
  const counted = await query
    .select('logEntries.id')
    .limit(countCap + 1)
    .execute()
  return { ...pageFrom(rows, filter.limit, (row) => [row.id]), total: cappedCount(counted.length) }
}
