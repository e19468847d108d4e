import type { Reason } from '../domain/reason.ts'
import { mapStatus, type StatusCategory, type StatusTables } from '../domain/status.ts'
import { keepsFinding } from '../domain/ticket.ts'
import { statusWithin, workflowOf } from '../domain/workflow.ts'
import type { Issue } from '../providers/provider.ts'
import type { Link, LinkChange } from '../store/links.ts'
import type { LockedTicket } from '../store/tickets.ts'

/** An entry for a ticket's timeline. */
export interface Note {
  kind: string
  text: string
  reason?: Reason
}

/** A ticket's new status. */
export interface NewStatus {
  status: string
  category: StatusCategory
  /** Whether it keeps its finding from being ticketed again. */
  open: boolean
}

/** What follows for one link, and its ticket, from reading their issue. */
export interface Outcome {
  link: Link
  ticket: LockedTicket | undefined
  change: LinkChange
  status?: NewStatus
  notes: Note[]
}

/** What a reading says that the link does not know yet. Undefined: it is older than what is known. */
export function outcomeFor(
  issue: Issue,
  of: { link: Link; ticket: LockedTicket | undefined; tables: StatusTables; lastSyncedAt: Date },
): Outcome | undefined {
  const { link, ticket, lastSyncedAt } = of
  if (isOlder(issue, link)) return undefined
  if (isSame(issue, link)) return { link, ticket, change: { lastSyncedAt }, notes: [] }
  const moved = movedStatus(issue, of)
  return {
    link,
    ticket,
    ...(moved.status && { status: moved.status }),
    notes: [...aboutTheIssue(issue, link), ...moved.notes],
    change: {
      ...moved.change,
      state: 'linked',
      issueKey: issue.key,
      url: issue.url,
      assignee: issue.assignee ?? null,
      issueVersion: issue.version ?? null,
      issueUpdatedAt: issue.updatedAt ?? null,
      lastSyncedAt,
    },
  }
}

const isOlder = (issue: Issue, link: Link) =>
  issue.updatedAt !== undefined && link.issueUpdatedAt !== null && issue.updatedAt < link.issueUpdatedAt

export const isSame = (issue: Issue, link: Link) =>
  link.state === 'linked' && issue.version !== undefined && issue.version === link.issueVersion

function aboutTheIssue(issue: Issue, link: Link): Note[] {
  const notes: Note[] = []
  if (link.state === 'gone') notes.push({ kind: 'sync', text: `${issue.key} can be seen again.` })
  if (link.issueKey !== issue.key) {
    notes.push({ kind: 'link', text: `${link.issueKey} is now ${issue.key}: it was moved.` })
  }
  if (link.rawStatus !== null && (link.assignee ?? null) !== (issue.assignee ?? null)) {
    const text = issue.assignee ? `Assigned to ${issue.assignee}.` : 'No longer assigned to anybody.'
    notes.push({ kind: 'assignee', text })
  }
  return notes
}

interface Moved {
  status?: NewStatus
  notes: Note[]
  change: LinkChange
}

/** That the tracker has another word for it now, and what it means. */
function rawStatusNotes(link: Link, name: string, mapped: ReturnType<typeof mapStatus>): Note[] {
  if (link.rawStatus === name) return []
  const from = link.rawStatus ? `${link.rawStatus} → ` : ''
  const text = `${from}${name} (${mapped.mapped ? mapped.value : `not mapped, stays ${mapped.value}`}).`
  return [{ kind: 'status', text, reason: mapped.reason }]
}

/** Maps the raw status and moves the ticket. A help-desk ticket's own status is the help desk's affair. */
function movedStatus(
  issue: Issue,
  { link, ticket, tables }: { link: Link; ticket: LockedTicket | undefined; tables: StatusTables },
): Moved {
  if (!issue.status || !ticket) return { notes: [], change: {} }
  const raw = issue.status
  const mapped = mapStatus(raw, tables, ticket.statusCategory)
  const change = {
    rawStatus: raw.name,
    statusMapped: mapped.mapped,
    statusSuggestion: raw.suggestion ?? null,
    statusReason: mapped.reason,
  }
  if (ticket.type === 'support') return { notes: [], change }
  // Its status is moved by events of the desk alone.
  if (ticket.type === 'service') return { notes: rawStatusNotes(link, raw.name, mapped), change }
  const status = mapped.mapped ? statusWithin(workflowOf(ticket.type), mapped.value, raw.name) : ticket.status
  const moves = status !== ticket.status || mapped.value !== ticket.statusCategory
  const notes: Note[] = []
  if (moves && ticket.reopensAs !== null && link.rawStatus === raw.name) {
    const text = `${raw.name} in the tracker still, so the ticket is ${status} again.`
    notes.push({ kind: 'status', text, reason: mapped.reason })
  }
  notes.push(...rawStatusNotes(link, raw.name, mapped))
  // What the tracker says counts from now on, also where it says what the hub has decided itself.
  const isSet = moves || (mapped.mapped && ticket.reopensAs !== null)
  const open = keepsFinding(ticket.type, mapped.value)
  return { ...(isSet && { status: { status, category: mapped.value, open } }), notes, change }
}
