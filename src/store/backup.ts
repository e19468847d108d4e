import { sql } from 'kysely'
import { appliedMigrations } from './migrate.ts'
import type { Db, OpenStore } from './open.ts'

/** Without the renaming of columns: a backup has them as they are. */
type Plain = OpenStore['plain']

/** First line of a backup. */
export interface BackupHeader {
  format: 1
  /** ISO 8601, UTC. */
  at: string
  migrations: string[]
}

/** A row of a table, as the database writes it. */
export type BackupLine = [table: string, row: Record<string, unknown>]

/**
 * Left out: who is signed in, which processes run, and the applied migrations, which restoring brings about itself. The
 * queue has a schema of its own; its jobs are made anew from the deliveries.
 */
const leftOut = [
  'migrations',
  'processes',
  'session',
  'verification',
  'rateLimit',
  'sign_in_attempts',
  'spent_codes',
]

/** Rows that are written and read together; a file's content can be large by itself. */
const rowsAtOnce = (table: string) => (table === 'attachment_contents' ? 1 : 500)

/** Writes the whole database as it is at one moment, while others go on working. */
export async function writeBackup(
  { plain }: Pick<OpenStore, 'plain'>,
  now: Date,
  write: (line: BackupHeader | BackupLine) => Promise<void>,
): Promise<Record<string, number>> {
  const migrations = await appliedMigrations(plain)
  const counts: Record<string, number> = {}
  await plain
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await write({ format: 1, at: now.toISOString(), migrations })
      for (const table of await tablesOf(tx)) {
        counts[table] = await writeTable(tx, table, write)
      }
    })
  return counts
}

async function writeTable(
  tx: Plain,
  table: string,
  write: (line: BackupLine) => Promise<void>,
): Promise<number> {
  let count = 0
  const atOnce = rowsAtOnce(table)
  await sql`declare backup no scroll cursor for select to_jsonb(t) as row from ${sql.table(table)} t`.execute(
    tx,
  )
  for (;;) {
    const { rows } = await sql<{
      row: Record<string, unknown>
    }>`fetch ${sql.lit(atOnce)} from backup`.execute(tx)
    for (const { row } of rows) await write([table, row])
    count += rows.length
    if (rows.length < atOnce) break
  }
  await sql`close backup`.execute(tx)
  return count
}

/** The tables that a backup holds, each after those that its rows refer to. */
async function tablesOf(db: Plain): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = current_schema()
      and tablename <> all(${leftOut}::text[]) order by tablename`.execute(db)
  const { rows: references } = await sql<{ from: string; to: string }>`
    select a.relname as from, b.relname as to from pg_constraint c
    join pg_class a on a.oid = c.conrelid join pg_class b on b.oid = c.confrelid
    where c.contype = 'f' and a.relname <> b.relname`.execute(db)
  const ordered = new Set<string>()
  const add = (name: string) => {
    for (const { from, to } of references) if (from === name && !ordered.has(to)) add(to)
    ordered.add(name)
  }
  for (const { name } of tables) add(name)
  return [...ordered].filter((name) => tables.some((table) => table.name === name))
}

/** Whether nothing has been set up in this database yet. */
export async function isEmpty(db: Db): Promise<boolean> {
  const row = await db.selectFrom('workspaces').select('id').limit(1).executeTakeFirst()
  return row === undefined
}

/**
 * Puts the rows of a backup into an empty database, all or none. Lines have to come in the order in which they were written.
 * @throws {UnknownTable} when the backup has a table that this version does not know
 */
export async function readBackup(
  tx: Plain,
  lines: AsyncIterable<BackupLine>,
): Promise<Record<string, number>> {
  const known = new Set(await tablesOf(tx))
  await sql`delete from hub_facts`.execute(tx)
  const counts: Record<string, number> = {}
  let table = ''
  let rows: Record<string, unknown>[] = []
  const flush = async () => {
    if (rows.length > 0) await insertRows(tx, table, rows)
    counts[table] = (counts[table] ?? 0) + rows.length
    rows = []
  }
  for await (const [name, row] of lines) {
    if (!known.has(name)) throw new UnknownTable(name)
    if (name !== table || rows.length === rowsAtOnce(table)) {
      if (table) await flush()
      table = name
    }
    rows.push(row)
  }
  if (table) await flush()
  for (const name of ['tickets', 'service_events']) {
    await sql`select setval(pg_get_serial_sequence(${name}, 'number'), greatest(1, (select max(number) from ${sql.table(name)})))`.execute(
      tx,
    )
  }
  return counts
}

async function insertRows(tx: Plain, table: string, rows: Record<string, unknown>[]): Promise<void> {
  // Only the columns that the backup has: a newer version's others get their defaults.
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.ref(name)))
  await sql`
    insert into ${sql.table(table)} (${columns}) overriding system value
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, cast(cast(${JSON.stringify(rows)} as text) as jsonb))`.execute(
    tx,
  )
}

export class UnknownTable extends Error {
  constructor(name: string) {
    super(
      `The backup has a table “${name}” that this version does not know: use the Crosstie that wrote it, or a newer one.`,
    )
    this.name = 'UnknownTable'
  }
}
