import type { Site } from './site.ts'

/** One version of an issue as search knows it, or will once `visibleAt` has come. */
export interface IndexEntry<Issue> {
  issue: Issue
  writtenAt: number
  visibleAt: number
}

/** By issue id. */
export type SearchIndex<Issue> = Map<string, IndexEntry<Issue>[]>

/** Notes a written version for the search, which shows it only after the lag set at this moment. */
export function indexIssue<Issue extends { id: string | number }>(
  site: Site,
  index: SearchIndex<Issue>,
  issue: Issue,
): void {
  const writtenAt = site.now().getTime()
  const entries = index.get(String(issue.id)) ?? []
  const visible = entries.findLastIndex((entry) => isVisible(site, entry))
  const entry = { issue, writtenAt, visibleAt: writtenAt + site.faults.indexLagMs }
  index.set(String(issue.id), [...entries.slice(Math.max(0, visible)), entry])
}

/** The version that search knows; absent while even the creation has not come through. */
export function indexedVersion<Issue>(
  site: Site,
  index: SearchIndex<Issue>,
  id: string | number,
): Issue | undefined {
  return index.get(String(id))?.findLast((entry) => isVisible(site, entry))?.issue
}

/** Setting a shorter lag lets waiting versions through; a longer one takes nothing back. */
function isVisible(site: Site, entry: IndexEntry<unknown>): boolean {
  const now = site.now().getTime()
  return entry.visibleAt <= now || entry.writtenAt + site.faults.indexLagMs <= now
}
