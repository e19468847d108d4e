import { createHash } from 'node:crypto'
import { json, type Db } from './open.ts'

export const keptMs = 24 * 3_600_000

export interface RememberedAnswer {
  fingerprint: string
  status: number
  answer: unknown
  /** Instead of the answer, where that holds a secret. */
  sealedAnswer: string | null
}

/** Whose key it is. */
export interface KeyOwner {
  workspaceId: string
  actor: string
  key: string
}

const uuidLength = 32

/** The row of a key: a digest in the form of a UUID, so that the index stays small whatever the key is. */
export function answerId({ workspaceId, actor, key }: KeyOwner): string {
  const whole = JSON.stringify([workspaceId, actor, key])
  return createHash('sha256').update(whole).digest('hex').slice(0, uuidLength)
}

/** The answer that was given to this key, if it was given within the last 24 hours. */
export function rememberedAnswer(db: Db, owner: KeyOwner, now: Date): Promise<RememberedAnswer | undefined> {
  return db
    .selectFrom('idempotencyKeys')
    .select(['fingerprint', 'status', 'answer', 'sealedAnswer'])
    .where('id', '=', answerId(owner))
    .where('createdAt', '>', new Date(now.getTime() - keptMs))
    .executeTakeFirst()
}

/** Keeps an answer; belongs into the transaction of the work that it answers. */
export async function rememberAnswer(
  tx: Db,
  owner: KeyOwner,
  { now, answer, ...row }: RememberedAnswer & { now: Date },
): Promise<void> {
  const { workspaceId } = owner
  await tx
    .insertInto('idempotencyKeys')
    .values({ ...row, id: answerId(owner), workspaceId, createdAt: now, answer: json(answer) })
    .execute()
}

export async function forgetOldAnswers(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('idempotencyKeys')
    .where('createdAt', '<', new Date(now.getTime() - keptMs))
    .execute()
}
