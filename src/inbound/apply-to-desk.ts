import type { Deps } from '../deps.ts'
import type { StatusTables } from '../domain/status.ts'
import type { LinkedIssue } from '../providers/help-desk.ts'
import type { Connection } from '../store/connections.ts'
import { addLogEntries } from '../store/log.ts'
import type { Db } from '../store/open.ts'
import { supportFacts } from '../store/support-facts.ts'
import { changeSupportTickets, setSupportStatus, touchTickets } from '../store/support-sync.ts'
import { insertActions } from '../store/sync-actions.ts'
import { applyComments } from './apply-comments.ts'
import { applyFiles } from './apply-files.ts'
import { commentTypeOf } from './comment-type.ts'
import { deskSetting } from './desk-setting.ts'
import type { Outcome } from './link-outcome.ts'
import { storeOutcomes } from './store-outcomes.ts'
import { supportOutcome, type DeskSetting, type SupportOutcome } from './support-outcome.ts'

interface Applied {
  outcome: Outcome
  support: SupportOutcome
}

/** Brings the help desk's tickets of an issue in step with it: fields, status, comments and files (C6, C11). */
export async function applyToDesk(
  deps: Deps,
  tx: Db,
  of: { connection: Connection; issue: LinkedIssue; outcomes: Outcome[]; tables: StatusTables },
): Promise<void> {
  const { connection, issue, outcomes, tables } = of
  if (outcomes.length === 0) return
  const desk = await deskSetting(tx, connection, tables)
  const facts = await supportFacts(
    tx,
    outcomes.map(({ link }) => link.ticketId),
  )
  const applied = outcomes.flatMap((outcome): Applied[] => {
    const { link, ticket } = outcome
    const own = facts.get(link.ticketId)
    // Nothing new about the issue: only its time of reading changes.
    if (!ticket || !own || !('issueKey' in outcome.change)) return []
    const support = supportOutcome(issue, { link, ticket, facts: own, desk })
    return [{ support, outcome: merged(outcome, support, issue) }]
  })
  const same = outcomes.filter(({ change }) => !('issueKey' in change))
  await storeOutcomes(deps, tx, [...applied.map(({ outcome }) => outcome), ...same])
  await storeSupport(deps, tx, { connection, desk, applied })
  const sharing = outcomes.map(({ link }) => ({
    id: link.ticketId,
    link,
    customerId: facts.get(link.ticketId)?.customer?.id ?? null,
  }))
  const commented = await applyComments(deps, tx, { connection, issue, sharing, desk })
  await applyFiles(deps, tx, { desk, issue, sharing })
  const moved = applied
    .filter(({ outcome }) => outcome.notes.length > 0)
    .map(({ outcome }) => outcome.link.ticketId)
  const ids = [...new Set([...moved, ...commented])]
  await touchTickets(tx, { workspaceId: connection.workspaceId, ids, at: deps.ctx.now() })
}

function merged(outcome: Outcome, support: SupportOutcome, issue: LinkedIssue): Outcome {
  const { project, type, values } = issue
  return {
    ...outcome,
    notes: [...outcome.notes, ...support.notes],
    change: { ...outcome.change, projectKey: project.key, issueType: type.name, fieldValues: values },
  }
}

async function storeSupport(
  deps: Deps,
  tx: Db,
  of: { connection: Connection; desk: DeskSetting; applied: Applied[] },
): Promise<void> {
  const { connection, desk, applied } = of
  const { workspaceId } = connection
  await changeSupportTickets(
    tx,
    applied.map(({ outcome, support }) => ({ ...support.change, ticketId: outcome.link.ticketId })),
  )
  const moved = applied.flatMap(({ outcome, support }) =>
    support.status ? { id: outcome.link.ticketId, ...support.status } : [],
  )
  for (const same of Map.groupBy(moved, ({ status }) => status).values()) {
    const [first] = same
    if (first) await setSupportStatus(tx, { workspaceId, ids: same.map(({ id }) => id), ...first })
  }
  await addStatusActions(deps, tx, of)
  await reportFallbacks(deps, tx, { connection, desk, applied })
}

/** C33: a ticket that does not follow the status is told about it. */
async function addStatusActions(
  deps: Deps,
  tx: Db,
  { connection, desk, applied }: { connection: Connection; desk: DeskSetting; applied: Applied[] },
): Promise<void> {
  const typeId = commentTypeOf(desk)
  const told = applied.filter(({ support }) => support.action !== undefined)
  if (!typeId || told.length === 0) return
  const at = deps.ctx.now()
  await insertActions(
    tx,
    told.map(({ outcome, support }) => ({
      id: deps.ctx.newId(),
      workspaceId: connection.workspaceId,
      ticketId: outcome.link.ticketId,
      typeId,
      visibility: 'internal' as const,
      origin: 'tracker' as const,
      author: desk.instance.name,
      text: support.action ?? '',
      lost: [],
      connectionId: connection.id,
      commentId: null,
      at,
      editedAt: null,
      removedAt: null,
    })),
  )
}

/** CX8: a default that stood in for a missing equal name is reported. */
async function reportFallbacks(
  deps: Deps,
  tx: Db,
  { connection, applied }: { connection: Connection; desk: DeskSetting; applied: Applied[] },
): Promise<void> {
  const at = deps.ctx.now()
  const entries = applied.flatMap(({ outcome, support }) =>
    support.notes
      .filter(({ reason }) => reason?.fallback)
      .map(({ text }) => ({
        id: deps.ctx.newId(),
        workspaceId: connection.workspaceId,
        at,
        connectionId: connection.id,
        ticketId: outcome.link.ticketId,
        level: 'warning' as const,
        message: text,
      })),
  )
  await addLogEntries(tx, entries)
}
