import {
  clearCodes,
  nextStatuses,
  serviceType,
  waitsFor,
  type ClearCode as Code,
} from '../../domain/service-ticket.ts'
import { aliasOf } from '../../domain/ticket.ts'
import { workflowOf } from '../../domain/workflow.ts'
import type { QueueRow } from '../../store/service-queue.ts'
import type { ServiceSheet } from '../../store/service-sheet.ts'
import type { HubEntry, PartyEntry as StoredEntry } from '../../store/service-timeline.ts'
import type { TicketView } from '../../store/ticket-views.ts'
import type {
  ClearCode,
  PartyEntry,
  ServiceTicket,
  ServiceTicketRow,
  ServiceTimelineEntry,
} from '../contract/service-ticket.ts'
import { deliveryAnswer, faultView, instant, linkAnswer } from './views.ts'

const longestSnippet = 300

export function clearCodeAnswer(code: Code | null): ClearCode | null {
  if (!code) return null
  const { responsability: responsibility, means } = clearCodes[code]
  return { code, responsibility, means }
}

type Common = Omit<QueueRow, 'operatorSpoke' | 'number'> & { number: number }

function common(row: Common) {
  const { lastComment } = row
  return {
    id: row.ticketId,
    number: row.number,
    alias: row.alias,
    status: row.status,
    statusCategory: workflowOf(serviceType).statuses[row.status] ?? 'New',
    category: row.category,
    priority: row.priority,
    operatorTicketRef: row.operatorTicketRef,
    lastComment: lastComment && { text: beginningOf(lastComment.comment), name: lastComment.name },
    waitsFor: waitsFor(row),
    asksClearCode: row.asksClearCode,
    createdAt: row.createdAt,
    modifiedAt: row.modifiedAt,
  }
}

/** Cut between characters. */
const beginningOf = (text: string) =>
  text.length <= longestSnippet ? text : `${text.slice(0, longestSnippet).replace(/[\uD800-\uDBFF]$/u, '')}…`

/** A ticket as the desk’s list has it. */
export function serviceTicketRow(row: QueueRow): ServiceTicketRow {
  return {
    ...common(row),
    operator: { id: row.operatorId, name: row.operatorName },
    service: { alias: row.serviceAlias, productName: row.productName },
    operatorSpoke: row.operatorSpoke,
  }
}

/** @param issue the ticket as the hub’s other pages know it; absent once retention has emptied it */
export function serviceTicketAnswer(sheet: ServiceSheet, issue: TicketView | undefined): ServiceTicket {
  const { ownerContact: contact } = sheet
  return {
    ...common(sheet),
    ticketAlias: aliasOf(sheet.number),
    description: sheet.description,
    operatorSpoke: sheet.operatorSpoke,
    operator: {
      id: sheet.operatorId,
      name: sheet.operatorName,
      displayName: sheet.operatorDisplayName,
      contactUuid: sheet.operatorContactUuid,
      removed: sheet.operatorRemoved,
    },
    owner: sheet.owner,
    ownerContact: {
      firstName: contact.first_name,
      lastName: contact.last_name,
      email: contact.email,
      phoneNumber: contact.phone_number,
    },
    author: sheet.author,
    lastUpdateAuthor: sheet.lastUpdateAuthor,
    service: {
      id: sheet.serviceNumber,
      uuid: sheet.serviceUuid,
      alias: sheet.serviceAlias,
      productName: sheet.productName,
      grt: sheet.grt,
    },
    run: runOf(sheet),
    initialComment: sheet.initialComment,
    clearCode: clearCodeAnswer(sheet.clearCode),
    note: sheet.note,
    next: {
      desk: [...nextStatuses('desk', sheet.status)],
      operator: [...nextStatuses('operator', sheet.status)],
    },
    link: issue ? linkAnswer(issue) : null,
    delivery: issue ? deliveryAnswer(issue) : null,
    failedNotifications: sheet.failedNotifications,
  }
}

function runOf(sheet: ServiceSheet): ServiceTicket['run'] {
  const { runNumber: id, runAlias: alias, runKind: kind, runStatus: status } = sheet
  if (id === null || alias === null || kind === null || status === null) return null
  return {
    id,
    alias,
    kind,
    status,
    findings: sheet.runFindings ?? [],
    startedAt: instant(sheet.runStartedAt),
    endedAt: instant(sheet.runEndedAt),
  }
}

export function partyEntry({ party, ...entry }: StoredEntry): PartyEntry {
  return {
    from: 'party',
    id: entry.id,
    number: entry.number,
    at: entry.at,
    party,
    author: entry.author,
    authorName: entry.authorName,
    actor: entry.actor,
    status: entry.status,
    comment: entry.comment,
    clearCode: clearCodeAnswer(entry.clearCode),
  }
}

export function timelineEntry(entry: StoredEntry | HubEntry): ServiceTimelineEntry {
  if (entry.party !== null) return partyEntry(entry)
  const { id, at, actor, kind, text, reason, fault } = entry
  return { from: 'hub', id, at, actor, kind, text, reason, fault: faultView(fault) }
}
