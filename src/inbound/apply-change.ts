import type { Deps } from '../deps.ts'
import type { Reason } from '../domain/reason.ts'
import { mapStatus, type StatusTables } from '../domain/status.ts'
import { keepsFinding } from '../domain/ticket.ts'
import { statusWithin, workflowOf } from '../domain/workflow.ts'
import type { Issue } from '../providers/provider.ts'
import type { Connection } from '../store/connections.ts'
import { changeLink, lockLinksOfIssue, type Link } from '../store/links.ts'
import { transact, type Db } from '../store/open.ts'
import { addEvent, lockTicket, setTicketStatus } from '../store/tickets.ts'

/** An issue as it was just read, or the tracker's proper answer that there is none any more. */
export type Reading = { issue: Issue } | { gone: string }

/**
 * Brings every ticket that is linked to an issue in step with it. Polling, webhooks and “sync now” all end
 * here. Applying the same reading twice changes nothing; an older reading never overwrites a newer one.
 */
export async function applyChange(deps: Deps, connection: Connection, reading: Reading): Promise<void> {
  const issueId = 'issue' in reading ? reading.issue.id : reading.gone
  const changed = await transact(deps.store.db, async (tx) => {
    const links = await lockLinksOfIssue(tx, connection.id, issueId)
    for (const link of links) await applyToLink(deps, tx, { connection, link, reading })
    return links
  })
  for (const link of changed) {
    deps.live.publish(connection.workspaceId, { topic: 'tickets', id: link.ticketId })
  }
}

interface Application {
  connection: Connection
  link: Link
  reading: Reading
}

async function applyToLink(deps: Deps, tx: Db, { connection, link, reading }: Application): Promise<void> {
  const lastSyncedAt = deps.ctx.now()
  if ('gone' in reading) {
    await changeLink(tx, link.id, { state: 'gone', lastSyncedAt })
    if (link.state === 'gone') return
    // The ticket keeps its status: nothing is closed because something is missing (invariant 7).
    const text = `${link.issueKey} was deleted, or the integration user may no longer see it.`
    return note(deps, tx, { link, kind: 'sync', text })
  }
  const { issue } = reading
  if (isOlder(issue, link)) return
  if (isSame(issue, link)) return changeLink(tx, link.id, { lastSyncedAt })
  if (link.state === 'gone')
    await note(deps, tx, { link, kind: 'sync', text: `${issue.key} can be seen again.` })
  if (link.issueKey !== issue.key) {
    await note(deps, tx, { link, kind: 'link', text: `${link.issueKey} is now ${issue.key}: it was moved.` })
  }
  if (link.rawStatus !== null && (link.assignee ?? null) !== (issue.assignee ?? null)) {
    const text = issue.assignee ? `Assigned to ${issue.assignee}.` : 'No longer assigned to anybody.'
    await note(deps, tx, { link, kind: 'assignee', text })
  }
  const status = await applyStatus(deps, tx, { connection, link, issue })
  await changeLink(tx, link.id, {
    ...status,
    state: 'linked',
    issueKey: issue.key,
    url: issue.url,
    assignee: issue.assignee ?? null,
    issueVersion: issue.version ?? null,
    issueUpdatedAt: issue.updatedAt ?? null,
    lastSyncedAt,
  })
}

const isOlder = (issue: Issue, link: Link) =>
  issue.updatedAt !== undefined && link.issueUpdatedAt !== null && issue.updatedAt < link.issueUpdatedAt

const isSame = (issue: Issue, link: Link) =>
  link.state === 'linked' && issue.version !== undefined && issue.version === link.issueVersion

/** Maps the raw status and moves the ticket; answers what the link is to remember. */
async function applyStatus(
  deps: Deps,
  tx: Db,
  { connection, link, issue }: { connection: Connection; link: Link; issue: Issue },
) {
  const ticket = await lockTicket(tx, link.workspaceId, link.ticketId)
  if (!issue.status || !ticket) return {}
  const mapped = mapStatus(issue.status, tablesOf(deps, connection), ticket.statusCategory)
  const status = mapped.mapped
    ? statusWithin(workflowOf(ticket.type), mapped.value, issue.status.name)
    : ticket.status
  const moves = status !== ticket.status || mapped.value !== ticket.statusCategory
  // What the tracker says counts from now on, also where it says what the hub has decided itself.
  if (moves || (mapped.mapped && ticket.reopensAs !== null)) {
    const at = deps.ctx.now()
    const open = keepsFinding(ticket.type, mapped.value)
    await setTicketStatus(tx, ticket, { status, category: mapped.value, open, at })
  }
  if (moves && ticket.reopensAs !== null && link.rawStatus === issue.status.name) {
    const text = `${issue.status.name} in the tracker still, so the ticket is ${status} again.`
    await note(deps, tx, { link, kind: 'status', text, reason: mapped.reason })
  }
  if (link.rawStatus !== issue.status.name) {
    const from = link.rawStatus ? `${link.rawStatus} → ` : ''
    const text = `${from}${issue.status.name} (${mapped.mapped ? mapped.value : `not mapped, stays ${mapped.value}`}).`
    await note(deps, tx, { link, kind: 'status', text, reason: mapped.reason })
  }
  return {
    rawStatus: issue.status.name,
    statusMapped: mapped.mapped,
    statusSuggestion: issue.status.suggestion ?? null,
    statusReason: mapped.reason,
  }
}

/** The provider's status table and the connection's own additions. */
export function tablesOf(deps: Pick<Deps, 'trackers'>, connection: Connection): StatusTables {
  const { statuses, statusIds } = deps.trackers.provider(connection.provider)
  const { statusAdditions } = connection.settings
  return {
    provider: statuses,
    ...(statusIds && { providerIds: statusIds }),
    ...(statusAdditions && { additions: statusAdditions }),
  }
}

function note(
  deps: Deps,
  tx: Db,
  event: { link: Link; kind: string; text: string; reason?: Reason },
): Promise<void> {
  const { workspaceId, ticketId } = event.link
  return addEvent(tx, {
    id: deps.ctx.newId(),
    workspaceId,
    ticketId,
    at: deps.ctx.now(),
    kind: event.kind,
    actor: 'tracker',
    text: event.text,
    reason: event.reason,
  })
}
