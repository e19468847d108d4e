import type { Pool } from './pool-of-one.ts'

const oldest = { number: 150_000, name: '15' }

/** The PostgreSQL server cannot be used; the message says what would be right. */
export class UnusableDatabase extends Error {
  constructor(problem: string, options?: ErrorOptions) {
    super(`The hub was not started.\n  DATABASE_URL: ${problem}`, options)
    this.name = 'UnusableDatabase'
  }
}

/**
 * Looks whether the hub can work with a server: reachable, new enough, and able to keep texts of all languages.
 * @throws {UnusableDatabase}
 */
export async function checkServer(pool: Pick<Pool, 'query'>): Promise<void> {
  const text = `select current_setting('server_version_num')::integer as version, current_setting('server_encoding') as encoding`
  const { rows } = await pool.query(text).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UnusableDatabase(`the database cannot be reached (${reason})`, { cause: error })
  })
  const { version, encoding } = rows[0] ?? {}
  if (Number(version) < oldest.number) {
    throw new UnusableDatabase(`PostgreSQL ${oldest.name} or newer is needed; this is ${String(version)}`)
  }
  if (encoding !== 'UTF8') {
    throw new UnusableDatabase(
      `the database’s encoding is ${String(encoding)}; use one that was created with UTF8`,
    )
  }
}
