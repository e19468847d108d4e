import type { Deps } from '../deps.ts'
import { switchedOffCode } from '../domain/fault.ts'
import { trackerOf } from '../connections/tracker-of.ts'
import { findConnection } from '../store/connections.ts'
import { findLink } from '../store/links.ts'
import { readIssues } from './read-issues.ts'
import { syncFailed } from '../connections/sync-state.ts'

/** Reads one link's issue again. */
export async function refresh(deps: Deps, linkId: string): Promise<void> {
  const link = await findLink(deps.store.db, linkId)
  const connection = link && (await findConnection(deps.store.db, link.connectionId))
  const isOff = connection?.pauseFault?.code === switchedOffCode
  if (!connection || connection.state === 'disconnected' || isOff) return
  try {
    await readIssues(deps, connection, { tracker: trackerOf(deps, connection), issueIds: [link.issueId] })
  } catch (error) {
    await syncFailed(deps, connection, error)
  }
}
