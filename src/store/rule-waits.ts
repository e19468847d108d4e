import { sql, type Insertable } from 'kysely'
import type { AlarmDetails, AlarmState } from '../domain/alarm.ts'
import type { RuleWaitsTable } from './alarm-rule-tables.ts'
import { json, type Db } from './open.ts'

/** Lets alarms wait for rules; those that wait already go on waiting as they do. Answers how many are new. */
export async function addWaits(
  tx: Db,
  rows: Omit<Insertable<RuleWaitsTable>, 'attempts'>[],
): Promise<number> {
  if (rows.length === 0) return 0
  const given = rows.map((row) => ({
    finding_id: row.findingId,
    workspace_id: row.workspaceId,
    rule_id: row.ruleId,
    since: row.since,
    due_at: row.dueAt,
  }))
  const { numAffectedRows } = await sql`
    insert into rule_waits (finding_id, workspace_id, rule_id, since, due_at)
    select * from jsonb_to_recordset(${json(given)}) as g (finding_id uuid, workspace_id uuid, rule_id uuid,
      since timestamptz, due_at timestamptz)
    order by finding_id on conflict (finding_id) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export async function removeWaits(tx: Db, findingIds: string[]): Promise<void> {
  if (findingIds.length === 0) return
  await sql`delete from rule_waits where finding_id = any(${findingIds}::uuid[])`.execute(tx)
}

/** An alarm that waits for a rule. */
export interface WaitingAlarm {
  id: string
  ruleId: string
  since: Date
  source: string
  title: string
  description: string
  state: AlarmState
  alarm: AlarmDetails
  ticketId: string | null
}

const columns = sql`f.id, w.rule_id, w.since, f.source, f.title, f.description, f.state, f.alarm, f.ticket_id`

/** Alarms whose wait is over, those that have waited longest, locked until the transaction ends. */
export async function lockDueWaits(
  tx: Db,
  of: { workspaceId: string; now: Date; limit: number },
): Promise<WaitingAlarm[]> {
  // Locked in the order in which alarms are stored, so that both do not wait for each other for ever.
  const { rows } = await sql<WaitingAlarm>`
    select ${columns} from (
      select * from rule_waits where workspace_id = ${of.workspaceId}::uuid and due_at <= ${of.now}::timestamptz
      order by due_at, finding_id limit ${of.limit}
    ) w join findings f on f.id = w.finding_id
    order by f.source, f.key for update of f`.execute(tx)
  return rows
}

/** Those of these alarms that still wait and are either raised or ticketed meanwhile; the ticketed ones first, then the oldest. */
export async function stillWaiting(db: Db, ids: string[]): Promise<WaitingAlarm[]> {
  const { rows } = await sql<WaitingAlarm>`
    select ${columns} from rule_waits w join findings f on f.id = w.finding_id
    where w.finding_id = any(${ids}::uuid[]) and (f.state = 'raised' or f.ticket_id is not null)
    order by f.ticket_id is null, w.since, f.id`.execute(db)
  return rows
}

/** What a rule cannot do now is tried again: after a minute, and ever later up to a quarter of an hour. */
export async function holdWaits(db: Db, ruleId: string, now: Date): Promise<void> {
  await sql`
    update rule_waits set attempts = attempts + 1,
      due_at = ${now}::timestamptz + least(900, 60 * power(2, least(attempts, 10))) * interval '1 second'
    where rule_id = ${ruleId}::uuid and due_at <= ${now}::timestamptz`.execute(db)
}

/** What waits for a rule waits as the rule says now. */
export async function resetWaits(tx: Db, rule: { id: string; waitSeconds: number }): Promise<void> {
  await sql`update rule_waits set attempts = 0, due_at = since + ${rule.waitSeconds} * interval '1 second'
    where rule_id = ${rule.id}::uuid`.execute(tx)
}

export async function clearWaits(tx: Db, ruleId: string): Promise<void> {
  await tx.deleteFrom('ruleWaits').where('ruleId', '=', ruleId).execute()
}

/** When the next alarm of a workspace has waited long enough. */
export async function nextDue(db: Db, workspaceId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('ruleWaits')
    .select((eb) => eb.fn.min('dueAt').as('at'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  return row?.at ?? undefined
}

/** Workspaces where alarms should have got their tickets before this moment. */
export async function overdueWaits(db: Db, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('ruleWaits')
    .select('workspaceId')
    .distinct()
    .where('dueAt', '<', before)
    .execute()
  return rows.map(({ workspaceId }) => workspaceId)
}

/** A raised alarm without a ticket that waits for no rule. */
export type FreeAlarm = Pick<WaitingAlarm, 'id' | 'source' | 'alarm'>

/** The newest first. */
export async function freeAlarms(
  db: Db,
  workspaceId: string,
  of: { source: string | null; before: string | undefined; limit: number },
): Promise<FreeAlarm[]> {
  const { rows } = await sql<FreeAlarm>`
    select f.id, f.source, f.alarm from findings f
    where f.workspace_id = ${workspaceId}::uuid and f.kind = 'alarm' and f.state = 'raised' and f.ticket_id is null
      and ${of.source === null ? sql`true` : sql`f.source = ${of.source}`}
      and ${of.before === undefined ? sql`true` : sql`f.id < ${of.before}::uuid`}
      and not exists (select from rule_waits w where w.finding_id = f.id)
    order by f.id desc limit ${of.limit}`.execute(db)
  return rows
}
