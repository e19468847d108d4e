import { hostname } from 'node:os'
import type { Db } from './open.ts'

/** A process that has not been seen for this long is dead, and its work comes back. */
export const leaseMs = 30_000

const name = `${hostname()}:${process.pid}`

/** Says that this process is alive, and with which key it seals secrets from now on. */
export async function beat(db: Db, { id, keyId }: { id: string; keyId: string }, now: Date): Promise<void> {
  await db
    .insertInto('processes')
    .values({ id, name, startedAt: now, seenAt: now, keyId })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ seenAt: now, keyId }))
    .execute()
}

/** Names of processes that are alive, and with which key each seals. */
export function liveProcesses(db: Db, now: Date): Promise<{ name: string; keyId: string | null }[]> {
  return db
    .selectFrom('processes')
    .select(['name', 'keyId'])
    .where('seenAt', '>=', new Date(now.getTime() - leaseMs))
    .orderBy('name')
    .execute()
}

/** Forgets one process, or, where nobody else can have the database open, all that came before. */
export async function forgetProcesses(db: Db, which: { id: string } | 'all'): Promise<void> {
  const query = db.deleteFrom('processes')
  await (which === 'all' ? query : query.where('id', '=', which.id)).execute()
}

export async function isAlive(db: Db, id: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('processes')
    .select('seenAt')
    .where('id', '=', id)
    .where('seenAt', '>=', new Date(now.getTime() - leaseMs))
    .executeTakeFirst()
  return row !== undefined
}
