import { sql, type Selectable } from 'kysely'
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
  > &
    Partial<Pick<Link, 'isNew' | 'earlier' | 'projectKey' | 'issueType' | 'fieldValues'>>,
): Promise<void> {
  const shapes = { earlier: json(link.earlier ?? []), fieldValues: json(link.fieldValues ?? {}) }
  await tx
    .insertInto('links')
    .values({ ...link, ...shapes, state: 'linked', statusMapped: true, statusReason: json(null) } as never)
    .onConflict((conflict) => conflict.columns(['connectionId', 'issueId', 'ticketId']).doNothing())
    .execute()
}

/** Answers whether it was still there. */
export async function deleteLink(tx: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('links').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
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

/** What may change on a link; what is absent stays. */
export type LinkChange = Partial<Omit<Link, 'id' | 'workspaceId' | 'ticketId' | 'connectionId' | 'createdAt'>>

export const changeLink = (tx: Db, id: string, change: LinkChange): Promise<void> =>
  changeLinks(tx, [id], change)

/** The same change for any number of links. */
export async function changeLinks(tx: Db, ids: string[], change: LinkChange): Promise<void> {
  const row: Record<string, unknown> = Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      typeof value === 'string' ? keepable(value) : value,
    ]),
  )
  for (const column of ['statusReason', 'fieldValues', 'earlier'] as const) {
    if (column in change) row[column] = json(change[column])
  }
  await tx
    .updateTable('links')
    .set(row)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
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

/** Help-desk tickets that share an issue, with their customers. */
export function sharingTickets(db: Db, connectionId: string, issueId: string) {
  return db
    .selectFrom('links')
    .innerJoin('supportTickets', 'supportTickets.ticketId', 'links.ticketId')
    .select(['links.ticketId as id', 'supportTickets.customerId'])
    .where('links.connectionId', '=', connectionId)
    .where('links.issueId', '=', issueId)
    .orderBy('links.id')
    .execute()
}
