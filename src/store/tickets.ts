import { sql, type Selectable } from 'kysely'
import type { StatusCategory } from '../domain/status.ts'
import { keepable } from './keepable.ts'
import { json, type Db } from './open.ts'
import type { TicketsTable } from './tables.ts'

/** Locks a ticket against other changes until the transaction ends. */
export function lockTicket(tx: Db, workspaceId: string, id: string) {
  return tx
    .selectFrom('tickets')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export type LockedTicket = Selectable<TicketsTable>

/** Locks tickets, always in the same order, so that two who lock the same ones do not wait for each other for ever. */
export async function lockTickets(tx: Db, workspaceId: string, ids: string[]): Promise<LockedTicket[]> {
  if (ids.length === 0) return []
  return tx
    .selectFrom('tickets')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
}

export async function findTicket(db: Db, workspaceId: string, ref: { id: string } | { number: number }) {
  const query = db.selectFrom('tickets').selectAll().where('workspaceId', '=', workspaceId)
  return 'id' in ref
    ? query.where('id', '=', ref.id).executeTakeFirst()
    : query.where('number', '=', ref.number).executeTakeFirst()
}

/** The open ticket about a finding, if there is one. */
export function openTicketOf(db: Db, workspaceId: string, findingId: string) {
  return db
    .selectFrom('tickets')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('openFindingId', '=', findingId)
    .executeTakeFirst()
}

/**
 * Sets the status. A ticket that is open again takes its finding back only where no other ticket has it.
 *
 * @param to.reopensAs for a ticket that its alarms’ clearing closes; whatever else sets the status forgets it
 */
export async function setTicketStatus(
  tx: Db,
  ticket: { id: string; workspaceId: string; findingId: string | null },
  to: { status: string; category: StatusCategory; open: boolean; at: Date; reopensAs?: string },
): Promise<void> {
  const findingId = to.open ? ticket.findingId : null
  const free = sql<string | null>`case when exists (
    select from tickets other where other.open_finding_id = ${findingId}::uuid and other.id <> ${ticket.id}::uuid
  ) then null else ${findingId}::uuid end`
  await tx
    .updateTable('tickets')
    .set({
      status: to.status,
      statusCategory: to.category,
      openFindingId: free,
      reopensAs: to.reopensAs ?? null,
      updatedAt: to.at,
    })
    .where('workspaceId', '=', ticket.workspaceId)
    .where('id', '=', ticket.id)
    .execute()
}

/** Sets what the ticket's type knows besides. */
export async function setTicketAttributes(
  tx: Db,
  ticket: { id: string; workspaceId: string },
  to: { attributes: Record<string, string>; at: Date },
): Promise<void> {
  await tx
    .updateTable('tickets')
    .set({ attributes: json(to.attributes), updatedAt: to.at })
    .where('workspaceId', '=', ticket.workspaceId)
    .where('id', '=', ticket.id)
    .execute()
}

export interface NewEvent {
  id: string
  workspaceId: string
  ticketId: string
  at: Date
  kind: string
  actor: string
  text: string
  reason?: unknown
  fault?: unknown
}

/** Adds one entry to a ticket's timeline. */
export const addEvent = (tx: Db, event: NewEvent): Promise<void> => addEvents(tx, [event])

/** Adds entries to tickets' timelines, any number in one statement. */
export async function addEvents(tx: Db, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const given = events.map(({ workspaceId, ticketId, text, reason, fault, ...row }) => ({
    ...row,
    workspace_id: workspaceId,
    ticket_id: ticketId,
    text: keepable(text),
    reason: reason ?? null,
    fault: fault ?? null,
  }))
  await sql`
    insert into events (id, workspace_id, ticket_id, at, kind, actor, text, reason, fault)
    select id, workspace_id, ticket_id, at, kind, actor, text, nullif(reason, 'null'), nullif(fault, 'null')
    from jsonb_to_recordset(${json(given)}) as g (id uuid, workspace_id uuid, ticket_id uuid, at timestamptz, kind text,
      actor text, text text, reason jsonb, fault jsonb)`.execute(tx)
}
