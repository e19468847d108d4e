import { sql } from 'kysely'
import type { DeliveryState } from '../domain/ticket.ts'
import type { Db } from './open.ts'
import { leaseMs } from './processes.ts'

export interface QueuedCreation {
  ticketId: string
  number: number
  title: string
  state: DeliveryState
  attempts: number
  createdAt: Date
  updatedAt: Date
  waitingFor: string | null
  nextAttemptAt: Date | null
  claimedBy: string | null
  processName: string | null
  leaseUntil: Date | null
}

/** Creations of a connection that are not over, those under way first, then in the order in which they are sent. */
export async function queuedCreations(
  db: Db,
  connectionId: string,
  limit: number,
): Promise<QueuedCreation[]> {
  const { rows } = await sql<QueuedCreation>`
    select t.id as ticket_id, t.number, t.title, d.state, d.attempts, d.created_at, d.updated_at, d.waiting_for,
      d.next_attempt_at, d.claimed_by, p.name as process_name,
      p.seen_at + make_interval(secs => ${leaseMs / 1_000}) as lease_until
    from deliveries d
    join tickets t on t.workspace_id = d.workspace_id and t.id = d.ticket_id
    left join processes p on p.id = d.claimed_by
    where d.connection_id = ${connectionId}::uuid and d.kind = 'create'
      and d.state in ('queued', 'sending', 'waiting', 'checking')
    order by d.state = 'sending' desc, d.id limit ${limit}`.execute(db)
  return rows
}

/** How many creations of a connection stand where, of those that are not done. */
export async function creationCounts(db: Db, connectionId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*) as count from deliveries
    where connection_id = ${connectionId}::uuid and kind = 'create'
      and state in ('queued', 'sending', 'waiting', 'checking', 'parked', 'failed') group by state`.execute(
    db,
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}
