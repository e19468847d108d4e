import { sql, type Kysely } from 'kysely'
import { firstTables } from './migrations/0001-first-tables.ts'
import { routes } from './migrations/0002-routes.ts'
import { alarms } from './migrations/0003-alarms.ts'
import { alarmSources } from './migrations/0004-alarm-sources.ts'
import { alarmRules } from './migrations/0005-alarm-rules.ts'
import { retention } from './migrations/0006-retention.ts'
import { replays } from './migrations/0007-replays.ts'
import { helpDesk } from './migrations/0008-help-desk.ts'
import { serviceTickets } from './migrations/0009-service-tickets.ts'
import { peopleAndAudit } from './migrations/0010-people-and-audit.ts'
import { sealedSecrets } from './migrations/0011-sealed-secrets.ts'
import { ticketsById } from './migrations/0012-tickets-by-id.ts'
import type { OpenStore } from './open.ts'

interface Migration {
  name: string
  statements: string
}

/** In order; only ever appended to. */
export const migrations: Migration[] = [
  { name: '0001-first-tables', statements: firstTables },
  { name: '0002-routes', statements: routes },
  { name: '0003-alarms', statements: alarms },
  { name: '0004-alarm-sources', statements: alarmSources },
  { name: '0005-alarm-rules', statements: alarmRules },
  { name: '0006-retention', statements: retention },
  { name: '0007-replays', statements: replays },
  { name: '0008-help-desk', statements: helpDesk },
  { name: '0009-service-tickets', statements: serviceTickets },
  { name: '0010-people-and-audit', statements: peopleAndAudit },
  { name: '0011-sealed-secrets', statements: sealedSecrets },
  { name: '0012-tickets-by-id', statements: ticketsById },
]

/** Any number that no other program on the same database is likely to lock. */
const migrationLock = 7_311_884_207
const startLock = 7_311_884_208

/**
 * Brings the database to the newest shape, in one transaction under a lock, so that several
 * processes may start at once. Answers the names of the migrations that were applied.
 * @param only the names of those to apply, for a database in an older shape; all when absent
 * @throws {NewerDatabase} when the database is newer than this program
 */
export async function migrate(
  { plain }: Pick<OpenStore, 'plain'>,
  only = migrations.map(({ name }) => name),
): Promise<string[]> {
  return plain.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(tx)
    await sql`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`.execute(
      tx,
    )
    const done = await appliedMigrations(tx)
    const unknown = [...done, ...only].filter(
      (name) => !migrations.some((migration) => migration.name === name),
    )
    if (unknown.length > 0) {
      throw new NewerDatabase(unknown)
    }
    const pending = migrations.filter(({ name }) => !done.includes(name) && only.includes(name))
    for (const migration of pending) {
      await sql.raw(migration.statements).execute(tx)
      await sql`insert into migrations (name) values (${migration.name})`.execute(tx)
    }
    return pending.map((migration) => migration.name)
  })
}

/** Does something in one process at a time, although several may start at once on the same database. */
export async function inTurn(
  { plain, exclusive }: Pick<OpenStore, 'plain' | 'exclusive'>,
  work: () => Promise<void>,
): Promise<void> {
  if (exclusive) return work()
  await plain.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(startLock)})`.execute(tx)
    await work()
  })
}

/** In the order of their names. */
export async function appliedMigrations(tx: Kysely<Record<string, never>>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(tx)
  return rows.map((row) => row.name)
}

export class NewerDatabase extends Error {
  constructor(unknown: string[]) {
    super(
      `The database has migrations that this version does not know (${unknown.join(', ')}): use a newer Crosstie.`,
    )
    this.name = 'NewerDatabase'
  }
}
