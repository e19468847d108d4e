import type { PartnerEvent, PartnerTicket } from './partner-ticket.ts'
import type { NotificationPayload } from './notification.ts'

/** Every member of a ticket in the contract’s order (D18), with its name for people. */
export const ticketMembers: Record<keyof PartnerTicket, string> = {
  id: 'Number',
  alias: 'Ticket',
  creation_date: 'Created',
  modification_date: 'Last modified',
  type: 'Type',
  status: 'Status',
  category: 'Category',
  priority: 'Priority',
  author: 'Author',
  operator_ticket_ref: 'Your reference',
  description: 'Description',
  service_uuid: 'Service',
  service_alias: 'Service alias',
  product_name: 'Product',
  grt: 'GRT',
  diagnostic_run_id: 'Diagnostic run number',
  diagnostic_run_alias: 'Diagnostic run',
  initial_comment: 'Initial comment',
  last_comment: 'Last comment',
  last_comment_author: 'Last comment by',
  owner: 'Owner',
  owner_contact: 'Owner’s contact',
  operator_contact_uuid: 'Operator’s contact',
  last_update_author: 'Last updated by',
  next_available_status: 'Next available status',
  clear_code: 'Clear code',
  responsability: 'Responsibility',
}

/** Every member of an event in the contract’s order (D34). */
const eventMembers: Record<keyof PartnerEvent, true> = {
  id: true,
  status: true,
  comment: true,
  author: true,
  creation_date: true,
  clear_code: true,
  responsability: true,
}

const inner: Record<string, string[]> = {
  last_comment: ['comment', 'author'],
  owner_contact: ['first_name', 'last_name', 'email', 'phone_number'],
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same members in a given order; those that it does not name come last. */
function ordered(given: Record<string, unknown>, names: string[]): Record<string, unknown> {
  const all = [
    ...names.filter((name) => name in given),
    ...Object.keys(given).filter((name) => !names.includes(name)),
  ]
  return Object.fromEntries(
    all.map((name) => {
      const value = given[name]
      return [name, isRecord(value) ? ordered(value, inner[name] ?? []) : value]
    }),
  )
}

/** A stored payload with its members in the contract’s order, which the database has not kept. */
export const inContractOrder = ({ ticket, event }: NotificationPayload): NotificationPayload => ({
  ticket: ordered(ticket, Object.keys(ticketMembers)),
  ...(event && { event: ordered(event, Object.keys(eventMembers)) }),
})
