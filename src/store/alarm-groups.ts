import { sql } from 'kysely'
import type { Db } from './open.ts'

/** The group of a rule’s alarms that have the same values. */
export interface Group {
  ruleId: string
  /** Digest of the values. */
  groupKey: string
}

/**
 * Takes a group for one process alone, in one statement. Answers the ticket that it has, or undefined where another process is
 * at it.
 */
export async function leaseGroup(
  db: Db,
  { ruleId, groupKey }: Group,
  at: { now: Date; until: Date },
): Promise<{ ticketId: string | null } | undefined> {
  const { rows } = await sql<{ ticketId: string | null }>`
    insert into alarm_groups (rule_id, group_key, leased_until) values (${ruleId}::uuid, ${groupKey}, ${at.until})
    on conflict (rule_id, group_key) do update set leased_until = excluded.leased_until
      where alarm_groups.leased_until <= ${at.now}::timestamptz
    returning ticket_id`.execute(db)
  return rows[0]
}

/** Writes down the group’s ticket. False where the lease was lost meanwhile. */
export async function setGroupTicket(
  db: Db,
  { ruleId, groupKey }: Group,
  of: { ticketId: string; until: Date },
): Promise<boolean> {
  const row = await db
    .updateTable('alarmGroups')
    .set({ ticketId: of.ticketId })
    .where('ruleId', '=', ruleId)
    .where('groupKey', '=', groupKey)
    .where('leasedUntil', '=', of.until)
    .returning('ruleId')
    .executeTakeFirst()
  return row !== undefined
}

/** Gives the group back; one that nobody joins later is forgotten. */
export async function releaseGroup(
  db: Db,
  { ruleId, groupKey }: Group,
  of: { until: Date; now: Date; forget: boolean },
): Promise<void> {
  const mine = sql`rule_id = ${ruleId}::uuid and group_key = ${groupKey} and leased_until = ${of.until}::timestamptz`
  await (of.forget
    ? sql`delete from alarm_groups where ${mine}`.execute(db)
    : sql`update alarm_groups set leased_until = ${of.now}::timestamptz where ${mine}`.execute(db))
}

/** Forgets groups that nothing was done with for long and whose ticket nobody joins any more. */
export async function forgetGroups(db: Db, before: Date): Promise<void> {
  await sql`delete from alarm_groups g where leased_until < ${before}::timestamptz
    and not exists (select from tickets t where t.id = g.ticket_id
      and t.status_category in ('New', 'Active') and t.removed is null)`.execute(db)
}
