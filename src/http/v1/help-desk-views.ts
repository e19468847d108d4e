import { instanceName } from '../../domain/instance.ts'
import { aliasOf } from '../../domain/ticket.ts'
import type { ActionView } from '../../store/actions.ts'
import type { Attachment } from '../../store/attachments.ts'
import type { CatalogueEntry } from '../../store/catalogue.ts'
import type { ListEntry } from '../../store/help-desk-lists.ts'
import type { SupportTicketView } from '../../store/support-views.ts'
import type { SupportAction, SupportAttachment } from '../contract/help-desk-actions.ts'
import type { SupportTicket, SupportTicketRow } from '../contract/help-desk.ts'
import { deliveryAnswer, instant, linkAnswer } from './views.ts'

/** A help-desk ticket as a list answers it. */
export function supportTicketRow(view: SupportTicketView): SupportTicketRow {
  return {
    id: view.id,
    alias: aliasOf(view.number),
    title: view.title,
    priority: view.priority,
    type: view.supportType,
    status: {
      id: view.statusId,
      name: view.status,
      category: view.statusCategory,
      removed: view.statusRemoved,
    },
    product: view.product,
    version: view.version,
    customer: view.customer,
    assignee: view.assignedTo,
    createdBy: view.createdBy,
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
    link: linkAnswer(view),
    delivery: deliveryAnswer(view),
  }
}

/** A help-desk ticket as the API answers it. */
export const supportTicketAnswer = (view: SupportTicketView): SupportTicket => ({
  ...supportTicketRow(view),
  description: view.description,
  fields: view.fields,
})

/** An entry of a list that people put in order. */
export function entryAnswer({ id, name, position = 0, category, kind, options }: ListEntry) {
  return {
    id,
    name,
    position,
    ...(category ? { category } : {}),
    ...(kind ? { kind, options: options ?? [] } : {}),
  }
}

export const customerAnswer = ({ id, name }: CatalogueEntry) => ({ id, name })

/** A product or a version. */
export function productAnswer(entry: CatalogueEntry) {
  const { id, name, connectionId } = entry
  const instance = connectionId
    ? {
        id: connectionId,
        name: instanceName({
          isPrimary: entry.instanceIsPrimary ?? false,
          name: entry.instanceName ?? '',
        }),
      }
    : null
  return { id, name, projectKey: entry.projectKey ?? null, instance }
}

export const actionAnswer = (view: ActionView): SupportAction => ({
  id: view.id,
  type: { id: view.typeId, name: view.typeName, removed: view.typeRemoved },
  visibility: view.visibility,
  origin: view.origin,
  author: view.author,
  text: view.text,
  lost: view.lost,
  at: view.at.toISOString(),
  editedAt: instant(view.editedAt),
  delivery: view.deliveryState ? { state: view.deliveryState, waitingFor: view.waitingFor } : null,
})

export function attachmentAnswer(file: Attachment): SupportAttachment {
  const { id, actionId, name, mediaType, size, sha256, visibility, author, at } = file
  return { id, actionId, name, mediaType, size, sha256, visibility, author, at: at.toISOString() }
}
