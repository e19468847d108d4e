import { sql, type Selectable } from 'kysely'
import type { JobQueue } from '../domain/jobs.ts'
import { itsTurn } from '../domain/replay.ts'
import type { DeliveryState } from '../domain/ticket.ts'
import { addDeliveryJob, addJob, addJobs } from './jobs.ts'
import { json, type Db } from './open.ts'
import type { DeliveriesTable } from './tables.ts'

export type Delivery = Selectable<DeliveriesTable>

/** What may change on a delivery; what is absent stays. */
export type DeliveryChange = Partial<
  Pick<
    Delivery,
    | 'state'
    | 'attempts'
    | 'destination'
    | 'destinationLabel'
    | 'explanation'
    | 'waitsForRouteId'
    | 'anchor'
    | 'survey'
    | 'given'
    | 'claimedBy'
    | 'unknownSince'
    | 'waitingFor'
    | 'nextAttemptAt'
    | 'fault'
  >
>

/** Locks a delivery until the transaction ends. */
export function lockDelivery(tx: Db, id: string) {
  return tx.selectFrom('deliveries').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The delivery of a ticket that matters most: one that needs a person, else the one that creates its issue. */
export function mainDeliveryOf(db: Db, ticketId: string) {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('ticketId', '=', ticketId)
    .orderBy((eb) => eb('state', 'in', ['parked', 'failed']), 'desc')
    .orderBy((eb) => eb('kind', '=', 'create'), 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The delivery that creates the ticket's issue. */
export function creationOf(db: Db, ticketId: string) {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('ticketId', '=', ticketId)
    .where('kind', '=', 'create')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

const jsonColumns = ['destination', 'explanation', 'anchor', 'fault', 'survey', 'given'] as const

export async function changeDelivery(
  tx: Db,
  id: string,
  change: DeliveryChange & { updatedAt: Date },
): Promise<void> {
  const row: Record<string, unknown> = { ...change }
  for (const column of jsonColumns) {
    if (column in change) row[column] = change[column] === null ? null : json(change[column])
  }
  await tx.updateTable('deliveries').set(row).where('id', '=', id).execute()
}

/** What a new delivery is about. */
export type NewDelivery = Pick<Delivery, 'id' | 'workspaceId' | 'ticketId' | 'connectionId' | 'kind'> &
  Partial<Pick<Delivery, 'comment' | 'issueId' | 'actionId' | 'attachmentId' | 'survey' | 'given'>> & {
    at: Date
  }

/** A delivery on its way to the tracker, and its job. */
export async function insertDelivery(tx: Db, jobs: JobQueue, row: NewDelivery): Promise<void> {
  const { at, comment = null, survey = null, given = null, ...rest } = row
  const state = 'queued' as const
  const shapes = { comment: json(comment), survey: json(survey), given: json(given) }
  await tx
    .insertInto('deliveries')
    .values({ ...rest, ...shapes, state, attempts: 0, createdAt: at, updatedAt: at })
    .execute()
  await addDeliveryJob(tx, jobs, { delivery: { ...row, state } })
}

/** Gives up what was to be written to a ticket's issue and is not on its way; answers how many. */
export async function cancelWrites(
  tx: Db,
  of: { ticketId: string; connectionId: string; at: Date },
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('deliveries')
    .set({ state: 'cancelled', waitingFor: null, claimedBy: null, nextAttemptAt: null, updatedAt: of.at })
    .where('ticketId', '=', of.ticketId)
    .where('connectionId', '=', of.connectionId)
    .where('kind', '<>', 'create')
    .where('state', 'in', ['queued', 'waiting', 'checking', 'failed', 'parked'])
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Deliveries of a connection in one of these states. */
export function deliveriesOf(db: Db, connectionId: string, states: DeliveryState[]) {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('connectionId', '=', connectionId)
    .where('state', 'in', states)
    .execute()
}

/**
 * Deliveries that nobody is working on although somebody should: sent by a process that is gone, being sent for
 * longer than a request can take, or due for a minute without having been touched (their job was lost with a process).
 */
export async function strandedDeliveries(db: Db, at: { now: Date; alive: Date }): Promise<{ id: string }[]> {
  const overdue = new Date(at.now.getTime() - 60_000)
  const tooLong = new Date(at.now.getTime() - 120_000)
  const { rows } = await sql<{ id: string }>`
    select d.id from deliveries d
    join connections c on c.id = d.connection_id
    left join processes p on p.id = d.claimed_by
    where (d.state in ('sending', 'checking') and d.claimed_by is not null
        and (p.id is null or p.seen_at < ${at.alive}::timestamptz or d.updated_at < ${tooLong}::timestamptz))
       or (d.state in ('queued', 'waiting', 'checking')
           and coalesce(d.next_attempt_at, d.updated_at) < ${overdue}::timestamptz
           and d.waits_for_route_id is null
           and not (d.kind = 'create' and d.state in ('queued', 'waiting'))
           and not (c.paused_since is not null and c.paused_until is null))
    order by d.id limit 1000`.execute(db)
  return rows
}

/** Connections with creations that are due for a minute: their lane's doorbell was lost with a process. */
export async function lanesToRun(db: Db, now: Date): Promise<{ connectionId: string }[]> {
  const overdue = new Date(now.getTime() - 60_000)
  const { rows } = await sql<{ connectionId: string }>`
    select distinct d.connection_id from deliveries d join connections c on c.id = d.connection_id
    where d.kind = 'create' and d.state in ('queued', 'waiting') and d.waits_for_route_id is null
      and not (d.state = 'waiting' and d.next_attempt_at is null)
      and coalesce(d.next_attempt_at, d.updated_at) < ${overdue}::timestamptz
      and not (c.paused_since is not null and c.paused_until is null)`.execute(db)
  return rows
}

/**
 * Makes everything that waits on a connection due now, or only what waits for one of its routes. What waits for its turn in
 * a replay keeps it: a thousand at once would leave nothing for new tickets.
 */
export async function releaseWaiting(
  tx: Db,
  jobs: JobQueue,
  of: { connectionId: string; routeId?: string; now: Date },
) {
  let update = tx
    .updateTable('deliveries')
    .set({ nextAttemptAt: of.now, waitsForRouteId: null, updatedAt: of.now })
    .where('connectionId', '=', of.connectionId)
    .where('state', 'in', ['queued', 'waiting', 'checking'])
    .where('waitingFor', 'is distinct from', itsTurn)
  if (of.routeId) {
    const free = { state: 'queued' as const, waitingFor: null, fault: null }
    update = update.set(free).where('waitsForRouteId', '=', of.routeId)
  }
  const rows = await update.returning(['id', 'kind', 'state']).execute()
  const alone = rows.filter(({ kind, state }) => kind !== 'create' || state === 'checking')
  const list = alone.map(({ id }) => ({ name: 'deliver' as const, data: { deliveryId: id } }))
  await addJobs(tx, jobs, list)
  await addJob(tx, jobs, { name: 'lane', data: { connectionId: of.connectionId } })
}
