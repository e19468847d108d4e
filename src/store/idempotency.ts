import { json, type Db } from './open.ts'

export const keptMs = 24 * 3_600_000

export interface RememberedAnswer {
  fingerprint: string
  status: number
  answer: unknown
}

/** The answer that was given to this key, if it was given within the last 24 hours. */
export function rememberedAnswer(
  db: Db,
  of: { workspaceId: string; actor: string; key: string; now: Date },
): Promise<RememberedAnswer | undefined> {
  return db
    .selectFrom('idempotencyKeys')
    .select(['fingerprint', 'status', 'answer'])
    .where('workspaceId', '=', of.workspaceId)
    .where('actor', '=', of.actor)
    .where('key', '=', of.key)
    .where('createdAt', '>', new Date(of.now.getTime() - keptMs))
    .executeTakeFirst()
}

/** Keeps an answer; belongs into the transaction of the work that it answers. */
export async function rememberAnswer(
  tx: Db,
  row: { workspaceId: string; actor: string; key: string; now: Date } & RememberedAnswer,
): Promise<void> {
  const { now, answer, ...rest } = row
  await tx
    .insertInto('idempotencyKeys')
    .values({ ...rest, createdAt: now, answer: json(answer) })
    .execute()
}

export async function forgetOldAnswers(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('idempotencyKeys')
    .where('createdAt', '<', new Date(now.getTime() - keptMs))
    .execute()
}
