import { sql, type Selectable } from 'kysely'
import type { IssueCommentsTable } from './help-desk-tables.ts'
import type { Db } from './open.ts'

export type IssueComment = Selectable<IssueCommentsTable>

/** What the hub has written down about comments of an issue. */
export const commentsOfIssue = (db: Db, connectionId: string, issueId: string): Promise<IssueComment[]> =>
  db
    .selectFrom('issueComments')
    .selectAll()
    .where('connectionId', '=', connectionId)
    .where('issueId', '=', issueId)
    .execute()

/** Writes comments down; what is known of the same comment is replaced, but never whose it was. */
export async function saveIssueComments(tx: Db, rows: IssueComment[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('issueComments')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['connectionId', 'commentId']).doUpdateSet((eb) => ({
        heldBecause: eb.ref('excluded.heldBecause'),
        changedAt: eb.ref('excluded.changedAt'),
      })),
    )
    .execute()
}

/** Whether a comment that the hub is writing, or may have written, to an issue is not settled yet. */
export async function mayHaveUnknownComments(
  db: Db,
  connectionId: string,
  issueId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from deliveries d where d.connection_id = ${connectionId}::uuid and d.kind = 'comment'
      and d.attempts > 0 and d.state in ('queued', 'sending', 'waiting', 'checking', 'parked', 'failed', 'cancelled')
      and coalesce(d.issue_id, (select l.issue_id from links l where l.ticket_id = d.ticket_id order by l.id desc limit 1)) = ${issueId}
    limit 1`.execute(db)
  return rows.length > 0
}

/** Comment deliveries by their marker: the id without dashes. */
export async function commentDeliveries(db: Db, markers: string[]) {
  const ids = markers.filter((marker) => /^[\da-f]{32}$/u.test(marker))
  if (ids.length === 0) return []
  return db
    .selectFrom('deliveries')
    .select(['id', 'ticketId', 'actionId'])
    .where('id', 'in', ids)
    .where('kind', '=', 'comment')
    .execute()
}

/** Whether an earlier comment or file of the same ticket is still on its way: they arrive in the order they were written. */
export async function isAfterAnother(tx: Db, delivery: { id: string; ticketId: string }): Promise<boolean> {
  const { rows } = await sql`
    select from deliveries d where d.ticket_id = ${delivery.ticketId}::uuid and d.kind = 'comment' and d.action_id is not null
      and d.id < ${delivery.id}::uuid and d.state in ('queued', 'sending', 'waiting', 'checking') limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** The ticket's next comment that waits for its turn. */
export function nextComment(tx: Db, delivery: { id: string; ticketId: string }) {
  return tx
    .selectFrom('deliveries')
    .select('id')
    .where('ticketId', '=', delivery.ticketId)
    .where('kind', '=', 'comment')
    .where('id', '>', delivery.id)
    .where('state', '=', 'queued')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}
