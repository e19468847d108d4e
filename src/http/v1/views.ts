import { remedyOf, type Fault as StoredFault } from '../../domain/fault.ts'
import { unfilled } from '../../domain/needed-field.ts'
import { aliasOf, deliveryActions } from '../../domain/ticket.ts'
import type { FindingView } from '../../store/findings.ts'
import type { TicketView } from '../../store/ticket-views.ts'
import type { Recommendation } from '../contract/recommendation.ts'
import type { Fault } from '../contract/shared.ts'
import type { Delivery, Link, Ticket } from '../contract/ticket.ts'

/** A stored fault as people see it: with the remedy. */
export const faultView = (fault: StoredFault | null): Fault | null =>
  fault ? { ...fault, remedy: remedyOf(fault) } : null

export const instant = (date: Date | null) => date?.toISOString() ?? null

/** A ticket as the API answers it. */
export function ticketAnswer(view: TicketView): Ticket {
  const { projectId, projectKey, projectName } = view
  return {
    id: view.id,
    alias: aliasOf(view.number),
    type: view.type,
    title: view.title,
    description: view.description,
    priority: view.priority,
    status: view.status,
    statusCategory: view.statusCategory,
    project:
      projectId && projectKey && projectName ? { id: projectId, key: projectKey, name: projectName } : null,
    recommendation:
      view.findingId && !view.alarm ? { id: view.findingId, title: view.findingTitle ?? '' } : null,
    attributes: view.attributes,
    alarm: alarmOf(view),
    createdBy: view.createdBy,
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
    creationStatus: creationStatusOf(view),
    ticketStatus: view.linkId ? (view.rawStatus ?? 'unknown') : null,
    link: linkAnswer(view),
    delivery: deliveryAnswer(view),
  }
}

function alarmOf({ alarm, findingId, findingTitle }: TicketView): Ticket['alarm'] {
  if (!alarm || !findingId) return null
  const { agent, rootKey, elementId, elementName } = alarm
  return { id: findingId, title: findingTitle ?? '', agent, rootKey, elementId, elementName }
}

/** A comment is only on its way once the creation is over. */
const creationStatusOf = ({ linkId, deliveryKind, deliveryState }: TicketView) =>
  linkId || deliveryKind !== 'create' ? 'done' : (deliveryState ?? 'done')

export function linkAnswer(view: TicketView): Link | null {
  const { linkId, connectionId, issueId, issueKey, issueUrl } = view
  if (!linkId || !connectionId || !issueId || !issueKey || !issueUrl) return null
  const following = view.connectionState !== 'disconnected'
  return {
    id: linkId,
    connectionId,
    provider: view.provider ?? '',
    issueId,
    issueKey,
    url: issueUrl,
    rawStatus: view.rawStatus,
    statusMapped: view.statusMapped ?? true,
    statusReason: view.statusReason,
    assignee: view.assignee,
    lastSyncedAt: instant(lastCheck(view)),
    state: view.linkState ?? 'linked',
    following,
  }
}

/** A poll that saw no change has checked every issue that it knows the status of (A57). */
function lastCheck({ lastSyncedAt, lastPolledAt, rawStatus }: TicketView): Date | null {
  if (!lastPolledAt || rawStatus === null) return lastSyncedAt
  return lastSyncedAt && lastSyncedAt > lastPolledAt ? lastSyncedAt : lastPolledAt
}

export function deliveryAnswer(view: TicketView): Delivery | null {
  const { deliveryId, deliveryKind, deliveryState } = view
  if (!deliveryId || !deliveryKind || !deliveryState) return null
  return {
    id: deliveryId,
    kind: deliveryKind,
    state: deliveryState,
    attempts: view.attempts ?? 0,
    waitingFor: view.waitingFor,
    nextAttemptAt: instant(view.nextAttemptAt),
    destination: view.destinationLabel,
    routeReason: reasonFor(view, 'destination'),
    priorityReason: reasonFor(view, 'priority'),
    fault: faultView(view.fault),
    heldByRoute: view.waitsForRouteId
      ? {
          routeId: view.waitsForRouteId,
          problems: view.routeProblems ?? [],
          missing: unfilled(view.routeNeeds ?? [], view.routeFields ?? []),
        }
      : null,
    actions: deliveryActions(deliveryKind, deliveryState),
  }
}

const reasonFor = ({ explanation }: TicketView, field: string) =>
  explanation?.find((entry) => entry.field === field)?.reason ?? null

/** A recommendation as lists answer it. */
export function recommendationAnswer(view: FindingView): Recommendation {
  const { projectId, projectKey, projectName, saving, currency } = view
  return {
    id: view.id,
    source: view.source,
    key: view.key,
    title: view.title,
    description: view.description,
    resource: view.resource,
    account: view.account,
    project:
      projectId && projectKey && projectName ? { id: projectId, key: projectKey, name: projectName } : null,
    monthlySaving: saving !== null && currency !== null ? { amount: saving, currency } : null,
    effort: view.effort as Recommendation['effort'],
    category: view.category,
    firstSeenAt: view.firstSeenAt.toISOString(),
    lastSeenAt: view.lastSeenAt.toISOString(),
    ticket:
      view.ticketId && view.ticketNumber !== null
        ? {
            id: view.ticketId,
            alias: aliasOf(view.ticketNumber),
            open: view.ticketOpen ?? false,
            status: view.ticketStatus ?? '',
            statusCategory: view.ticketCategory ?? '',
            delivery: view.deliveryState ?? '',
            issueKey: view.issueKey,
            issueUrl: view.issueUrl,
            rawStatus: view.rawStatus,
          }
        : null,
  }
}
