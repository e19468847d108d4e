import { sql } from 'kysely'
import { itsTurn } from '../domain/replay.ts'
import type { DeliveryState } from '../domain/ticket.ts'
import { json, type Db } from './open.ts'

/** A creation that somebody wants to be sent again. */
export interface CreationToReplay {
  deliveryId: string
  ticketId: string
  number: number
  projectId: string | null
  projectKey: string | null
  projectName: string | null
  connectionId: string
  state: DeliveryState
  waitingFor: string | null
}

/** One replay of a workspace after the other; whoever only reads, and everybody else, is not held up. */
export async function lockReplays(tx: Db, workspaceId: string): Promise<void> {
  await sql`select from workspaces where id = ${workspaceId}::uuid for no key update`.execute(tx)
}

/** The creation of each of these tickets, the oldest first. */
export async function creationsOf(
  db: Db,
  workspaceId: string,
  ticketIds: string[],
): Promise<CreationToReplay[]> {
  const { rows } = await sql<CreationToReplay>`
    select d.id as delivery_id, d.ticket_id, t.number, t.project_id, p.key as project_key, p.name as project_name,
      d.connection_id, d.state, d.waiting_for
    from unnest(${ticketIds}::uuid[]) as wanted (id)
    join tickets t on t.workspace_id = ${workspaceId}::uuid and t.id = wanted.id
    join lateral (select * from deliveries x where x.ticket_id = t.id and x.kind = 'create'
      order by x.id desc limit 1) d on true
    left join projects p on p.id = t.project_id order by d.id`.execute(db)
  return rows
}

/** Of these creations the ones that have failed and that nobody else is at, locked until the transaction ends. */
export async function lockFailed(tx: Db, ids: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from deliveries where id = any(${ids}::uuid[]) and kind = 'create' and state = 'failed'
    order by id for update skip locked`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** The last turn that replays have given away and that has not come yet, by connection. */
export async function lastTurns(db: Db, connectionIds: string[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ connectionId: string; at: Date }>`
    select connection_id, max(next_attempt_at) as at from deliveries
    where connection_id = any(${connectionIds}::uuid[]) and state = 'waiting' and waiting_for = ${itsTurn}
    group by connection_id`.execute(db)
  return new Map(rows.map(({ connectionId, at }) => [connectionId, at]))
}

/** Gives failed creations their turns. Their attempts start anew; what went wrong stays until they are sent. */
export async function giveTurns(
  tx: Db,
  replay: { id: string; now: Date },
  turns: { id: string; at: Date }[],
): Promise<void> {
  await sql`
    -- After a restore it may have been sent since, with success: the tracker is searched first.
    update deliveries d set state = case when unknown_since is null then 'waiting' else 'checking' end, waiting_for = ${itsTurn}, waits_for_route_id = null, attempts = 0,
      next_attempt_at = g.at, replay_id = ${replay.id}::uuid, updated_at = ${replay.now}::timestamptz
    from jsonb_to_recordset(${json(turns)}) as g (id uuid, at timestamptz)
    where d.id = g.id and d.state = 'failed'`.execute(tx)
}

/** How far a replay is. Those that were sent again once more count there. */
export interface ReplayProgress {
  id: string
  total: number
  /** Not sent yet: these can still be stopped. */
  waiting: number
  /** On their way to the tracker, or waiting for something else. */
  underWay: number
  done: number
  failed: number
  cancelled: number
  /** When the last of those that wait has its turn. */
  lastTurnAt: Date | null
}

const mostShown = 3

/** The newest replays of a workspace. */
export async function newestReplays(db: Db, workspaceId: string): Promise<ReplayProgress[]> {
  const { rows } = await sql<ReplayProgress>`
    with recursive newest as (
      (select replay_id, 1 as place from deliveries where workspace_id = ${workspaceId}::uuid and replay_id is not null
        order by replay_id desc limit 1)
      union all
      select (select d.replay_id from deliveries d where d.workspace_id = ${workspaceId}::uuid
        and d.replay_id < newest.replay_id order by d.replay_id desc limit 1), place + 1
      from newest where newest.replay_id is not null and place < ${mostShown}
    )
    select replay_id as id, count(*) as total,
      count(*) filter (where state = 'waiting' and waiting_for = ${itsTurn}) as waiting,
      count(*) filter (where state in ('queued', 'sending', 'checking')
        or (state = 'waiting' and waiting_for is distinct from ${itsTurn})) as under_way,
      count(*) filter (where state = 'done') as done,
      count(*) filter (where state in ('failed', 'parked')) as failed,
      count(*) filter (where state = 'cancelled') as cancelled,
      max(next_attempt_at) filter (where state = 'waiting' and waiting_for = ${itsTurn}) as last_turn_at
    from deliveries
    where workspace_id = ${workspaceId}::uuid and replay_id in (select replay_id from newest)
    group by replay_id order by replay_id desc`.execute(db)
  return rows
}

/** Whether a workspace has had this replay. */
export async function hasReplay(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('deliveries')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('replayId', '=', id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Takes back what a replay has not sent yet; answers the tickets. What is being claimed at this moment goes on. */
export async function takeBackTurns(
  tx: Db,
  workspaceId: string,
  replay: { id: string; now: Date },
): Promise<string[]> {
  const { rows } = await sql<{ ticketId: string }>`
    update deliveries d set state = 'failed', waiting_for = null, next_attempt_at = null, replay_id = null,
      updated_at = ${replay.now}::timestamptz
    from (select id from deliveries
      where workspace_id = ${workspaceId}::uuid and replay_id = ${replay.id}::uuid and state = 'waiting'
        and waiting_for = ${itsTurn} order by id for update skip locked) as stopped
    where d.id = stopped.id returning d.ticket_id`.execute(tx)
  return rows.map(({ ticketId }) => ticketId)
}

/** Writes the same into the timelines of many tickets. */
export async function addEventToEach(
  tx: Db,
  events: { id: string; ticketId: string }[],
  same: { workspaceId: string; at: Date; kind: string; actor: string; text: string },
): Promise<void> {
  const { workspaceId, at, kind, actor, text } = same
  await sql`
    insert into events (id, workspace_id, ticket_id, at, kind, actor, text)
    select id, ${workspaceId}::uuid, "ticketId", ${at}::timestamptz, ${kind}, ${actor}, ${text}
    from jsonb_to_recordset(${json(events)}) as g (id uuid, "ticketId" uuid)`.execute(tx)
}
