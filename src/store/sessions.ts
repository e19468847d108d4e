import { sql } from 'kysely'
import type { Db } from './open.ts'

/** A session as the sign-in library keeps it. Without its token. */
export interface SessionRow {
  id: string
  address: string | null
  userAgent: string | null
  since: Date
  lastSeenAt: Date
  expiresAt: Date
}

/** The latest first. */
export async function listSessions(db: Db, userId: string): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select id, nullif("ipAddress", '') as address, nullif("userAgent", '') as user_agent, "createdAt" as since,
      "updatedAt" as last_seen_at, "expiresAt" as expires_at
    from "session" where "userId" = ${userId} and "expiresAt" > now() order by "updatedAt" desc, id`.execute(
    db,
  )
  return rows
}

/** Answers whether the person had such a session. */
export async function endSession(db: Db, of: { userId: string; id: string }): Promise<boolean> {
  const { rows } = await sql`delete from "session" where "userId" = ${of.userId} and id = ${of.id}
    returning id`.execute(db)
  return rows.length > 0
}

/** Ends all sessions of a person but one. */
export async function endSessions(db: Db, userId: string, but = ''): Promise<void> {
  await sql`delete from "session" where "userId" = ${userId} and id <> ${but}`.execute(db)
}

/** Notes that a session is used. */
export async function touchSession(db: Db, id: string): Promise<void> {
  await sql`update "session" set "updatedAt" = now() where id = ${id}`.execute(db)
}
