import { sql, type Selectable } from 'kysely'
import type { AlarmRulesTable } from './alarm-rule-tables.ts'
import { keepable } from './keepable.ts'
import { json, type Db } from './open.ts'

export type StoredRule = Selectable<AlarmRulesTable>

/** A rule, and how many alarms wait for it. */
export type RuleWithWaits = StoredRule & { waiting: number }

/** One change of a workspace’s rules after the other; whoever only reads is not held up. */
export async function lockRules(tx: Db, workspaceId: string): Promise<void> {
  await sql`select from workspaces where id = ${workspaceId}::uuid for no key update`.execute(tx)
}

/** In their order. */
export function listRules(db: Db, workspaceId: string): Promise<StoredRule[]> {
  return db
    .selectFrom('alarmRules')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** In their order, or the one with that id. */
export async function rulesWithWaits(db: Db, workspaceId: string, id?: string): Promise<RuleWithWaits[]> {
  const { rows } = await sql<RuleWithWaits>`
    select r.*, (select count(*) from rule_waits w where w.rule_id = r.id) as waiting from alarm_rules r
    where workspace_id = ${workspaceId}::uuid and ${id ? sql`id = ${id}::uuid` : sql`true`}
    order by position, id`.execute(db)
  return rows
}

/** Stores a rule, or what has changed of it. */
export async function saveRule(tx: Db, row: StoredRule): Promise<void> {
  const whole = {
    ...row,
    matchers: json(row.matchers),
    groupBy: json(row.groupBy),
    ticket: json(row.ticket),
  }
  await tx
    .insertInto('alarmRules')
    .values(whole)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(whole))
    .execute()
}

/** Takes a rule away, with what waits for it; the tickets stay. */
export async function removeRule(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom('ruleWaits').where('ruleId', '=', id).execute()
  await tx.deleteFrom('alarmGroups').where('ruleId', '=', id).execute()
  await tx.deleteFrom('alarmRules').where('id', '=', id).execute()
}

/** Puts rules into the order of these ids. */
export async function orderRules(tx: Db, workspaceId: string, ids: string[]): Promise<void> {
  await sql`
    update alarm_rules r set position = given.place
    from unnest(${ids}::uuid[]) with ordinality as given (id, place)
    where r.id = given.id and r.workspace_id = ${workspaceId}::uuid`.execute(tx)
}

/** Notes why a rule cannot create tickets, or that it can. True where that is news. */
export async function noteProblem(db: Db, id: string, problem: string | null): Promise<boolean> {
  const text = problem === null ? null : keepable(problem)
  const row = await db
    .updateTable('alarmRules')
    .set({ problem: text })
    .where('id', '=', id)
    .where('problem', 'is distinct from', text)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
