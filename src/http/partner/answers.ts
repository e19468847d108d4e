import { z } from 'zod'
import {
  clearCodeNames,
  eventStatuses,
  serviceCategories,
  servicePriorities,
  serviceStatuses,
  serviceType,
} from '../../domain/service-ticket.ts'

const Time = z.string().meta({
  description: 'ISO 8601, UTC, six fractional digits',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$',
})

const SortValue = z.string().meta({
  description: 'Where a list goes on after this element: give it as `after`. Opaque; URL-encode it.',
})

const ClearCode = z.enum(clearCodeNames).nullable()
const Responsability = z.enum(['Covage', 'Customer']).nullable()

const Contact = z.strictObject({
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  phone_number: z.string(),
})

/** A ticket as partners read it (D18). */
export const PartnerTicketShape = z.strictObject({
  id: z.int(),
  alias: z.string(),
  creation_date: Time,
  modification_date: Time,
  type: z.literal(serviceType),
  status: z.enum(serviceStatuses),
  category: z.enum(serviceCategories),
  priority: z.enum(servicePriorities),
  author: z.string().meta({ description: 'The login that created it' }),
  operator_ticket_ref: z.string().nullable(),
  description: z.string(),
  service_uuid: z.string(),
  service_alias: z.string(),
  product_name: z.string().nullable(),
  grt: z.string().nullable(),
  diagnostic_run_id: z.int().nullable(),
  diagnostic_run_alias: z.string().nullable(),
  initial_comment: z.string().nullable(),
  last_comment: z.strictObject({ comment: z.string(), author: z.string() }).nullable(),
  last_comment_author: z.string().nullable().meta({ description: 'The name of who commented last' }),
  owner: z.string(),
  owner_contact: Contact,
  operator_contact_uuid: z.string().nullable(),
  last_update_author: z.string(),
  next_available_status: z
    .array(z.enum(eventStatuses))
    .meta({ description: 'What the caller can make of its status now, by an event' }),
  clear_code: ClearCode,
  responsability: Responsability,
})

/** A ticket of a list (D20). */
export const ListedTicketShape = PartnerTicketShape.extend({ sort_value: SortValue })

/** An event as partners read it (D34). */
export const PartnerEventShape = z.strictObject({
  id: z.int(),
  status: z.enum(eventStatuses).nullable(),
  comment: z.string().nullable(),
  author: z.string(),
  creation_date: Time,
  clear_code: ClearCode,
  responsability: Responsability,
  sort_value: SortValue,
})
