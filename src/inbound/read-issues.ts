import type { Deps } from '../deps.ts'
import type { Tracker } from '../providers/provider.ts'
import type { Connection } from '../store/connections.ts'
import { applyChange } from './apply-change.ts'

/** Reads linked issues afresh and applies what they say. Throws what the tracker throws; nothing is then changed. */
export async function readIssues(
  deps: Deps,
  connection: Connection,
  from: { tracker: Tracker; issueIds: string[] },
): Promise<void> {
  const issueIds = [...new Set(from.issueIds)]
  if (issueIds.length === 0) return
  const { issues, gone } = await from.tracker.read(issueIds)
  for (const issue of issues) await applyChange(deps, connection, { issue })
  for (const issueId of gone) await applyChange(deps, connection, { gone: issueId })
}
