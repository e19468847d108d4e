import type { Selectable } from 'kysely'
import type { FieldValue } from '../domain/field-value.ts'
import type { Priority } from '../domain/priority.ts'
import type { StatusCategory } from '../domain/status.ts'
import type { SupportTicketsTable } from './help-desk-tables.ts'
import { json, type Db } from './open.ts'
import { wordsOf } from './support-search.ts'

export type SupportTicketRow = Omit<Selectable<SupportTicketsTable>, 'words'>

/** What a help-desk ticket says of itself, whole. */
export interface SupportValues {
  title: string
  description: string
  priority: Priority
  status: string
  statusCategory: StatusCategory
  typeId: string
  productId: string | null
  versionId: string | null
  customerId: string | null
  assignee: string | null
  /** By id of the field; empty ones are absent. */
  fieldValues: Record<string, FieldValue>
}

const ownRow = (values: SupportValues) => ({
  typeId: values.typeId,
  productId: values.productId,
  versionId: values.versionId,
  customerId: values.customerId,
  assignee: values.assignee,
  fieldValues: json(values.fieldValues),
  words: wordsOf(values.title, values.description),
})

const ticketRow = ({ title, description, priority, status, statusCategory }: SupportValues) => ({
  title,
  description,
  priority,
  status,
  statusCategory,
})

/** Stores a new help-desk ticket. */
export async function insertSupportTicket(
  tx: Db,
  of: { id: string; workspaceId: string; createdBy: string; at: Date; values: SupportValues },
): Promise<void> {
  const { id, workspaceId, createdBy, at, values } = of
  const none = { projectId: null, findingId: null, openFindingId: null, reopensAs: null }
  await tx
    .insertInto('tickets')
    .values({
      ...ticketRow(values),
      ...none,
      id,
      workspaceId,
      type: 'support',
      attributes: null,
      removed: null,
      createdBy,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  await tx
    .insertInto('supportTickets')
    .values({ ticketId: id, workspaceId, ...ownRow(values) })
    .execute()
}

export function supportRowOf(db: Db, ticketId: string): Promise<SupportTicketRow | undefined> {
  return db
    .selectFrom('supportTickets')
    .select([
      'ticketId',
      'workspaceId',
      'typeId',
      'productId',
      'versionId',
      'customerId',
      'assignee',
      'fieldValues',
    ])
    .where('ticketId', '=', ticketId)
    .executeTakeFirst()
}

/** Replaces what a ticket says of itself. Its row has to be locked. */
export async function setSupportValues(
  tx: Db,
  ticket: { id: string; workspaceId: string },
  to: { values: SupportValues; at: Date },
): Promise<void> {
  await tx
    .updateTable('tickets')
    .set({ ...ticketRow(to.values), updatedAt: to.at })
    .where('workspaceId', '=', ticket.workspaceId)
    .where('id', '=', ticket.id)
    .execute()
  await tx.updateTable('supportTickets').set(ownRow(to.values)).where('ticketId', '=', ticket.id).execute()
}

/** Something was written on the ticket, so it comes up in the list of what changed last. */
export async function touchTicket(
  tx: Db,
  ticket: { id: string; workspaceId: string },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('tickets')
    .set({ updatedAt: at })
    .where('workspaceId', '=', ticket.workspaceId)
    .where('id', '=', ticket.id)
    .execute()
}

/** What people and the tracker changed on a ticket after a moment, the oldest first. */
export function changesSince(db: Db, ticketId: string, moment: Date) {
  return db
    .selectFrom('events')
    .select(['actor', 'text', 'at'])
    .where('ticketId', '=', ticketId)
    .where('kind', 'in', ['edit', 'status', 'sync'])
    .where('at', '>', moment)
    .orderBy('id')
    .limit(10)
    .execute()
}
