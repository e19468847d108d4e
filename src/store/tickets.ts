import { sql } from 'kysely'
import type { StatusCategory } from '../domain/status.ts'
import { keepable } from './keepable.ts'
import { json, type Db } from './open.ts'

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
export async function addEvent(tx: Db, event: NewEvent): Promise<void> {
  const { reason, fault, text, ...row } = event
  await tx
    .insertInto('events')
    .values({ ...row, text: keepable(text), reason: json(reason as never), fault: json(fault as never) })
    .execute()
}
