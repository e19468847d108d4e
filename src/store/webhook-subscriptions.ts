import type { Selectable } from 'kysely'
import type { NotificationTopic } from '../domain/notification.ts'
import { keepable } from './keepable.ts'
import { json, type Db } from './open.ts'
import type { WebhookSubscriptionsTable } from './service-tables.ts'

export type WebhookSubscription = Selectable<WebhookSubscriptionsTable>

interface OneOf {
  operatorId: string
  id: string
}

/** An operator’s webhooks, the oldest first. */
export function listSubscriptions(db: Db, operatorId: string): Promise<WebhookSubscription[]> {
  return db
    .selectFrom('webhookSubscriptions')
    .selectAll()
    .where('operatorId', '=', operatorId)
    .where('removedAt', 'is', null)
    .orderBy('id')
    .execute()
}

export function subscriptionOf(db: Db, { operatorId, id }: OneOf): Promise<WebhookSubscription | undefined> {
  return db
    .selectFrom('webhookSubscriptions')
    .selectAll()
    .where('operatorId', '=', operatorId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
}

/** Whosever it is, unless it was removed. */
export function findSubscription(db: Db, id: string): Promise<WebhookSubscription | undefined> {
  return db
    .selectFrom('webhookSubscriptions')
    .selectAll()
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
}

export function lockSubscription(
  tx: Db,
  { operatorId, id }: OneOf,
): Promise<WebhookSubscription | undefined> {
  return tx
    .selectFrom('webhookSubscriptions')
    .selectAll()
    .where('operatorId', '=', operatorId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

export async function insertSubscription(
  tx: Db,
  row: Pick<
    WebhookSubscription,
    'id' | 'workspaceId' | 'operatorId' | 'url' | 'sealedSecret' | 'createdAt'
  > & {
    topics: NotificationTopic[]
  },
): Promise<void> {
  await tx
    .insertInto('webhookSubscriptions')
    .values({ ...row, topics: json(row.topics), updatedAt: row.createdAt })
    .execute()
}

type Change = Partial<
  Pick<
    WebhookSubscription,
    | 'url'
    | 'sealedSecret'
    | 'sealedOldSecret'
    | 'oldSecretUntil'
    | 'isActive'
    | 'offBecause'
    | 'failures'
    | 'heldUntil'
    | 'heldBecause'
    | 'removedAt'
  >
> & { topics?: NotificationTopic[] | undefined; updatedAt: Date }

export async function changeSubscription(tx: Db, id: string, change: Change): Promise<void> {
  const { topics, ...rest } = change
  await tx
    .updateTable('webhookSubscriptions')
    .set({ ...rest, ...(topics && { topics: json(topics) }) })
    .where('id', '=', id)
    .execute()
}

/** Its server took something, or a person wants it tried now: nothing holds it any more. */
export async function clearHold(tx: Db, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('webhookSubscriptions')
    .set({ failures: 0, heldUntil: null, heldBecause: null })
    .where('id', 'in', ids)
    .where((eb) => eb.or([eb('failures', '>', 0), eb('heldUntil', 'is not', null)]))
    .execute()
}

/** Counts a try in vain; answers how many there are in a row. */
export async function countFailure(tx: Db, id: string): Promise<number> {
  const row = await tx
    .updateTable('webhookSubscriptions')
    .set((eb) => ({ failures: eb('failures', '+', 1) }))
    .where('id', '=', id)
    .returning('failures')
    .executeTakeFirst()
  return row?.failures ?? 0
}

/** Until then what is due for it waits together; a hold that lasts longer stays. */
export async function holdSubscription(
  tx: Db,
  id: string,
  { until, because }: { until: Date; because: string },
): Promise<void> {
  await tx
    .updateTable('webhookSubscriptions')
    .set({ heldUntil: until, heldBecause: keepable(because) })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('heldUntil', 'is', null), eb('heldUntil', '<', until)]))
    .execute()
}
