import { sql, type Selectable } from 'kysely'
import type { WriteBackState } from '../domain/write-back-retry.ts'
import { json, type Db } from './open.ts'
import { cappedCount, type CappedCount } from './page.ts'
import type { AlarmSourcesTable } from './alarm-source-tables.ts'

export type AlarmSource = Selectable<AlarmSourcesTable>

/** The settings of a source; undefined where it has none. */
export function alarmSourceOf(db: Db, workspaceId: string, name: string) {
  return db
    .selectFrom('alarmSources')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('name', '=', name)
    .executeTakeFirst()
}

export function findAlarmSource(db: Db, id: string) {
  return db.selectFrom('alarmSources').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Locks the settings of a source until the transaction ends. */
export function lockAlarmSource(tx: Db, workspaceId: string, name: string) {
  return tx
    .selectFrom('alarmSources')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst()
}

/** Stores the settings of a source, or replaces those that it has. */
export async function saveAlarmSource(tx: Db, row: AlarmSource): Promise<void> {
  const { writeBack, ...rest } = row
  const change = {
    onClear: row.onClear,
    writeBack: writeBack === null ? null : json(writeBack),
    sealedHeaders: row.sealedHeaders,
    updatedAt: row.updatedAt,
  }
  await tx
    .insertInto('alarmSources')
    .values({ ...rest, ...change })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'name']).doUpdateSet(change))
    .execute()
}

export async function removeAlarmSource(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom('alarmSources').where('id', '=', id).execute()
}

/** A source that is known: by its settings, or by the alarms that came from it. */
export interface KnownSource {
  name: string
  settings: AlarmSource | undefined
  alarms: number
  lastAlarmAt: Date | null
  writeBacks: Partial<Record<WriteBackState, number>>
}

interface Row {
  name: string
  alarms: number
  lastAlarmAt: Date | null
  writeBacks: Partial<Record<WriteBackState, number>> | null
}

/**
 * The known sources by name.
 *
 * @param which those after a name, so many; or one
 */
export async function knownSources(
  db: Db,
  workspaceId: string,
  which: { after?: string | undefined; limit: number } | { name: string },
): Promise<KnownSource[]> {
  const wanted = 'name' in which ? sql`= ${which.name}` : sql`> ${which.after ?? ''}`
  const { rows } = await sql<Row>`
    with seen as (
      select source as name, count(*) as alarms, max(last_seen_at) as last_alarm_at from findings
      where workspace_id = ${workspaceId}::uuid and kind = 'alarm' and source ${wanted} group by source
    ),
    configured as (select id, name from alarm_sources where workspace_id = ${workspaceId}::uuid and name ${wanted})
    select coalesce(s.name, c.name) as name, coalesce(s.alarms, 0) as alarms, s.last_alarm_at, w.write_backs
    from seen s full join configured c using (name)
    left join lateral (
      select jsonb_object_agg(state, count) as write_backs from (
        select state, count(*) as count from write_backs where source_id = c.id group by state) x
    ) w on true
    order by 1 limit ${'name' in which ? 1 : which.limit}`.execute(db)
  const settings = await settingsOf(
    db,
    workspaceId,
    rows.map(({ name }) => name),
  )
  return rows.map(({ name, alarms, lastAlarmAt, writeBacks }) => ({
    name,
    alarms,
    lastAlarmAt,
    writeBacks: writeBacks ?? {},
    settings: settings.get(name),
  }))
}

/** How many there are in all. */
export async function countKnownSources(db: Db, workspaceId: string): Promise<CappedCount> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select source from findings where workspace_id = ${workspaceId}::uuid and kind = 'alarm'
      union select name from alarm_sources where workspace_id = ${workspaceId}::uuid
    ) x`.execute(db)
  return cappedCount(rows[0]?.count ?? 0)
}

async function settingsOf(db: Db, workspaceId: string, names: string[]) {
  if (names.length === 0) return new Map<string, AlarmSource>()
  const rows = await db
    .selectFrom('alarmSources')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('name', 'in', names)
    .execute()
  return new Map(rows.map((row) => [row.name, row]))
}
