import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import { lock } from 'proper-lockfile'
import { checkServer } from './check-server.ts'
import { keepableJson } from './keepable.ts'
import { poolOfOne, type Pool } from './pool-of-one.ts'
import type { Tables } from './tables.ts'

/** The store itself or a transaction in it. */
export type Db = Kysely<Tables> | Transaction<Tables>

export interface OpenStore {
  db: Kysely<Tables>
  /** Raw statements, for the queue and for sign-in, which bring their own SQL. */
  pool: Pool
  /** The same database without the renaming of columns, for the sign-in library's own tables. */
  plain: Kysely<Record<string, never>>
  /** True when this process is the only one that can have the database open. */
  exclusive: boolean
  close(): Promise<void>
}

/** Where the data is: a PostgreSQL address, a folder for the embedded database, or memory (tests). */
export type StoreLocation =
  | { url: string; maxConnections?: number }
  | { folder: string }
  | { memory: true; from?: Blob }

const int8 = 20
const numeric = 1700

/**
 * Opens the database. Does not migrate.
 * @throws {StoreLocked} when another process has the embedded folder open
 * @throws {UnusableDatabase} when the PostgreSQL server is not to be reached, too old, or not in UTF8
 */
export async function openStore(location: StoreLocation): Promise<OpenStore> {
  if ('url' in location) return openPostgres(location.url, location.maxConnections ?? 10)
  if ('memory' in location) return openEmbedded(undefined, location.from)
  await mkdir(location.folder, { recursive: true })
  const unlock = await lockFolder(location.folder)
  const store = await openEmbedded(path.join(location.folder, 'pgdata'))
  return {
    ...store,
    async close() {
      await store.close()
      await unlock()
    },
  }
}

async function openPostgres(url: string, max: number): Promise<OpenStore> {
  const { default: pg } = await import('pg')
  const types = new pg.TypeOverrides()
  types.setTypeParser(int8, Number)
  types.setTypeParser(numeric, Number)
  const pool = new pg.Pool({ connectionString: url, max, types, application_name: 'crosstie' })
  // A lost connection fails the query that is on it, or is replaced before the next one. Without
  // listeners, for idle ones and for those in use, it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await checkServer(pool)
  } catch (error) {
    await pool.end()
    throw error
  }
  const prepared: Pool['prepared'] = (name, text, values) => pool.query({ name, text, values })
  return assemble(Object.assign(pool, { prepared }), false)
}

async function openEmbedded(folder: string | undefined, from?: Blob): Promise<OpenStore> {
  // Loaded only here: a hub on PostgreSQL does not pay for the embedded database.
  const { PGlite } = await import('@electric-sql/pglite')
  const parsers = { [int8]: Number, [numeric]: Number }
  const pglite = await PGlite.create({
    parsers,
    ...(folder ? { dataDir: folder } : {}),
    ...(from ? { loadDataDir: from } : {}),
  })
  return assemble(poolOfOne(pglite), true)
}

function assemble(pool: Pool, exclusive: boolean): OpenStore {
  const dialect = new PostgresDialect({ pool })
  return {
    pool,
    exclusive,
    db: new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] }),
    plain: new Kysely<Record<string, never>>({ dialect }),
    close: () => pool.end(),
  }
}

export class StoreLocked extends Error {
  constructor(folder: string) {
    super(
      `Another process has the embedded database in ${folder} open. ` +
        'Stop it, give this one another CROSSTIE_DATA_DIR, or use PostgreSQL (DATABASE_URL) for several processes.',
    )
    this.name = 'StoreLocked'
  }
}

/** Two processes in one embedded folder would destroy it. A lock left by a killed process goes stale in ten seconds. */
async function lockFolder(folder: string): Promise<() => Promise<void>> {
  try {
    return await lock(folder, {
      stale: 10_000,
      update: 1_000,
      retries: { retries: 12, factor: 1, minTimeout: 1_000 },
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') throw new StoreLocked(folder)
    throw error
  }
}

/** Runs the work in a transaction: in the one that is open already, if the caller has one. */
export function transact<T>(db: Db, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Transaction<Tables>) : db.transaction().execute(work)
}

/** A value for a jsonb column, in the one form that both drivers take, arrays included. */
export const json = <T>(value: T) => sql<T>`cast(cast(${keepableJson(value)} as text) as jsonb)`
