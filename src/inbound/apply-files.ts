import type { Deps } from '../deps.ts'
import { earlierName } from '../domain/issue-comment.ts'
import type { LinkedIssue } from '../providers/help-desk.ts'
import { addJobs } from '../store/jobs.ts'
import type { Db } from '../store/open.ts'
import { knownFiles } from '../store/sync-files.ts'
import type { Sharing } from './apply-comments.ts'
import type { DeskSetting } from './support-outcome.ts'

/** Files of an issue that its tickets do not have yet are fetched afterwards, one by one (CX26). */
export async function applyFiles(
  deps: Deps,
  tx: Db,
  of: { desk: DeskSetting; issue: LinkedIssue; sharing: Sharing[] },
): Promise<void> {
  const { desk, issue, sharing } = of
  if (!desk.instance.settings.files || issue.files.length === 0) return
  const known = await knownFiles(
    tx,
    desk.instance.connection.id,
    sharing.map(({ id }) => id),
  )
  const jobs = sharing.flatMap(({ id, link }) =>
    issue.files
      .filter(
        (file) => !known.has(`${id} ${file.id}`) && !link.earlier.includes(earlierName('file', file.id)),
      )
      .map((file) => ({
        name: 'fetch-file' as const,
        data: { linkId: link.id, file: { ...file, createdAt: file.createdAt.toISOString() } },
        key: `${link.id} ${file.id}`,
      })),
  )
  await addJobs(tx, deps.jobs, jobs)
}
