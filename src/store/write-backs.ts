import { sql, type Selectable } from 'kysely'
import type { Fault } from '../domain/fault.ts'
import { keepable } from './keepable.ts'
import { json, type Db } from './open.ts'
import type { WriteBacksTable } from './alarm-source-tables.ts'

export type WriteBack = Selectable<WriteBacksTable>
type Key = Pick<WriteBack, 'findingId' | 'ticketId'>

/** The write-backs of tickets that are tied to an issue now; a part of the statement that ties them. */
export const insertWriteBacks = (tied: ReturnType<typeof sql>) => sql`
  insert into write_backs (finding_id, ticket_id, workspace_id, source_id, state, created_at, updated_at)
  select f.id, t.ticket_id, f.workspace_id, s.id, 'queued', t.at, t.at
  from (${tied}) t (ticket_id, at)
  join findings f on f.ticket_id = t.ticket_id and f.kind = 'alarm'
  join alarm_sources s on s.workspace_id = f.workspace_id and s.name = f.source and s.write_back is not null
  on conflict (finding_id, ticket_id) do nothing
  returning source_id`

/**
 * Asks the consoles of a ticket’s alarms to be told about its issue, those that were not told yet; nothing where it has no
 * issue. Answers the sources that have something to do.
 */
export async function queueWriteBacks(tx: Db, of: { ticketId: string; at: Date }): Promise<string[]> {
  const tied = sql`select ${of.ticketId}::uuid, ${of.at}::timestamptz
    where exists (select from links where links.ticket_id = ${of.ticketId}::uuid)`
  const { rows } = await sql<{ sourceId: string }>`${insertWriteBacks(tied)}`.execute(tx)
  return [...new Set(rows.map(({ sourceId }) => sourceId))]
}

/** Takes the oldest that are due, for this process alone. */
export async function claimWriteBacks(
  tx: Db,
  of: { sourceId: string; processId: string; now: Date; limit: number },
): Promise<WriteBack[]> {
  const { rows } = await sql<WriteBack>`
    update write_backs w set state = 'sending', attempts = w.attempts + 1, claimed_by = ${of.processId}::uuid,
      next_attempt_at = null, waiting_for = null, updated_at = ${of.now}::timestamptz
    from (
      select finding_id, ticket_id from write_backs
      where source_id = ${of.sourceId}::uuid and state in ('queued', 'waiting')
        and (next_attempt_at is null or next_attempt_at <= ${of.now}::timestamptz)
      order by created_at, finding_id limit ${of.limit} for update skip locked
    ) due
    where w.finding_id = due.finding_id and w.ticket_id = due.ticket_id
    returning w.*`.execute(tx)
  return rows.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
}

/**
 * Stores what became of one that was being sent. False where that was meanwhile decided otherwise: somebody took the source’s
 * template away.
 */
export async function settleWriteBack(
  tx: Db,
  { findingId, ticketId }: Key,
  change: Pick<WriteBack, 'state' | 'waitingFor' | 'nextAttemptAt' | 'updatedAt'> & { fault: Fault | null },
): Promise<boolean> {
  const row = await tx
    .updateTable('writeBacks')
    .set({ ...change, fault: json(change.fault), claimedBy: null })
    .where('findingId', '=', findingId)
    .where('ticketId', '=', ticketId)
    .where('state', '=', 'sending')
    .returning('state')
    .executeTakeFirst()
  return row !== undefined
}

/** Everything that is due for a source waits until a moment: its console takes nothing now. */
export async function holdWriteBacks(
  tx: Db,
  of: { sourceId: string; until: Date; because: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('writeBacks')
    .set({ state: 'waiting', nextAttemptAt: of.until, waitingFor: keepable(of.because), updatedAt: of.now })
    .where('sourceId', '=', of.sourceId)
    .where('state', 'in', ['queued', 'waiting'])
    .where((eb) => eb.or([eb('nextAttemptAt', 'is', null), eb('nextAttemptAt', '<=', of.now)]))
    .execute()
}

/** Which are queued again at once by a person: one alarm’s, or all failed ones of a source. */
export async function requeueWriteBacks(
  tx: Db,
  which: Key | { sourceId: string },
  now: Date,
): Promise<{ ticketId: string; sourceId: string }[]> {
  const again = tx
    .updateTable('writeBacks')
    .set({ state: 'queued', attempts: 0, nextAttemptAt: null, waitingFor: null, updatedAt: now })
    .returning(['ticketId', 'sourceId'])
  return 'sourceId' in which
    ? again.where('sourceId', '=', which.sourceId).where('state', '=', 'failed').execute()
    : again
        .where('findingId', '=', which.findingId)
        .where('ticketId', '=', which.ticketId)
        .where('state', 'in', ['failed', 'waiting'])
        .execute()
}

/** Gives up what a source has not sent. */
export async function cancelWriteBacks(tx: Db, sourceId: string, now: Date): Promise<void> {
  await tx
    .updateTable('writeBacks')
    .set({ state: 'cancelled', nextAttemptAt: null, waitingFor: null, claimedBy: null, updatedAt: now })
    .where('sourceId', '=', sourceId)
    .where('state', 'in', ['queued', 'waiting', 'sending', 'failed'])
    .execute()
}

/** Alarms of a source whose ticket has an issue, and whose console was not told and is not about to be. */
const untold = (source: { workspaceId: string; name: string }) => sql`
  from findings f
  join lateral (select from links l where l.ticket_id = f.ticket_id limit 1) l on true
  where f.workspace_id = ${source.workspaceId}::uuid and f.kind = 'alarm' and f.source = ${source.name}
    and not exists (select from write_backs w
      where w.finding_id = f.id and w.ticket_id = f.ticket_id and w.state <> 'cancelled')`

export async function countUntold(db: Db, source: { workspaceId: string; name: string }): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count ${untold(source)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Queues those; answers how many there were. */
export async function queueUntold(
  tx: Db,
  source: { id: string; workspaceId: string; name: string },
  now: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into write_backs (finding_id, ticket_id, workspace_id, source_id, state, created_at, updated_at)
    select f.id, f.ticket_id, f.workspace_id, ${source.id}::uuid, 'queued', ${now}::timestamptz, ${now}::timestamptz
    ${untold(source)}
    on conflict (finding_id, ticket_id) do update set source_id = excluded.source_id, state = 'queued', attempts = 0,
      next_attempt_at = null, waiting_for = null, fault = null, updated_at = excluded.updated_at`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

const overdueMs = 60_000

/**
 * Takes back what a dead process was sending, and names every source that has something to do which nobody is at: its job
 * was lost with a process.
 */
export async function lostWriteBacks(db: Db, at: { now: Date; alive: Date }): Promise<string[]> {
  const overdue = new Date(at.now.getTime() - overdueMs)
  const { rows } = await sql<{ sourceId: string }>`
    with taken as (
      update write_backs w set state = 'queued', claimed_by = null, updated_at = ${at.now}::timestamptz
      where state = 'sending' and not exists (select from processes p
        where p.id = w.claimed_by and p.seen_at >= ${at.alive}::timestamptz)
      returning source_id
    )
    select source_id from taken union
    select source_id from write_backs where state in ('queued', 'waiting')
      and coalesce(next_attempt_at, updated_at) < ${overdue}::timestamptz`.execute(db)
  return rows.map(({ sourceId }) => sourceId)
}
