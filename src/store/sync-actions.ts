import { sql } from 'kysely'
import type { Action } from './actions.ts'
import { keepable } from './keepable.ts'
import { json, type Db } from './open.ts'

/** An action, whether it was removed meanwhile or not. */
export const findAction = (db: Db, ticketId: string, id: string): Promise<Action | undefined> =>
  db
    .selectFrom('actions')
    .selectAll()
    .where('ticketId', '=', ticketId)
    .where('id', '=', id)
    .executeTakeFirst()

/**
 * Stores actions that come from comments, any number in one statement. A comment is an action of a ticket once (C11); answers
 * the tickets that did not have it yet.
 */
export async function insertActions(tx: Db, actions: Action[]): Promise<string[]> {
  if (actions.length === 0) return []
  const given = actions.map((action) => ({
    id: action.id,
    workspace_id: action.workspaceId,
    ticket_id: action.ticketId,
    type_id: action.typeId,
    visibility: action.visibility,
    origin: action.origin,
    author: keepable(action.author),
    text: keepable(action.text),
    lost: action.lost,
    connection_id: action.connectionId,
    comment_id: action.commentId,
    at: action.at,
  }))
  const { rows } = await sql<{ ticketId: string }>`
    insert into actions (id, workspace_id, ticket_id, type_id, visibility, origin, author, text, lost, connection_id, comment_id, at)
    select * from jsonb_to_recordset(${json(given)}) as g (id uuid, workspace_id uuid, ticket_id uuid, type_id uuid,
      visibility text, origin text, author text, text text, lost jsonb, connection_id uuid, comment_id text, at timestamptz)
    on conflict (ticket_id, connection_id, comment_id) where comment_id is not null do nothing
    returning ticket_id`.execute(tx)
  return rows.map(({ ticketId }) => ticketId)
}

/** Hides from customers what came over from comments that are restricted by now; answers the tickets. */
export async function hideActions(
  tx: Db,
  of: { connectionId: string; commentIds: string[] },
): Promise<string[]> {
  if (of.commentIds.length === 0) return []
  const rows = await tx
    .updateTable('actions')
    .set({ visibility: 'internal' })
    .where('connectionId', '=', of.connectionId)
    .where('commentId', 'in', of.commentIds)
    .where('visibility', '=', 'public')
    .returning('ticketId')
    .execute()
  return [...new Set(rows.map(({ ticketId }) => ticketId))]
}

/** Tickets that have an action from one of these comments. */
export async function ticketsWithComments(
  tx: Db,
  of: { connectionId: string; commentIds: string[] },
): Promise<string[]> {
  if (of.commentIds.length === 0) return []
  const rows = await tx
    .selectFrom('actions')
    .select('ticketId')
    .distinct()
    .where('connectionId', '=', of.connectionId)
    .where('commentId', 'in', of.commentIds)
    .execute()
  return rows.map(({ ticketId }) => ticketId)
}
