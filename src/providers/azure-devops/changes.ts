import { ProviderError, type ChangePage, type Cursor } from '../provider.ts'
import type { AdoClient } from './client.ts'
import { momentOf, textOf } from './map.ts'
import { anchorScope, revisions, type RevisionPage, type Start } from './revisions.ts'
import type { WireRevision } from './wire.ts'

/** A start by date looks this much further back: clocks differ, and a moment is noted before its revision is there. */
const overlapMs = 5 * 60_000

const changedAt = (revision: WireRevision) => momentOf(textOf(revision, 'System.ChangedDate'))

/** One change an item, with its latest revision on the page. */
function changesOn({ revisions: found }: RevisionPage, now: Date): ChangePage['changes'] {
  const latest = new Map<string, WireRevision>()
  for (const revision of found) {
    if (revision.rev >= (latest.get(revision.id)?.rev ?? 0)) latest.set(revision.id, revision)
  }
  return [...latest.values()].map((revision) => ({
    issueId: revision.id,
    version: String(revision.rev),
    // What was deleted may have no fields any more.
    updatedAt: changedAt(revision) ?? now,
  }))
}

/** The place is what counts; the moment is only for a start after the place has been forgotten. */
function after(cursor: Cursor, page: RevisionPage, now: Date): Cursor {
  const moments = page.revisions.map((revision) => changedAt(revision)?.getTime() ?? 0)
  const since = Math.max(cursor.since.getTime(), Math.min(now.getTime(), Math.max(0, ...moments)))
  const token = page.token ?? cursor.token
  return { since: new Date(since), ...(token !== undefined && { token }) }
}

const byDate = ({ since }: Cursor): Start => ({ since: new Date(Math.max(0, since.getTime() - overlapMs)) })

/** A place that Azure DevOps does not know (any more), e.g. after a collection was restored. */
const isForgotten = (error: unknown) => error instanceof ProviderError && error.fault.kind === 'invalid'

async function* walk(client: AdoClient, cursor: Cursor, start: Start): AsyncGenerator<ChangePage> {
  let reached = cursor
  for await (const page of revisions(client, start, { fields: ['System.ChangedDate'], latestOnly: true })) {
    reached = after(reached, page, client.now())
    yield {
      changes: changesOn(page, client.now()),
      next: reached,
      ...(page.token !== undefined && { anchor: { scope: anchorScope, position: page.token } }),
    }
  }
}

/** What was written since the cursor. Costs one call where nothing was. */
export async function* changesSince(client: AdoClient, cursor: Cursor): AsyncGenerator<ChangePage> {
  const { since, token } = cursor
  if (token === undefined) {
    yield* walk(client, cursor, byDate(cursor))
    return
  }
  const pages = walk(client, cursor, { token })
  const first = await pages.next().catch((error: unknown) => {
    if (isForgotten(error)) return undefined
    throw error
  })
  if (!first) yield* walk(client, { since }, byDate(cursor))
  else if (!first.done) {
    yield first.value
    yield* pages
  }
}
