import { sql } from 'kysely'
import type { Fault } from '../domain/fault.ts'
import { json, type Db } from './open.ts'

const overdueMs = 60_000

/** Nothing is sent for so long: what became of it could not be stored. */
const stuckMs = 600_000

/**
 * Takes back what a dead process was sending, and names every workspace that has something to do which nobody is at: its job was lost
 * with a process.
 */
export async function lostNotifications(db: Db, at: { now: Date; alive: Date }): Promise<string[]> {
  const overdue = new Date(at.now.getTime() - overdueMs)
  const stuck = new Date(at.now.getTime() - stuckMs)
  const { rows } = await sql<{ workspaceId: string }>`
    with taken as (
      update notifications n set state = 'queued', claimed_by = null, updated_at = ${at.now}::timestamptz
      where state = 'sending' and (updated_at < ${stuck}::timestamptz or not exists (select from processes p
        where p.id = n.claimed_by and p.seen_at >= ${at.alive}::timestamptz))
      returning workspace_id
    )
    select workspace_id from taken union
    select workspace_id from notifications where (state = 'queued' and updated_at < ${overdue}::timestamptz)
      or (state = 'waiting' and next_attempt_at < ${overdue}::timestamptz)`.execute(db)
  return rows.map(({ workspaceId }) => workspaceId)
}

/** There is a mail server now: what waited for one is queued. Answers the workspaces that have such. */
export async function releaseMail(db: Db, of: { waitingFor: string; now: Date }): Promise<string[]> {
  const { rows } = await sql<{ workspaceId: string }>`
    with released as (
      update notifications set state = 'queued', waiting_for = null, again_at = ${of.now}::timestamptz,
        updated_at = ${of.now}::timestamptz
      where state = 'waiting' and next_attempt_at is null and channel = 'mail' and waiting_for = ${of.waitingFor}
      returning workspace_id
    )
    select distinct workspace_id from released`.execute(db)
  return rows.map(({ workspaceId }) => workspaceId)
}

/**
 * Ends what goes on waiting for too long: what was tried in vain fails, what nobody can try is cancelled. What is due is tried first, so a
 * hub that was off for long gives nothing up. Answers the workspaces.
 *
 * @param of.code of the fault, beside what was met last
 * @param of.tried those that began before
 * @param of.untried those for which nobody knows when, and that began before
 */
export async function expireNotifications(
  db: Db,
  of: { code: string; tried: Date; untried: Date; now: Date },
): Promise<string[]> {
  const unknown = sql`n.next_attempt_at is null`
  const fault: Fault = { kind: 'not-sent', detail: '', code: of.code }
  const { rows } = await sql<{ workspaceId: string }>`
    with expired as (
      update notifications n set updated_at = ${of.now}::timestamptz, next_attempt_at = null, waiting_for = null,
        state = case when ${unknown} then 'cancelled' else 'failed' end,
        fault = ${json(fault)} || coalesce(n.fault, jsonb_build_object('detail', n.waiting_for))
          || jsonb_build_object('code', ${of.code}::text)
      where n.state = 'waiting' and (${unknown} or n.next_attempt_at > ${of.now}::timestamptz)
        and coalesce(n.again_at, n.created_at) <
          case when ${unknown} then ${of.untried}::timestamptz else ${of.tried}::timestamptz end
      returning n.workspace_id
    )
    select distinct workspace_id from expired`.execute(db)
  return rows.map(({ workspaceId }) => workspaceId)
}

/** Removes what is over since before a moment, a part at a time; answers how many. */
export async function removeOldNotifications(db: Db, of: { before: Date; limit: number }): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from notifications where id in (
      select id from notifications where state in ('done', 'cancelled') and updated_at < ${of.before}::timestamptz
      limit ${of.limit})`.execute(db)
  return Number(numAffectedRows ?? 0)
}
