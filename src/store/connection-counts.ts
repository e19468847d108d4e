import { sql } from 'kysely'
import type { Db } from './open.ts'

export interface ConnectionCounts {
  linked: number
  waiting: number
  attention: number
  unmapped: number
}

/** How many tickets a connection has in each situation. */
export async function connectionCounts(db: Db, connectionId: string): Promise<ConnectionCounts> {
  const { rows } = await sql<ConnectionCounts>`
    select
      (select count(*) from links where connection_id = ${connectionId}::uuid) as linked,
      (select count(*) from links where connection_id = ${connectionId}::uuid and not status_mapped) as unmapped,
      count(*) filter (where state in ('queued', 'sending', 'waiting', 'checking')) as waiting,
      count(*) filter (where state in ('parked', 'failed')) as attention
    from deliveries
    where connection_id = ${connectionId}::uuid
      and state in ('queued', 'sending', 'waiting', 'checking', 'parked', 'failed')`.execute(db)
  return rows[0] ?? { linked: 0, waiting: 0, attention: 0, unmapped: 0 }
}
