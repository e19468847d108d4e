import type { Deps } from '../deps.ts'
import type { StatusTables } from '../domain/status.ts'
import type { Issue } from '../providers/provider.ts'
import type { LinkedIssue } from '../providers/help-desk.ts'
import type { Connection } from '../store/connections.ts'
import { changeLinks, lockLinksOfIssue, type Link } from '../store/links.ts'
import { transact, type Db } from '../store/open.ts'
import { lockTickets } from '../store/tickets.ts'
import { applyToDesk } from './apply-to-desk.ts'
import { applyToService } from './apply-to-service.ts'
import { outcomeFor, type Outcome } from './link-outcome.ts'
import { addNotes, storeOutcomes } from './store-outcomes.ts'

/** An issue as it was just read, or the tracker's proper answer that there is none any more. */
export type Reading = { issue: Issue | LinkedIssue } | { gone: string }

/**
 * Brings every ticket that is linked to an issue in step with it. Polling, webhooks and “sync now” all end
 * here. Applying the same reading twice changes nothing; an older reading never overwrites a newer one.
 * However many tickets share the issue, the number of statements is the same.
 */
export async function applyChange(deps: Deps, connection: Connection, reading: Reading): Promise<void> {
  const issueId = 'issue' in reading ? reading.issue.id : reading.gone
  const changed = await transact(deps.store.db, async (tx) => {
    const links = await lockLinksOfIssue(tx, connection.id, issueId)
    if ('gone' in reading) await applyGone(deps, tx, links)
    else await applyIssue(deps, tx, { connection, links, issue: reading.issue })
    return links
  })
  for (const { ticketId } of changed) {
    deps.live.publish(connection.workspaceId, { topic: 'tickets', id: ticketId })
  }
}

/** The tickets keep their status: nothing is closed because something is missing (invariant 7). */
async function applyGone(deps: Deps, tx: Db, links: Link[]): Promise<void> {
  if (links.length === 0) return
  const ids = links.map(({ id }) => id)
  await changeLinks(tx, ids, { state: 'gone', lastSyncedAt: deps.ctx.now() })
  const news = links.filter(({ state }) => state !== 'gone')
  await addNotes(
    deps,
    tx,
    news.map((link) => ({
      link,
      notes: [
        {
          kind: 'sync',
          text: `${link.issueKey} was deleted, or the integration user may no longer see it.`,
        },
      ],
    })),
  )
}

async function applyIssue(
  deps: Deps,
  tx: Db,
  of: { connection: Connection; links: Link[]; issue: Issue | LinkedIssue },
): Promise<void> {
  const { connection, links, issue } = of
  const lastSyncedAt = deps.ctx.now()
  const tables = tablesOf(deps, connection)
  const ticketIds = links.map(({ ticketId }) => ticketId)
  const tickets = await lockTickets(tx, connection.workspaceId, ticketIds)
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  const outcomes = links.flatMap(
    (link) => outcomeFor(issue, { link, ticket: byId.get(link.ticketId), tables, lastSyncedAt }) ?? [],
  )
  const ofDesk = ({ ticket }: Outcome) => ticket?.type === 'support'
  const ofPartner = ({ ticket }: Outcome) => ticket?.type === 'service'
  await storeOutcomes(
    deps,
    tx,
    outcomes.filter((one) => !ofDesk(one)),
  )
  await applyToService(deps, tx, { connection, issue, outcomes: outcomes.filter(ofPartner), tables })
  // Read without what the help desk needs, it says nothing to a ticket that was linked in this very moment.
  if ('commentTotal' in issue) {
    await applyToDesk(deps, tx, { connection, issue, outcomes: outcomes.filter(ofDesk), tables })
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
