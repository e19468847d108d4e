import { sql } from 'kysely'
import type { AttemptRule } from '../domain/attempts.ts'
import type { Db } from './open.ts'

const noWait = new Date(0)

/**
 * Counts an attempt as failed before it is made, so that many at the same time cannot pass together. Answers undefined
 * when it may be made, else until when nothing is tried for this key.
 */
export async function countAttempt(
  db: Db,
  key: string,
  { rule, now }: { rule: AttemptRule; now: Date },
): Promise<Date | undefined> {
  const { free, firstWait, longestWait, forgottenAfter } = rule
  const forgotten = new Date(now.getTime() - forgottenAfter * 1_000)
  const failures = sql`case when a.last_at < ${forgotten}::timestamptz then 1 else a.failures + 1 end`
  const seconds = sql`least(${longestWait}::int, ${firstWait}::int * power(2, least(30, ${failures} - ${free}::int)))`
  // Not “until now”: a request that looked at the clock a little earlier would wait for it.
  const waitsUntil = sql`case when ${failures} < ${free}::int then ${noWait}::timestamptz
    else ${now}::timestamptz + make_interval(secs => ${seconds}) end`
  const { rows } = await sql`
    insert into sign_in_attempts as a (key, failures, last_at, waits_until)
    values (${key}, 1, ${now}::timestamptz, ${noWait}::timestamptz)
    on conflict (key) do update set failures = ${failures}, last_at = ${now}::timestamptz,
      waits_until = ${waitsUntil}
    where a.waits_until <= ${now}::timestamptz
    returning key`.execute(db)
  if (rows.length > 0) return undefined
  const row = await db
    .selectFrom('signInAttempts')
    .select('waitsUntil')
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.waitsUntil ?? now
}

/** What succeeded ends the row of failures. */
export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('signInAttempts').where('key', '=', key).execute()
}

/** Takes one failure back that was none. */
export async function uncountAttempt(db: Db, key: string): Promise<void> {
  await db
    .updateTable('signInAttempts')
    .set({ failures: sql<number>`greatest(0, failures - 1)`, waitsUntil: noWait })
    .where('key', '=', key)
    .execute()
}

/** Answers false where the code was used already. */
export async function spendCode(db: Db, key: string, now: Date): Promise<boolean> {
  const row = await db
    .insertInto('spentCodes')
    .values({ key, at: now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

/** Forgets failures of which nothing follows any more, and codes whose time is over. */
export async function forgetOldAttempts(db: Db, now: Date): Promise<void> {
  const ago = (ms: number) => new Date(now.getTime() - ms)
  await db
    .deleteFrom('signInAttempts')
    .where('lastAt', '<', ago(86_400_000))
    .where('waitsUntil', '<', now)
    .execute()
  await db.deleteFrom('spentCodes').where('at', '<', ago(600_000)).execute()
}
