import { aliasHour } from '../domain/alias.ts'
import type { Actor } from '../domain/actor.ts'
import { noMailServer } from '../domain/notification.ts'
import { microNow } from '../domain/micro-clock.ts'
import { partnerTicket, type PartnerTicketFacts } from '../domain/partner-ticket.ts'
import { priorityOf } from '../domain/service-ticket.ts'
import type { Deps } from '../deps.ts'
import type {
  NewNotification,
  NewServiceTicket,
  StoredServiceTicket,
} from '../store/insert-service-tickets.ts'
import type { ServiceFacts } from '../store/service-facts.ts'
import type { CheckedRequest, ServiceTicketRequest } from './service-request.ts'

interface Parts {
  request: ServiceTicketRequest
  checked: CheckedRequest
  facts: ServiceFacts
  keys: string[]
}

/** The row of a new ticket, with all that is stored beside it. */
export function newRow(deps: Deps, actor: Actor, { request, checked, facts, keys }: Parts): NewServiceTicket {
  const { ctx } = deps
  const { operator, service, run } = checked
  const isDesk = actor.operatorId === undefined
  const deskName = facts.settings.deskName ?? facts.workspaceName
  const { ownerContact: contact } = request
  const at = microNow(ctx)
  const row = {
    id: ctx.newId(),
    workspaceId: actor.workspaceId,
    operatorId: operator.id,
    title: `${request.category} on ${service.alias}`,
    description: request.description,
    attributes: attributesOf(request, checked),
    hubPriority: priorityOf(request.priority),
    priority: request.priority,
    category: request.category,
    serviceId: service.id,
    runId: run?.id ?? null,
    operatorTicketRef: request.operatorTicketRef,
    initialComment: request.initialComment,
    author: isDesk ? deskName : actor.name,
    authorName: isDesk ? deskName : operator.displayName,
    actor: actor.name,
    party: isDesk ? 'desk' : 'operator',
    owner: operator.owner ?? `${contact.first_name} ${contact.last_name}`.trim(),
    ownerContact: contact,
    lastUpdateAuthor: isDesk ? deskName : operator.name,
    note: checked.note,
    at,
    hour: aliasHour(new Date(at)),
    eventId: ctx.newId(),
    delivery: deliveryOf(deps, facts),
    notifications: recipientsOf(deps, actor, { contact: contact.email, operator, facts }),
    keys,
  }
  const stored = { number: 0, alias: '' }
  const told = partnerTicket(factsOf(request, checked, { row, stored }), 'operator')
  return { ...row, told }
}

/** What an engineer in the tracker should know, by the names that they read there. */
function attributesOf(request: ServiceTicketRequest, { operator, service, run }: CheckedRequest) {
  const findings = run?.findings.map(({ text }) => text).join('; ')
  return {
    Operator: operator.displayName,
    Service: [service.alias, request.serviceUuid, service.productName].filter(Boolean).join(' · '),
    Category: request.category,
    ...(run && { Diagnostic: [run.alias, run.status, findings].filter(Boolean).join(' · ') }),
    ...(request.operatorTicketRef !== null && { Reference: request.operatorTicketRef }),
  }
}

function deliveryOf({ ctx }: Deps, { settings, connectionId }: ServiceFacts) {
  if (!settings.forwardServiceTickets || !connectionId) return undefined
  return { id: ctx.newId(), connectionId }
}

/** D15: the author, the operator’s list, and its webhooks; each once. */
function recipientsOf(
  { ctx, mail }: Deps,
  actor: Actor,
  of: { contact: string; operator: CheckedRequest['operator']; facts: ServiceFacts },
): NewNotification[] {
  const topic = 'ticket.created' as const
  const addresses = new Map(
    [actor.email ?? of.contact, ...of.operator.emails].map((email) => [email.toLowerCase(), email]),
  )
  const mails = [...addresses.values()].map((recipient) => ({
    id: ctx.newId(),
    topic,
    channel: 'mail' as const,
    recipient,
    subscriptionId: null,
    waitingFor: mail ? undefined : noMailServer,
  }))
  const hooks = (of.facts.webhooks ?? []).filter(({ topics }) => topics.includes(topic))
  return [
    ...mails,
    ...hooks.map(({ id, url }) => ({
      id: ctx.newId(),
      topic,
      channel: 'webhook' as const,
      recipient: url,
      subscriptionId: id,
    })),
  ]
}

type Row = Omit<NewServiceTicket, 'told'>

/** A ticket as it is the moment it was stored. */
export function factsOf(
  request: ServiceTicketRequest,
  { operator, service, run }: CheckedRequest,
  { row, stored }: { row: Row; stored: StoredServiceTicket },
): PartnerTicketFacts & { ticketId: string } {
  const { author, authorName: name, initialComment } = row
  return {
    ...stored,
    ticketId: row.id,
    createdAt: row.at,
    modifiedAt: row.at,
    status: 'open',
    category: request.category,
    priority: request.priority,
    author,
    operatorTicketRef: row.operatorTicketRef,
    description: row.description,
    serviceUuid: request.serviceUuid,
    serviceAlias: service.alias,
    productName: service.productName,
    grt: service.grt ?? operator.grt,
    runNumber: run?.number ?? null,
    runAlias: run?.alias ?? null,
    initialComment,
    lastComment: initialComment === null ? null : { comment: initialComment, author, name },
    owner: row.owner,
    ownerContact: row.ownerContact,
    operatorContactUuid: operator.contactUuid,
    lastUpdateAuthor: row.lastUpdateAuthor,
    clearCode: null,
  }
}
