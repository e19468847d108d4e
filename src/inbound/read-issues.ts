import { helpDeskOf, servesHelpDesk } from '../connections/tracker-of.ts'
import type { Deps } from '../deps.ts'
import type { Tracker } from '../providers/provider.ts'
import type { Connection } from '../store/connections.ts'
import { fieldMappings } from '../store/field-mappings.ts'
import { issuesOfDesk } from '../store/support-sync.ts'
import { applyChange } from './apply-change.ts'
import { withComments } from './with-comments.ts'

/**
 * Reads linked issues afresh and applies what they say: those of the help desk with their fields and comments. Throws what the
 * tracker throws; nothing is then changed.
 */
export async function readIssues(
  deps: Deps,
  connection: Connection,
  from: { tracker: Tracker; issueIds: string[] },
): Promise<void> {
  const issueIds = [...new Set(from.issueIds)]
  if (issueIds.length === 0) return
  const ofDesk = servesHelpDesk(deps, connection)
    ? await issuesOfDesk(deps.store.db, connection.id, issueIds)
    : new Set<string>()
  const plain = issueIds.filter((id) => !ofDesk.has(id))
  if (plain.length > 0) {
    const { issues, gone } = await from.tracker.read(plain)
    for (const issue of issues) await applyChange(deps, connection, { issue })
    for (const issueId of gone) await applyChange(deps, connection, { gone: issueId })
  }
  if (ofDesk.size > 0) await readForDesk(deps, connection, [...ofDesk])
}

async function readForDesk(deps: Deps, connection: Connection, issueIds: string[]): Promise<void> {
  const desk = helpDeskOf(deps, connection)
  const mappings = await fieldMappings(deps.store.db, connection.id)
  const { issues, gone } = await desk.read(
    issueIds,
    mappings.map(({ fieldId }) => fieldId),
  )
  for (const read of issues) {
    const issue = await withComments(deps, connection, { desk, issue: read })
    await applyChange(deps, connection, { issue })
  }
  for (const issueId of gone) await applyChange(deps, connection, { gone: issueId })
}
