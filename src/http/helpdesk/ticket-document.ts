import { aliasOf } from '../../domain/ticket.ts'
import type { FieldValue } from '../../domain/field-value.ts'
import type { SupportTicketView } from '../../store/support-views.ts'
import type { Printable } from './print-xml.ts'
import { elementOfField, type CustomField } from './ticket-members.ts'

export type TicketDocument = { [name: string]: Printable }

/** A ticket as its document, the same in XML and in JSON. */
export function ticketDocument(view: SupportTicketView, fields: CustomField[]): TicketDocument {
  return {
    ID: view.id,
    TicketNumber: aliasOf(view.number),
    Name: view.title,
    Description: view.description,
    Priority: view.priority,
    TicketTypeID: view.supportType.id,
    TicketTypeName: view.supportType.name,
    TicketStatusID: view.statusId,
    TicketStatusName: view.status,
    ProductID: view.product?.id ?? null,
    ProductName: view.product?.name ?? null,
    ReportedVersionID: view.version?.id ?? null,
    ReportedVersion: view.version?.name ?? null,
    CustomerID: view.customer?.id ?? null,
    CustomerName: view.customer?.name ?? null,
    AssignedTo: view.assignedTo,
    ...linkOf(view),
    ...Object.fromEntries(
      view.fields.map((field) => [elementOfField(field, fields), printable(field.value)]),
    ),
    CreatorName: view.createdBy,
    DateCreated: view.createdAt.toISOString(),
    DateModified: view.updatedAt.toISOString(),
  }
}

/** While an issue is being created there is no key to tell, and an empty one would mean that none is wanted. */
function linkOf(view: SupportTicketView): TicketDocument {
  const { linkId, issueKey, issueUrl, rawStatus, deliveryKind, deliveryState } = view
  if (linkId) return { JiraKey: issueKey, JiraLink: issueUrl, JiraStatus: rawStatus }
  const isUnderWay = deliveryKind === 'create' && deliveryState !== 'done' && deliveryState !== 'cancelled'
  return isUnderWay ? { JiraState: deliveryState } : { JiraKey: null }
}

const printable = (value: FieldValue): Printable => (Array.isArray(value) ? { Value: value } : value)
