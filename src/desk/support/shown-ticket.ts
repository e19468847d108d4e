import { saidValue } from '../../domain/check-field-value.ts'
import type { ShownTicket } from '../../domain/support-ticket.ts'
import type { SupportTicketView } from '../../store/support-views.ts'

/** A ticket as its history tells of it. */
export const shownTicket = (view: SupportTicketView): ShownTicket => ({
  title: view.title,
  description: view.description,
  priority: view.priority,
  status: view.status,
  type: view.supportType.name,
  product: view.product?.name ?? null,
  version: view.version?.name ?? null,
  customer: view.customer?.name ?? null,
  assignee: view.assignedTo,
  fields: view.fields.map(({ name, kind, value }) => ({ name, value: saidValue(kind, value) })),
})
