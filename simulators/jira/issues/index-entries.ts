import type { Site } from '../site.ts'
import type { IndexEntry, Issue } from '../state/model.ts'

/** Notes a written version for the search, which shows it only after the lag set at this moment. */
export function indexIssue(site: Site, issue: Issue): void {
  const writtenAt = site.now().getTime()
  const entries = site.state.index.get(issue.id) ?? []
  const visible = entries.findLastIndex((entry) => isVisible(site, entry))
  const entry = { issue, writtenAt, visibleAt: writtenAt + site.faults.indexLagMs }
  site.state.index.set(issue.id, [...entries.slice(Math.max(0, visible)), entry])
}

/** The version that search knows; absent while even the creation has not come through. */
export function indexedVersion(site: Site, issueId: string): Issue | undefined {
  return site.state.index.get(issueId)?.findLast((entry) => isVisible(site, entry))?.issue
}

/** Setting a shorter lag lets waiting versions through; a longer one takes nothing back. */
function isVisible(site: Site, entry: IndexEntry): boolean {
  const now = site.now().getTime()
  return entry.visibleAt <= now || entry.writtenAt + site.faults.indexLagMs <= now
}
