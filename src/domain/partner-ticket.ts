import {
  nextStatuses,
  responsabilityOf,
  serviceType,
  type ClearCode,
  type EventStatus,
  type OwnerContact,
  type Party,
  type ServiceCategory,
  type ServicePriority,
  type ServiceStatus,
} from './service-ticket.ts'

/** Everything that a partner may read of a ticket; times are texts with microseconds. */
export interface PartnerTicketFacts {
  number: number
  alias: string
  createdAt: string
  modifiedAt: string
  status: ServiceStatus
  category: ServiceCategory
  priority: ServicePriority
  author: string
  operatorTicketRef: string | null
  description: string
  serviceUuid: string
  serviceAlias: string
  productName: string | null
  grt: string | null
  runNumber: number | null
  runAlias: string | null
  initialComment: string | null
  lastComment: { comment: string; author: string; name: string } | null
  owner: string
  ownerContact: OwnerContact
  operatorContactUuid: string | null
  lastUpdateAuthor: string
  clearCode: ClearCode | null
}

/** The database keeps members in an order of its own. */
const inOrder = ({ first_name, last_name, email, phone_number }: OwnerContact): OwnerContact => ({
  first_name,
  last_name,
  email,
  phone_number,
})

/** A ticket to the letter of the partners’ contract (D18), for whoever reads it (DX4). */
export function partnerTicket(facts: PartnerTicketFacts, party: Party) {
  const { lastComment, clearCode } = facts
  return {
    id: facts.number,
    alias: facts.alias,
    creation_date: facts.createdAt,
    modification_date: facts.modifiedAt,
    type: serviceType,
    status: facts.status,
    category: facts.category,
    priority: facts.priority,
    author: facts.author,
    operator_ticket_ref: facts.operatorTicketRef,
    description: facts.description,
    service_uuid: facts.serviceUuid,
    service_alias: facts.serviceAlias,
    product_name: facts.productName,
    grt: facts.grt,
    diagnostic_run_id: facts.runNumber,
    diagnostic_run_alias: facts.runAlias,
    initial_comment: facts.initialComment,
    last_comment: lastComment && { comment: lastComment.comment, author: lastComment.author },
    last_comment_author: lastComment?.name ?? null,
    owner: facts.owner,
    owner_contact: inOrder(facts.ownerContact),
    operator_contact_uuid: facts.operatorContactUuid,
    last_update_author: facts.lastUpdateAuthor,
    next_available_status: [...nextStatuses(party, facts.status)],
    clear_code: clearCode,
    responsability: responsabilityOf(clearCode),
  }
}
export type PartnerTicket = ReturnType<typeof partnerTicket>

/** One entry of a ticket’s timeline as partners read it (D34). */
export interface PartnerEventFacts {
  number: number
  status: EventStatus | null
  comment: string | null
  author: string
  createdAt: string
  clearCode: ClearCode | null
}

/** An event to the letter of the partners’ contract. */
export const partnerEvent = ({
  number,
  status,
  comment,
  author,
  createdAt,
  clearCode,
}: PartnerEventFacts) => ({
  id: number,
  status,
  comment,
  author,
  creation_date: createdAt,
  clear_code: clearCode,
  responsability: responsabilityOf(clearCode),
})
export type PartnerEvent = ReturnType<typeof partnerEvent>
