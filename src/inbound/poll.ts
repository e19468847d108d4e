import type { Deps } from '../deps.ts'
import { switchedOffCode } from '../domain/fault.ts'
import { follows } from '../connections/follows.ts'
import { trackerOf } from '../connections/tracker-of.ts'
import { changeConnection, findConnection, saveAnchor, type Connection } from '../store/connections.ts'
import { linkedIssues, linksReadBefore } from '../store/links.ts'
import type { ChangePage, Tracker } from '../providers/provider.ts'
import { readIssues } from './read-issues.ts'
import { syncFailed, syncWorked } from '../connections/sync-state.ts'

/** A51: unless the connection says otherwise. */
export const defaultPollMinutes = 15

const dayMs = 24 * 3_600_000

/**
 * Asks a connection what changed since the watermark, reads those of its linked issues that did, and moves the
 * watermark past what was dealt with (invariant 5). The cost follows what changed, not what is linked.
 */
export async function poll(deps: Deps, connectionId: string): Promise<void> {
  const connection = await findConnection(deps.store.db, connectionId)
  if (!connection || (connection.state !== 'active' && connection.state !== 'following')) return
  // What changes meanwhile is caught up by the watermark when it is switched on (CX22).
  if (!follows(deps, connection) || connection.pauseFault?.code === switchedOffCode) return
  const minutes = connection.settings.pollMinutes ?? defaultPollMinutes
  const now = deps.ctx.now()
  const nextPollAt = new Date(now.getTime() + minutes * 60_000)
  await changeConnection(deps.store.db, connectionId, { nextPollAt })
  try {
    const tracker = trackerOf(deps, connection)
    const since = connection.cursor ? new Date(connection.cursor.since) : connection.createdAt
    const token = connection.cursor?.token
    for await (const page of tracker.changes(token ? { since, token } : { since })) {
      const issueIds = await changedLinks(deps, connection, page)
      await readIssues(deps, connection, { tracker, issueIds })
      await moveWatermark(deps, connection, page)
    }
    await readOldest(deps, connection, tracker)
    await changeConnection(deps.store.db, connectionId, { lastPolledAt: now })
    await syncWorked(deps, connection)
  } catch (error) {
    await syncFailed(deps, connection, error)
  }
}

/** No list of changes tells of deletions, so what was not read for a day is read again, a hundred at a time. */
async function readOldest(deps: Deps, connection: Connection, tracker: Tracker): Promise<void> {
  const before = new Date(deps.ctx.now().getTime() - dayMs)
  const links = await linksReadBefore(deps.store.db, connection.id, { before, limit: 100 })
  await readIssues(deps, connection, { tracker, issueIds: links.map((link) => link.issueId) })
}

/** Linked issues whose version is not the one that was applied last; repeats of the overlap drop out here. */
async function changedLinks(deps: Deps, connection: Connection, page: ChangePage): Promise<string[]> {
  const versions = new Map(page.changes.map((change) => [change.issueId, change.version]))
  const linked = await linkedIssues(deps.store.db, connection.id, [...versions.keys()])
  return linked.filter((link) => link.issueVersion !== versions.get(link.issueId)).map((link) => link.issueId)
}

async function moveWatermark(deps: Deps, connection: Connection, page: ChangePage): Promise<void> {
  const { since, token } = page.next
  const cursor = { since: since.toISOString(), ...(token ? { token } : {}) }
  await changeConnection(deps.store.db, connection.id, { cursor })
  if (page.anchor) await saveAnchor(deps.store.db, connection, page.anchor)
}
