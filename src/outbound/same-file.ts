import { createHash } from 'node:crypto'
import type { HelpDeskTracker } from '../providers/help-desk.ts'

/** A file of the issue with the same name and content, if there is one. */
export async function sameFile(
  desk: HelpDeskTracker,
  issueId: string,
  file: { name: string; size: number; sha256: string },
): Promise<{ id: string } | undefined> {
  const { issues } = await desk.read([issueId], [])
  const alike = issues
    .flatMap(({ files }) => files)
    .filter(({ name, size }) => name === file.name && size === file.size)
  for (const { id } of alike) {
    const content = await desk.files.fetch(id, file.size)
    if (createHash('sha256').update(content).digest('hex') === file.sha256) return { id }
  }
  return undefined
}
