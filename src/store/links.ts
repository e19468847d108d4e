import type { Selectable } from 'kysely'
import type { Db } from './open.ts'
import { keepable } from './keepable.ts'
import { json } from './open.ts'
import type { LinksTable } from './tables.ts'

export type Link = Selectable<LinksTable>

/** Ties a ticket to an issue; the same tie twice is one (CX28). */
export async function insertLink(
  tx: Db,
  link: Pick<
    Link,
    'id' | 'workspaceId' | 'ticketId' | 'connectionId' | 'issueId' | 'issueKey' | 'url' | 'createdAt'
  >,
): Promise<void> {
  await tx
    .insertInto('links')
    .values({ ...link, state: 'linked', statusMapped: true, statusReason: json(null) } as never)
    .onConflict((conflict) => conflict.columns(['connectionId', 'issueId', 'ticketId']).doNothing())
    .execute()
}

export function findLink(db: Db, id: string) {
  return db.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirst()
}

export function linkOfTicket(db: Db, ticketId: string) {
  return db
    .selectFrom('links')
    .selectAll()
    .where('ticketId', '=', ticketId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function lockLinksOfIssue(tx: Db, connectionId: string, issueId: string) {
  return tx
    .selectFrom('links')
    .selectAll()
    .where('connectionId', '=', connectionId)
    .where('issueId', '=', issueId)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Which of these issues are linked, with the version last seen. */
export async function linkedIssues(db: Db, connectionId: string, issueIds: string[]) {
  if (issueIds.length === 0) return []
  return db
    .selectFrom('links')
    .select(['issueId', 'issueVersion'])
    .distinct()
    .where('connectionId', '=', connectionId)
    .where('issueId', 'in', issueIds)
    .execute()
}

export async function changeLink(
  tx: Db,
  id: string,
  change: Partial<Omit<Link, 'id' | 'workspaceId' | 'ticketId' | 'connectionId' | 'createdAt'>>,
): Promise<void> {
  const row: Record<string, unknown> = Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      typeof value === 'string' ? keepable(value) : value,
    ]),
  )
  if ('statusReason' in change) row.statusReason = json(change.statusReason)
  await tx.updateTable('links').set(row).where('id', '=', id).execute()
}

/** Raw statuses of a connection that are in no table, most frequent first (AX10). */
export function unmappedStatuses(db: Db, connectionId: string) {
  return db
    .selectFrom('links')
    .select((eb) => [
      'rawStatus as name',
      'statusSuggestion as suggestion',
      eb.fn.countAll<number>().as('count'),
    ])
    .where('connectionId', '=', connectionId)
    .where('statusMapped', '=', false)
    .groupBy(['rawStatus', 'statusSuggestion'])
    .orderBy('count', 'desc')
    .execute()
}

/** The raw statuses that a connection's issues have. */
export async function rawStatuses(db: Db, connectionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('links')
    .select('rawStatus')
    .distinct()
    .where('connectionId', '=', connectionId)
    .execute()
  return rows.flatMap((row) => row.rawStatus ?? [])
}

/** Links whose raw status is one of these. */
export async function linksWithStatus(db: Db, connectionId: string, names: string[]) {
  if (names.length === 0) return []
  return db
    .selectFrom('links')
    .select(['id'])
    .where('connectionId', '=', connectionId)
    .where('rawStatus', 'in', names)
    .execute()
}

/** Links whose issue was last read before a moment, the longest ago first. */
export function linksReadBefore(db: Db, connectionId: string, of: { before: Date; limit: number }) {
  return db
    .selectFrom('links')
    .select('issueId')
    .where('connectionId', '=', connectionId)
    .where('state', '=', 'linked')
    .where('lastSyncedAt', '<', of.before)
    .orderBy('lastSyncedAt')
    .limit(of.limit)
    .execute()
}
