import type { PGlite } from '@electric-sql/pglite'
import type { PostgresCursor, PostgresPool, PostgresQueryResult } from 'kysely'

/** A pool that can also run a single statement by itself. */
export interface Pool extends PostgresPool {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
  /** The same, but the server parses and plans the statement only once a session. */
  prepared(name: string, text: string, values: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
}

/**
 * PGlite has one session, so whoever holds it holds the only transaction: statements of others
 * would land inside it. This gives it out to one holder at a time, in order of asking.
 */
export function poolOfOne(pglite: PGlite): Pool {
  let tail: Promise<void> = Promise.resolve()

  async function acquire(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const before = tail
    tail = before.then(() => promise)
    await before
    return resolve
  }

  function query<R>(text: string, values?: readonly unknown[]): Promise<PostgresQueryResult<R>>
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  function query<R>(what: string | PostgresCursor<R>, values: readonly unknown[] = []) {
    return typeof what === 'string' ? run<R>(pglite, what, values) : what
  }

  async function connect() {
    const release = await acquire()
    return { query, release }
  }

  async function alone(text: string, values: unknown[] = []) {
    const release = await acquire()
    try {
      return await run<Record<string, unknown>>(pglite, text, values)
    } catch (error) {
      // A block that failed halfway leaves its transaction open; a pool would drop the session.
      await pglite.exec('rollback')
      throw error
    } finally {
      release()
    }
  }

  return {
    options: {},
    connect,
    query: alone,
    prepared: (_name, text, values) => alone(text, values),
    async end() {
      const release = await acquire()
      await pglite.close()
      release()
    },
  }
}

async function run<R>(
  pglite: PGlite,
  text: string,
  values: readonly unknown[],
): Promise<PostgresQueryResult<R>> {
  const command = 'UPDATE'
  // Only query() takes values; only exec() takes several statements at once.
  if (values.length > 0) {
    const result = await pglite.query<R>(text, [...values])
    return { command, rows: result.rows, rowCount: result.affectedRows ?? result.rows.length }
  }
  const results = await pglite.exec(text)
  const rows = results.flatMap((result) => result.rows as R[])
  return { command, rows, rowCount: results.at(-1)?.affectedRows ?? rows.length }
}
